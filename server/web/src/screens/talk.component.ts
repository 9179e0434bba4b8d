import type { Workspace } from '@teambrain/sdk';
import { TeamBrainElement } from '@teambrain/widget';
import {
  avatar,
  baseStyles,
  controlStyles,
  icon,
  leaveIcon,
  type MenuItem,
  moonIcon,
  type PlaceOptions,
  plusIcon,
  settingsIcon,
  sunIcon,
  TbAvatar,
  TbMenu,
  userIcon,
} from '@teambrain/widget-kit';
import { html, nothing, type PropertyDeclarations } from 'lit';
import type { AppContext } from '../app-context.js';
import { chooseLanguage, type Language, language, languages } from '../language.js';
import { settingsPath, talkPath } from '../router.js';
import { applyTheme, themeChoice } from '../theme-choice.js';
import { WebElement } from '../web-element.js';
import { codeIcon, deviceIcon, globeIcon, invitePersonIcon } from '../web-icons.js';
import { product, t } from '../web-messages.js';
import { WebAccountDialog } from './account-dialog.component.js';
import { WebInviteDialog } from './invite-dialog.component.js';
import { talkStyles } from './talk.styles.js';

/** The app once somebody is in: a rail with the workspaces and the account, and the widget as the page. */
export class WebTalk extends WebElement {
  static override readonly tag = 'tb-web-talk';
  static override readonly dependencies = [
    TbAvatar,
    TbMenu,
    TeamBrainElement,
    WebAccountDialog,
    WebInviteDialog,
  ];
  static override properties: PropertyDeclarations = {
    app: { attribute: false },
    workspace: { attribute: false },
    room: { attribute: false },
  };
  static override styles = [baseStyles, controlStyles, talkStyles];

  app!: AppContext;
  /** Slug or id, as the address names it. */
  workspace = '';
  room: string | undefined;

