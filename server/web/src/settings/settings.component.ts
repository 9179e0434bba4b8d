import type { Workspace } from '@teambrain/sdk';
import {
  backIcon,
  baseStyles,
  controlStyles,
  icon,
  searchIcon,
  TbEmpty,
  TbError,
  TbSpinner,
  usersIcon,
} from '@teambrain/widget-kit';
import { css, html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import type { AppContext } from '../app-context.js';
import { settingsPath, talkPath } from '../router.js';
import { WebElement } from '../web-element.js';
import { codeIcon, serverIcon } from '../web-icons.js';
import { WebEmbed } from './embed/embed.component.js';
import { WebPeople } from './people.component.js';
import { settingsStyles } from './settings.styles.js';
import { t } from './settings-messages.js';

export { settingsLocales } from './settings-locales.js';

/** Settings of a workspace: the parts at the side, one of them on show. What there is follows the rights. */
export class WebSettings extends WebElement {
  static override readonly tag = 'tb-web-settings';
  static override readonly dependencies = [TbEmpty, TbError, TbSpinner, WebEmbed, WebPeople];
  static override properties: PropertyDeclarations = {
    app: { attribute: false },
    workspaces: { attribute: false },
    workspace: { attribute: false },
    section: { attribute: false },
    item: { attribute: false },
    rights: { state: true },
    plugins: { state: true },
    failure: { state: true },
  };
  static override styles = [
    baseStyles,
    controlStyles,
    settingsStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: 14.5rem minmax(0, 1fr);
        min-block-size: 100dvh;
        background: var(--tb-color-surface);
      }
      nav {
        display: grid;
        position: sticky;
        inset-block-start: 0;
        align-content: start;
        gap: 4px;
        block-size: 100dvh;
        overflow-y: auto;
        padding: 16px 12px;
        border-inline-end: 1px solid var(--tb-color-border);
        background: var(--tb-color-bg);
      }
      nav a {
        display: flex;
        align-items: center;
        gap: 10px;
        min-block-size: max(40px, var(--tb-target));
        padding-inline: 12px;
        border-radius: 9px;
        color: var(--tb-color-text);
        text-decoration: none;
      }
      nav a:hover {
        background: var(--tb-color-hover);
      }
      nav a[aria-current] {
        background: var(--tb-color-accent-soft);
        color: var(--tb-color-accent);
        font-weight: 600;
      }
      .name {
        padding: 12px 12px 6px;
        font-size: 0.7812rem;
        font-weight: 600;
        color: var(--tb-color-text-muted);
      }
      main {
        min-inline-size: 0;
        padding: clamp(18px, 3vw, 40px);
      }
      .alone {
        display: grid;
        grid-area: 1 / 1 / -1 / -1;
        align-content: center;
      }
      main > :not(tb-empty) {
        display: block;
        max-inline-size: 920px;
        margin-inline: auto;
      }
      @media (forced-colors: active) {
        nav a[aria-current] {
          outline: 2px solid Highlight;
          outline-offset: -2px;
        }
      }
      @media (max-width: 47.5em) {
        :host {
          grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
        }
        nav {
          display: flex;
          z-index: 1;
          block-size: auto;
          padding: 6px 8px;
          overflow-x: auto;
          border: 0;
          border-block-end: 1px solid var(--tb-color-border);
        }
        nav a {
          flex: none;
        }
        .name,
        nav a.back span {
          display: none;
        }
      }
    `,
  ];

  app!: AppContext;
  workspaces: readonly Workspace[] = [];
  /** Slug or id, as the address names it. */
  workspace = '';
  section: 'people' | 'embed' = 'people';
  item: string | undefined;
  protected rights: ReadonlySet<string> | null = null;
  protected plugins: readonly string[] = [];
  protected failure: unknown = null;
  #stopFollowing: (() => void) | null = null;

  get #current(): Workspace | undefined {
    return this.workspaces.find(({ id, slug }) => slug === this.workspace || id === this.workspace);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopFollowing?.();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('workspace')) this.#follow();
  }

  /** Rights and plugins, live: a switch that an admin flips is followed at once. */
  #follow(): void {
    this.#stopFollowing?.();
    this.rights = null;
    this.failure = null;
    const current = this.#current;
    if (!current) return;
    // No panel opens the socket here, and the server says over it that something changed.
    this.app.client.connect().catch(() => {});
    this.#stopFollowing = this.app.client
      .capabilities({ workspace: current.id })
      .subscribe(({ meta, error }) => {
        this.failure = meta ? null : error;
        if (!meta) return;
        this.rights = new Set(meta.permissions);
        this.plugins = Object.keys(meta.plugins);
      });
  }

  protected override render(): unknown {
    const current = this.#current;
    if (!current) {
      return html`<main class="alone"><h1 class="sr">${t('settings')}</h1><tb-empty .heading=${t('missing')} .icon=${searchIcon}>
        <a slot="actions" class="button" href="/" data-route>${t('adminBack')}</a></tb-empty></main>`;
    }
    return html`<nav aria-label=${t('sections')}>
        <a class="back" href=${talkPath(current.slug)} data-route aria-label=${t('back', { workspace: current.name })}
          >${icon(backIcon, 18)}<span class="truncate">${t('back', { workspace: current.name })}</span></a>
        <div class="name" aria-hidden="true">${t('settings')}</div>
        ${this.#renderLink('people', t('people'), usersIcon)}
        ${this.rights && this.#mayEmbed ? this.#renderLink('embed', t('embed'), codeIcon) : nothing}
        ${this.rights?.has('core.administer') ? html`<a href="/admin" data-route>${icon(serverIcon, 18)}${t('server')}</a>` : nothing}
      </nav>
      <main>${this.#renderSection(current)}</main>`;
  }

  /** Whoever manages the workspace sees the part even while the plugin is off, to learn why nothing is there. */
  get #mayEmbed(): boolean {
    const role = this.#current?.role;
    return this.rights?.has('embed.manage') || role === 'owner' || role === 'admin';
  }

  #renderLink(section: 'people' | 'embed', label: string, shape: typeof codeIcon): unknown {
    const href = settingsPath(this.workspace, section);
    return html`<a href=${href} data-route aria-current=${this.section === section ? 'page' : nothing}
      >${icon(shape, 18)}${label}</a>`;
  }

  #renderSection(current: Workspace): unknown {
    if (this.failure) {
      return html`<div><h1 class="sr">${t('settings')}</h1><tb-error .heading=${t('failed')} .error=${this.failure} retryable
        @retry=${() => this.#follow()}></tb-error></div>`;
    }
    if (!this.rights) return html`<div><h1 class="sr">${t('settings')}</h1><tb-spinner></tb-spinner></div>`;
    if (this.section === 'people')
      return html`<tb-web-people .app=${this.app} .workspace=${current} .rights=${this.rights}></tb-web-people>`;
    if (!this.#mayEmbed) return html`<div><h1>${t('embed')}</h1><p class="lead">${t('notAllowed')}</p></div>`;
    if (!this.plugins.includes('embed'))
      return html`<div><h1 class="sr">${t('embed')}</h1><tb-empty .icon=${codeIcon} .heading=${t('embedOff')}
        >${t('embedOffText')}</tb-empty></div>`;
    return html`<tb-web-embed .app=${this.app} .workspace=${current} .plugins=${this.plugins} .item=${this.item}></tb-web-embed>`;
  }
}
