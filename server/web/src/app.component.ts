import type { User } from '@teambrain/protocol';
import type { TeamBrain, Workspace } from '@teambrain/sdk';
import {
  baseStyles,
  controlStyles,
  define,
  type ElementClass,
  provideContext,
  searchIcon,
  TbElement,
  TbEmpty,
  TbError,
  TbSpinner,
  themeStyles,
} from '@teambrain/widget-kit';
import { css, html, type PropertyDeclarations } from 'lit';
import type { AppContext } from './app-context.js';
import { loadTexts, preferredLanguage, speak, webContext } from './language.js';
import { type Route, Router, talkPath } from './router.js';
import { WebInvite } from './screens/invite.component.js';
import { WebLogin } from './screens/login.component.js';
import { WebNewWorkspace } from './screens/new-workspace.component.js';
import { WebReset } from './screens/reset.component.js';
import { WebSignup } from './screens/signup.component.js';
import { createWebClient, forgetTab } from './session.js';
import { product, t } from './web-messages.js';

/** The web app: who is signed in, which screen is on. */
export class WebApp extends TbElement implements AppContext {
  static override readonly tag = 'tb-web-app';
  static override readonly dependencies = [
    TbEmpty,
    TbError,
    TbSpinner,
    WebLogin,
    WebReset,
    WebSignup,
    WebInvite,
    WebNewWorkspace,
  ];
  static override properties: PropertyDeclarations = {
    user: { state: true },
    workspaces: { state: true },
    phase: { state: true },
    failure: { state: true },
  };
  static override styles = [
    themeStyles,
    baseStyles,
    controlStyles,
    css`
      :host {
        display: block;
        min-block-size: 100dvh;
        /* Fourteen pixels, larger where the reader has set the browser to larger text. */
        --tb-font-size: 0.875rem;
        background: var(--tb-color-bg);
      }
      .centre {
        display: grid;
        place-content: center;
        min-block-size: 100dvh;
      }
    `,
  ];

  client: TeamBrain = createWebClient();
  user: User | null = null;
  workspaces: readonly Workspace[] = [];
  protected phase: 'starting' | 'ready' | 'failed' = 'starting';
  protected failure: unknown = null;
  readonly #router = new Router(() => this.requestUpdate());
  /** Where somebody wanted to go before they had to sign in. */
  #wanted = '';
  #shownTitle = '';

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('click', this.#router.onClick);
    this.client.on('user', (user) => {
      // A sign-in is complete once `entered` has loaded what the screens need.
      if (user === null || this.user !== null) this.user = user;
    });
    webContext.subscribe(() => this.requestUpdate());
    provideContext(this, webContext);
    void this.#start();
  }

  go(path: string, options?: { replace?: boolean }): void {
    this.#router.go(path, options);
  }

