import type { EmbedScope, TeamBrain } from '@teambrain/sdk';
import {
  emptyState,
  loadLocale,
  type MessageMap,
  type PanelTarget,
  provideContext,
  readersLocale,
  TbElement,
  translate,
  WidgetContext,
} from '@teambrain/widget-kit';
import type { PropertyDeclaration, PropertyDeclarations, PropertyValues } from 'lit';
import { Connection } from './connection/connection.js';
import { readError } from './connection/failure.js';
import { type GetToken, givenBy, tokenFromUrl } from './connection/token-source.js';
import { type ShellTexts, shellMessages } from './shell/shell-messages.js';
import type { ShellMore } from './shell/shell-more.js';

/** What the connection is made from: a change of any of these connects anew. */
const connectionKeys = ['server', 'app', 'workspace', 'client', 'getToken', 'tokenUrl', 'guest'];

/** A removed attribute is the default again, and a default is no attribute. */
const text: PropertyDeclaration = { useDefault: true };
const shown: PropertyDeclaration = { useDefault: true, reflect: true };

const rightToLeft = /^(ar|fa|he|ur)\b/;

/** What the host page says of where its visitor is. */
export interface PageContext {
  url?: string;
  title?: string;
  selection?: string;
  data?: unknown;
}

/** `<team-brain>` without its looks: properties, connection, context, language. The element draws what this keeps. */
export abstract class WidgetCore extends TbElement {
  static override properties: PropertyDeclarations = {
    server: text,
    app: text,
    workspace: text,
    room: text,
    tokenUrl: { ...text, attribute: 'token-url' },
    getToken: { attribute: false },
    client: { attribute: false },
    guest: { type: Boolean },
    strings: { attribute: false },
    context: { attribute: false },
    mode: shown,
    panels: text,
    panel: shown,
    open: { type: Boolean, reflect: true },
    theme: shown,
    locale: text,
    density: shown,
    layout: shown,
    position: shown,
    label: text,
    hotkey: text,
    sendKey: { ...text, attribute: 'send-key' },
    sound: { type: Boolean },
    titleBadge: { type: Boolean, attribute: 'title-badge' },
    readonly: { type: Boolean },
    noUpload: { type: Boolean, attribute: 'no-upload' },
    noEmoji: { type: Boolean, attribute: 'no-emoji' },
    noReactions: { type: Boolean, attribute: 'no-reactions' },
    status: { reflect: true },
  };

  /** Origin of the server. Default: where the script came from. */
  server = '';
  /** Public key of the embed app. */
  app = '';
  /** Id or slug. Default: that of the app, else the first workspace of whoever is signed in. */
  workspace = '';
  /** Id or slug. Default: the room used last. */
  room = '';
  /** Address on the host's own site that answers with a token as plain text. */
  tokenUrl = '';
  /** Called on start, before expiry and before every reconnect. Wins over `token-url`. */
  getToken: GetToken | undefined;
  /** A client of the host's own. Wins over both. */
  client: TeamBrain | undefined;
  /** Whoever the host gives no token for is a guest of the app. */
  guest = false;
  /** Texts that replace the built-in ones: `{ 'shell.open': 'Talk to us' }`. */
  strings: MessageMap = {};
  /** What the page is about, for plugins that want to know. */
  context: PageContext | undefined;
  mode: 'launcher' | 'inline' | 'page' | 'panel' = 'inline';
  /** Names of panels in the order of their tabs, with spaces between. Default: all that the server offers. */
  panels = '';
  panel = '';
  open = false;
  theme: 'auto' | 'light' | 'dark' | 'system' = 'auto';
  /**
   * BCP 47. Default: the page's `lang`, then the browser's language. Where it names no region, dates and times follow the
   * region of the reader's own language, if that is the same one.
   */
  locale = '';
  density: 'comfortable' | 'compact' = 'comfortable';
  layout: 'rows' | 'bubbles' = 'rows';
  position: 'end' | 'start' = 'end';
  /** Text on the launcher. */
  label = '';
  /** `mod+shift+k` opens and closes from anywhere on the page but fields. `none` or empty: no key. */
  hotkey = '';
  sendKey: 'enter' | 'mod+enter' = 'enter';
  /** A sound for messages that nobody is looking at, once the visitor has pressed anything on the page. */
  sound = false;
  /** The unread count before the page's title. */
  titleBadge = false;
  readonly = false;
  noUpload = false;
  noEmoji = false;
  noReactions = false;
  /** The connection, for styles: `team-brain[status=offline]`. Set by the widget. */
  status = 'idle';