  get #current(): Workspace | undefined {
    return this.app.workspaces.find(({ id, slug }) => slug === this.workspace || id === this.workspace);
  }

  protected override render(): unknown {
    const { app } = this;
    const current = this.#current;
    if (!app.user) return nothing;
    return html`<nav aria-label=${t('workspaces')}>
        ${app.workspaces.map((workspace) => this.#renderWorkspace(workspace, workspace === current))}
        <a class="tile add" href="/new" data-route aria-label=${t('newWorkspace')} title=${t('newWorkspace')}
          >${icon(plusIcon)}</a>
        <span class="space"></span>
        ${
          current
            ? html`<a class="tile plain" href=${settingsPath(current.slug, 'people')} data-route
                aria-label=${t('settingsOf', { workspace: current.name })} title=${t('settingsOf', { workspace: current.name })}
                >${icon(settingsIcon)}</a>`
            : nothing
        }
        ${this.#renderAccount(40)}
      </nav>
      <main>
        <h1 class="sr">${current?.name ?? product}</h1>
        <team-brain mode="page" title-badge .client=${app.client} .workspace=${current?.id ?? this.workspace}
          .room=${this.room ?? ''} @tb-room=${this.#roomOpened} @tb-auth-required=${() => app.logout()}>
          <div slot="header-end" class="in-header">
            ${
              this.#mayInvite
                ? html`<button type="button" class="icon-button" aria-label=${t('invite')} title=${t('invite')}
                    @click=${this.#invite}>${icon(invitePersonIcon)}</button>`
                : nothing
            }
            <span class="only-narrow">${this.#renderAccount(30)}</span>
          </div>
        </team-brain>
        <tb-menu .label=${t('account', { name: app.user.displayName })}></tb-menu>
        <tb-web-account-dialog .app=${app} .user=${app.user}></tb-web-account-dialog>
        ${current ? html`<tb-web-invite-dialog .app=${app} .workspace=${current}></tb-web-invite-dialog>` : nothing}
      </main>`;
  }

  get #mayInvite(): boolean {
    const current = this.#current;
    if (!current) return false;
    return (
      current.role === 'owner' ||
      current.role === 'admin' ||
      (current.membersMayInvite && current.role === 'member')
    );
  }

  #renderWorkspace(workspace: Workspace, current: boolean): unknown {
    const initials = [...workspace.name.trim()].slice(0, 1).join('').toLocaleUpperCase();
    return html`<a class="tile" href=${talkPath(workspace.slug)} data-route title=${workspace.name}
      aria-label=${t('openWorkspace', { workspace: workspace.name })} aria-current=${current ? 'page' : nothing}
      >${initials}</a>`;
  }

  #renderAccount(size: number): unknown {
    const { user } = this.app;
    if (!user) return nothing;
    const name = user.displayName || user.username;
    return html`<button type="button" class="account" aria-haspopup="menu" aria-expanded="false"
      aria-label=${t('account', { name })} title=${name} @click=${this.#openMenu}>${avatar(user, { size })}</button>`;
  }

  readonly #openMenu = (event: Event): void => {
    const anchor = event.currentTarget as HTMLElement;
    this.#showMenu(anchor, this.#menuItems(anchor));
  };

  #showMenu(anchor: HTMLElement, items: readonly MenuItem[]): void {
    const place: PlaceOptions = isRail(anchor) ? { side: 'above' } : { align: 'end' };
    void this.renderRoot.querySelector<TbMenu>('tb-menu')?.show(anchor, items, place);
  }

  /** Each language by its own name, so that nobody has to read the present one to leave it. */
  #languageItems(): MenuItem[] {
    return Object.entries(languages).map(([tag, label]) => ({
      label,
      checked: tag === language(),
      run: () => void chooseLanguage(tag as Language),
    }));
  }

  #menuItems(anchor: HTMLElement): MenuItem[] {
    const rail = isRail(anchor);
    const { app } = this;
    const theme = themeChoice();
    const others = rail ? [] : app.workspaces.filter((workspace) => workspace !== this.#current);
    const profile = (): void =>
      void this.renderRoot.querySelector<WebAccountDialog>('tb-web-account-dialog')?.show();
    return [
      { label: t('menuProfile'), icon: userIcon, run: profile },
      ...this.#placeItems(),
      ...others.map((workspace) => ({
        label: t('menuWorkspaces', { workspace: workspace.name }),
        run: () => app.go(talkPath(workspace.slug)),
      })),
      ...(rail ? [] : [{ label: t('newWorkspace'), icon: plusIcon, run: () => app.go('/new') }]),
      {
        label: t('menuThemeSystem'),
        icon: deviceIcon,
        checked: theme === 'system',
        separated: true,
        run: () => applyTheme('system'),
      },
      {
        label: t('menuThemeLight'),
        icon: sunIcon,
        checked: theme === 'light',
        run: () => applyTheme('light'),
      },
      { label: t('menuThemeDark'), icon: moonIcon, checked: theme === 'dark', run: () => applyTheme('dark') },
      {
        label: t('language'),
        icon: globeIcon,
        hint: languages[language()],
        separated: true,
        run: () => this.#showMenu(anchor, this.#languageItems()),
      },
      { label: t('menuLogout'), icon: leaveIcon, separated: true, run: () => void app.logout() },
    ];
  }

  /** Where the workspace is looked after; embedding by name, because that is what newcomers look for. */
  #placeItems(): MenuItem[] {
    const current = this.#current;
    if (!current) return [];
    const go = (section: 'people' | 'embed') => () => this.app.go(settingsPath(current.slug, section));
    const manages = current.role === 'owner' || current.role === 'admin';
    return [
      { label: t('settingsOf', { workspace: current.name }), icon: settingsIcon, run: go('people') },
      ...(manages ? [{ label: t('menuEmbed'), icon: codeIcon, run: go('embed') }] : []),
    ];
  }

  readonly #invite = (): void =>
    this.renderRoot.querySelector<WebInviteDialog>('tb-web-invite-dialog')?.show();

  readonly #roomOpened = (event: CustomEvent<{ roomId: string }>): void => {
    const current = this.#current;
    const path = talkPath(current?.slug ?? this.workspace, event.detail.roomId);
    if (location.pathname !== path) this.app.go(path, { replace: this.room === undefined });
  };
}

const isRail = (anchor: HTMLElement): boolean => anchor.parentElement?.localName === 'nav';