  async entered(): Promise<void> {
    const user = await this.client.auth.me();
    await this.reloadWorkspaces();
    const wanted = this.#wanted;
    this.#wanted = '';
    // Both at once: a user on an entry screen is sent to the start page by the next drawing.
    this.user = user;
    this.go(wanted || this.#homePath(), { replace: true });
  }

  async reloadWorkspaces(): Promise<readonly Workspace[]> {
    this.workspaces = await this.client.workspaces.list().toArray({ max: 100 });
    return this.workspaces;
  }

  async logout(everywhere = false): Promise<void> {
    await this.client.auth.logout({ everywhere }).catch(() => {});
    forgetTab();
    this.user = null;
    this.workspaces = [];
    this.go('/login');
  }

  protected override willUpdate(): void {
    if (this.phase !== 'ready') return;
    const { route } = this.#router;
    const needsUser = ['home', 'new', 'talk', 'settings', 'admin'].includes(route.name);
    const path = location.pathname + location.hash;
    if (!this.user && (needsUser || route.name === 'invite')) this.#wanted = path;
    if (!this.user && needsUser) this.go('/login', { replace: true });
    else if (this.user && ['home', 'login', 'signup', 'setup'].includes(route.name)) {
      this.go(this.#homePath(), { replace: true });
    }
  }

  protected override updated(): void {
    const title = this.phase === 'ready' ? this.#title(this.#router.route) : product;
    // The widget puts its unread count before the title: what stands there stays until the page is another one.
    if (title !== this.#shownTitle) document.title = this.#shownTitle = title;
  }

  #title(route: Route): string {
    const page = this.#pageName(route);
    return page ? t('pageTitle', { page, product }) : product;
  }

  #pageName(route: Route): string {
    const name = 'workspace' in route ? route.workspace : '';
    const workspace = this.workspaces.find(({ id, slug }) => slug === name || id === name)?.name ?? '';
    switch (route.name) {
      case 'login':
      case 'signup':
        return t(route.name);
      case 'reset':
        return t(route.key ? 'resetTitle' : 'forgotTitle');
      case 'setup':
        return t('setupTitle');
      case 'invite':
        return t('inviteTitle');
      case 'new':
        return t('newWorkspace');
      case 'settings':
        return workspace && t('settingsOf', { workspace });
      case 'admin':
        return t('server');
      case 'missing':
        return t('missingTitle');
      default:
        return workspace;
    }
  }

  protected override render(): unknown {
    if (this.phase === 'starting') return html`<div class="centre"><tb-spinner></tb-spinner></div>`;
    if (this.phase === 'failed') {
      return html`<main class="centre"><h1 class="sr">${product}</h1><tb-error .heading=${t('failedTitle')} .error=${this.failure} retryable
        @retry=${() => this.#start()}></tb-error></main>`;
    }
    return this.#renderRoute();
  }

  #renderRoute(): unknown {
    const { route } = this.#router;
    switch (route.name) {
      case 'login':
        return html`<tb-web-login .app=${this}></tb-web-login>`;
      case 'signup':
        return html`<tb-web-signup .app=${this}></tb-web-signup>`;
      case 'setup':
        return html`<tb-web-signup setup .app=${this} .setupKey=${route.key}></tb-web-signup>`;
      case 'reset':
        return html`<tb-web-reset .app=${this} .key=${route.key}></tb-web-reset>`;
      case 'invite':
        return html`<tb-web-invite .app=${this} .user=${this.user} .token=${route.token}></tb-web-invite>`;
      case 'new':
        return html`<tb-web-new-workspace .app=${this} .workspaces=${this.workspaces}></tb-web-new-workspace>`;
      case 'talk':
        this.#load('tb-web-talk', () => import('./screens/talk.component.js').then((part) => part.WebTalk));
        return html`<tb-web-talk .app=${this} .user=${this.user} .workspaces=${this.workspaces}
          .workspace=${route.workspace} .room=${route.room}></tb-web-talk>`;
      case 'settings':
        this.#load('tb-web-settings', async () => {
          const { settingsLocales, WebSettings } = await import('./settings/settings.component.js');
          await loadTexts(settingsLocales);
          return WebSettings;
        });
        return html`<tb-web-settings .app=${this} .workspaces=${this.workspaces} .workspace=${route.workspace}
          .section=${route.section} .item=${route.item}></tb-web-settings>`;
      case 'admin':
        this.#load('tb-web-admin', async () => {
          const { settingsLocales, WebAdmin } = await import('./settings/admin.component.js');
          await loadTexts(settingsLocales);
          return WebAdmin;
        });
        return html`<tb-web-admin .app=${this}></tb-web-admin>`;
      case 'missing':
        return html`<main class="centre"><h1 class="sr">${product}</h1><tb-empty .heading=${t('missingTitle')} .icon=${searchIcon}>
          ${t('missingText')}<a slot="actions" class="button primary" href="/" data-route>${t('home')}</a>
        </tb-empty></main>`;
      default:
        return html`<div class="centre"><tb-spinner></tb-spinner></div>`;
    }
  }

  async #start(): Promise<void> {
    this.phase = 'starting';
    const spoken = speak(preferredLanguage());
    try {
      if (await this.client.auth.restore()) {
        this.user = await this.client.auth.me();
        await this.reloadWorkspaces();
      }
      await spoken;
      this.phase = 'ready';
    } catch (error) {
      await spoken;
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    this.failure = error;
    this.phase = 'failed';
  }

  /** The talk brings the widget along, the settings their forms: of no use to a login form. */
  #load(tag: string, load: () => Promise<ElementClass>): void {
    if (customElements.get(tag)) return;
    load().then(define, (error: unknown) => this.#fail(error));
  }

  #homePath(): string {
    const first = this.workspaces[0];
    return first ? talkPath(first.slug) : '/new';
  }
}