  /** Settles when the widget has connected for the first time and stands in a room, or has none to stand in. */
  readonly ready: Promise<void>;
  #settleReady: () => void = () => {};
  /** @internal */
  readonly widgetContext: WidgetContext;
  /** @internal */
  readonly connection: Connection;
  /** @internal */
  unread = 0;
  /** What the app says of its widget; attributes come before it. @internal */
  scope: EmbedScope | undefined;
  #mentions = 0;
  #unsubscribe: (() => void) | null = null;
  /** The direction that the widget gave itself. */
  #direction = '';

  constructor() {
    super();
    this.ready = new Promise((resolve) => {
      this.#settleReady = resolve;
    });
    this.widgetContext = new WidgetContext(emptyState, {
      openRoom: (roomId) => this.connection.openRoom(roomId),
      openPanel: (name, target) => this.showPanel(name, target),
      announce: (text) => this.later((more) => more.say(text)),
      toast: (options) => this.later((more) => more.toast(options)),
      refreshRooms: () => this.connection.refreshRooms(),
      markRead: (roomId, seq) => this.later((more) => more.markRead(roomId, seq)),
      report: (error) => this.#report(error),
      openLink: (url) => this.#openLink(url),
      close: () => this.hide(),
    });
    this.connection = new Connection(this.widgetContext, {
      changed: () => this.requestUpdate(),
      unread: (count, mentions) => this.setUnread(count, mentions),
      error: (error) => this.#report(error),
      roomOpened: (room) => this.emit('tb-room', { roomId: room.id }),
      roomLost: (room) => this.later((more) => more.roomLost(room)),
      roomRefused: () => this.later((more) => more.roomRefused()),
      userLeft: () => this.forget(),
      scope: (scope) => this.#applyScope(scope),
    });
    provideContext(this, this.widgetContext);
  }

  protected readonly t: ShellTexts = (key, values) =>
    translate(this.widgetContext.state, shellMessages, key, values);

  abstract hide(): void;
  /** @internal */
  abstract showPanel(name: string, target?: PanelTarget): Promise<void>;
  /** Does something with the part of the frame that loads after the first view, at once where it is here. */
  protected abstract later(work: (more: ShellMore) => unknown): void;
  /** Lets go of everything that shows what the user wrote or read. */
  protected abstract forget(): void;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unsubscribe = this.widgetContext.subscribe(() => this.#contextChanged());
    document.addEventListener('visibilitychange', this.#updateVisible);
    window.addEventListener('online', this.#networkBack);
    // Put back after being moved in the page: the properties did not change, the connection went.
    if (this.hasUpdated && this.connection.phase === 'idle') void this.#connect();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unsubscribe?.();
    document.removeEventListener('visibilitychange', this.#updateVisible);
    window.removeEventListener('online', this.#networkBack);
    // A move within the page disconnects and connects in one go: only a widget that stays away hangs up.
    queueMicrotask(() => {
      if (!this.isConnected) void this.connection.stop();
    });
  }

  /** What is on show from the start is drawn in its language, and not in English first. */
  protected override scheduleUpdate() {
    const localised = this.hasUpdated ? undefined : this.#localise();
    return this.isShown && localised ? localised.then(() => super.scheduleUpdate()) : super.scheduleUpdate();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (this.hasUpdated && (changed.has('locale') || changed.has('strings'))) void this.#localise();
    this.widgetContext.update({
      readonly: this.readonly,
      density: this.density,
      messageLayout: this.layout,
      noReactions: this.noReactions,
      noEmoji: this.noEmoji,
      noUpload: this.noUpload,
      sendKey: this.sendKey,
    });
  }

  protected override updated(changed: PropertyValues): void {
    if (connectionKeys.some((key) => changed.has(key))) void this.#connect();
    else if (changed.has('room') && this.room) void this.connection.openRoom(this.room);
    if (changed.has('open') || changed.has('mode')) this.#updateVisible();
  }

  /**
   * Goes on as somebody else, after a sign-in on the host page. Nothing stays of who was here before; with `merge`, what
   * they wrote as a guest becomes the user's.
   */
  async setUser(getToken: GetToken, { merge = false }: { merge?: boolean } = {}): Promise<void> {
    this.forget();
    // A function of its own, because the same one may speak for somebody else now; who it is shows when it is asked.
    const asked: GetToken = (context) => getToken(context);
    givenBy.set(asked, getToken);
    this.getToken = asked;
    await this.updateComplete;
    await this.connection.settled;
    if (merge) await this.connection.merge();
  }

  /**
   * Leaves: ends the session of a client of the widget's own, and takes every text out of the page and its storage. Stays
   * out until `setUser`, `refresh` or another token address.
   */
  async signOut(): Promise<void> {
    const { client } = this.connection;
    if (client && client !== this.client) await client.signOut().catch(() => {});
    this.forget();
    await this.connection.stop('signed-out');
  }

  /** Connects anew and loads everything again. */
  async refresh(): Promise<void> {
    await this.connection.restart();
  }

  /** @internal */
  get serverUrl(): string {
    return this.server || defaultServer();
  }

  protected get isShown(): boolean {
    return this.mode === 'inline' || this.mode === 'page' || this.open;
  }

  protected signIn = (): void => {
    this.emit('tb-auth-required', {});
  };

  #report(error: unknown): void {
    const { code, name, message, requestId } = readError(error);
    this.emit('tb-error', { code: code ?? name ?? 'unknown', message: message ?? '', requestId });
  }

  async #connect(): Promise<void> {
    const { tokenUrl, app, workspace, room, client, guest } = this;
    await this.connection.start({
      server: this.serverUrl,
      app,
      workspace,
      room,
      client,
      guest,
      getToken: this.getToken ?? (tokenUrl ? tokenFromUrl(tokenUrl) : undefined),
      // Two widgets that name the same token address, or hand over the same function, have the same person behind them.
      source: this.getToken ?? tokenUrl,
    });
    const { phase } = this.connection;
    if (phase !== 'ready' && phase !== 'no-workspace') return;
    this.#settleReady();
    this.emit('tb-ready', {});
  }

  #applyScope(scope: EmbedScope | undefined): void {
    this.scope = scope;
    if (scope?.theme.scheme || scope?.theme.properties)
      void import('./connection/app-theme.js').then(({ applyAppTheme }) => applyAppTheme(this, scope.theme));
  }

  #contextChanged(): void {
    const { status } = this.widgetContext.state;
    if (status !== this.status) {
      this.status = status;
      this.emit('tb-status', { status });
    }
    this.requestUpdate();
  }

  readonly #updateVisible = (): void => {
    const direction = this.matches(':dir(rtl)') ? 'rtl' : 'ltr';
    this.widgetContext.update({ visible: this.isShown && document.visibilityState === 'visible', direction });
  };

  /** Takes the language and the direction that the page has now, where none was asked for. @internal */
  followPage(): void {
    void this.#localise();
    this.#updateVisible();
  }

  readonly #networkBack = (): void => {
    if (this.connection.phase === 'unreachable') void this.connection.restart();
  };

  /** @internal */
  setUnread(count: number, mentions: number): void {
    if (count === this.unread && mentions === this.#mentions) return;
    this.unread = count;
    this.#mentions = mentions;
    this.emit('tb-unread', { count, mentions });
    this.requestUpdate();
  }

  // Not with what loads later: a window may open only while the press that asked for it is fresh.
  #openLink(url: string): void {
    if (!/^(https?:|mailto:)/i.test(url)) return;
    if (this.emit('tb-link', { url }, { cancelable: true }))
      window.open(url, '_blank', 'noopener,noreferrer');
  }

  /** Settles when the texts of the language are there, or cannot come and stay English. */
  #localise(): Promise<void> {
    const named = this.locale || (this.closest<HTMLElement>('[lang]') ?? document.documentElement).lang;
    const locale = readersLocale(named || navigator.language, !!this.locale);
    // The page's own direction holds, unless the language was asked for here. A `dir` of the page's on the tag wins.
    const direction = rightToLeft.test(locale) ? 'rtl' : this.locale && 'ltr';
    if (direction !== this.#direction && this.dir === this.#direction) this.dir = this.#direction = direction;
    this.widgetContext.update({ locale, translations: this.strings });
    return loadLocale(locale).then(
      () => this.widgetContext.update({ translations: { ...this.strings } }),
      () => {},
    );
  }
}

/** The script's own origin, with the path before its file name where it is not served at the root. */
function defaultServer(): string {
  const { origin, pathname } = new URL(import.meta.url);
  return origin === 'null'
    ? location.origin
    : origin + pathname.replace(/(\/v\/[^/]+)?(\/chunks)?\/[^/]*$/, '');
}
