import type { TeamBrain } from '@teambrain/sdk';
import {
  emptyState,
  loadLocale,
  type MessageMap,
  type PanelTarget,
  provideContext,
  TbElement,
  type ToastOptions,
  translate,
  WidgetContext,
  type WidgetRoom,
} from '@teambrain/widget-kit';
import type { PropertyDeclarations, PropertyValues } from 'lit';
import { Connection, type ConnectionOptions } from './connection/connection.js';
import { readError } from './connection/failure.js';
import { type GetToken, tokenFromUrl } from './connection/token-source.js';
import { roomTitle } from './shell/room-title.js';
import { type ShellTexts, shellMessages } from './shell/shell-messages.js';
import { TitleBadge } from './shell/title-badge.js';

/** What the connection is made from: a change of any of these connects anew. */
const connectionKeys = ['server', 'app', 'workspace', 'client', 'getToken', 'tokenUrl'];

const rightToLeft = /^(ar|fa|he|ur)\b/;

/** `<team-brain>` without its looks: properties, connection, context, language. The element draws what this keeps. */
export abstract class WidgetCore extends TbElement {
  static override properties: PropertyDeclarations = {
    server: {},
    app: {},
    workspace: {},
    room: {},
    tokenUrl: { attribute: 'token-url' },
    getToken: { attribute: false },
    client: { attribute: false },
    strings: { attribute: false },
    context: { attribute: false },
    mode: { reflect: true },
    panels: {},
    panel: { reflect: true },
    open: { type: Boolean, reflect: true },
    theme: { reflect: true },
    locale: {},
    density: { reflect: true },
    layout: { reflect: true },
    position: { reflect: true },
    label: {},
    hotkey: {},
    sendKey: { attribute: 'send-key' },
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
  /** Id or slug. Default: the first workspace of whoever is signed in. */
  workspace = '';
  /** Id or slug. Default: the room used last. */
  room = '';
  /** Address on the host's own site that answers with a token as plain text. */
  tokenUrl = '';
  /** Called on start, before expiry and before every reconnect. Wins over `token-url`. */
  getToken: GetToken | undefined;
  /** A client of the host's own. Wins over both. */
  client: TeamBrain | undefined;
  /** Texts that replace the built-in ones: `{ 'shell.open': 'Talk to us' }`. */
  strings: MessageMap = {};
  /** What the page is about, for plugins that want to know. */
  context: { url?: string; title?: string; selection?: string; data?: unknown } | undefined;
  mode: 'launcher' | 'inline' | 'page' | 'panel' = 'inline';
  /** Names of panels in the order of their tabs, with spaces between. Default: all that the server offers. */
  panels = '';
  panel = '';
  open = false;
  theme: 'auto' | 'light' | 'dark' | 'system' = 'auto';
  /** BCP 47. Default: the page's `lang`, then the browser's language. */
  locale = '';
  density: 'comfortable' | 'compact' = 'comfortable';
  layout: 'rows' | 'bubbles' = 'rows';
  position: 'end' | 'start' = 'end';
  /** Text on the launcher. */
  label = '';
  /** `mod+shift+k` opens and closes from anywhere on the page but fields. `none` or empty: no key. */
  hotkey = '';
  sendKey: 'enter' | 'mod+enter' = 'enter';
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
  protected readonly widgetContext: WidgetContext;
  protected readonly connection: Connection;
  protected unread = 0;
  protected mentions = 0;
  readonly #titleBadge = new TitleBadge();
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
      announce: (text) => this.announce(text),
      toast: (options) => this.toast(options),
      refreshRooms: () => this.connection.refreshRooms(),
      markRead: (roomId, seq) => this.#markRead(roomId, seq),
      report: (error) => this.reportError(error),
      openLink: (url) => this.#openLink(url),
      close: () => this.hide(),
    });
    this.connection = new Connection(this.widgetContext, {
      changed: () => this.requestUpdate(),
      unread: (count, mentions) => this.#setUnread(count, mentions),
      error: (error) => this.reportError(error),
      roomOpened: (room) => this.emit('tb-room', { roomId: room.id }),
      roomLost: (room) => this.#roomLost(room),
      roomRefused: () => this.toast({ text: this.t('roomGone'), tone: 'danger' }),
    });
    provideContext(this, this.widgetContext);
  }

  protected readonly t: ShellTexts = (key, values) =>
    translate(this.widgetContext.state, shellMessages, key, values);

  abstract hide(): void;
  protected abstract announce(text: string): void;
  protected abstract toast(options: ToastOptions): void;
  protected abstract showPanel(name: string, target?: PanelTarget): Promise<void>;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unsubscribe = this.widgetContext.subscribe(() => this.#contextChanged());
    document.addEventListener('visibilitychange', this.#updateVisible);
    window.addEventListener('online', this.#networkBack);
    // Put back after being moved in the page: the properties did not change, the connection went.
    if (this.hasUpdated && this.connection.phase === 'idle') this.#connect();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unsubscribe?.();
    document.removeEventListener('visibilitychange', this.#updateVisible);
    window.removeEventListener('online', this.#networkBack);
    this.#titleBadge.clear();
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
    if (connectionKeys.some((key) => changed.has(key))) this.#connect();
    else if (changed.has('room') && this.room) void this.connection.openRoom(this.room);
    if (changed.has('open') || changed.has('mode')) this.#updateVisible();
    if (changed.has('titleBadge')) this.#showTitleBadge();
  }

  /** Takes a new way to get tokens, and connects with it: after a sign-in on the host page. */
  async setUser(getToken: GetToken): Promise<void> {
    this.getToken = getToken;
    await this.updateComplete;
  }

  /** Leaves: ends the session of a client of the widget's own, forgets the token source, closes the connection. */
  async signOut(): Promise<void> {
    const { client } = this.connection;
    if (client && client !== this.client) await client.auth.logout().catch(() => {});
    this.getToken = undefined;
    this.tokenUrl = '';
    await this.connection.stop();
  }

  /** Connects anew and loads everything again. */
  async refresh(): Promise<void> {
    await this.connection.restart();
  }

  protected get serverUrl(): string {
    return this.server || defaultServer();
  }

  protected get isShown(): boolean {
    return this.mode === 'inline' || this.mode === 'page' || this.open;
  }

  protected signIn = (): void => {
    this.emit('tb-auth-required', {});
  };

  protected reportError(error: unknown): void {
    const { code, name, message, requestId } = readError(error);
    this.emit('tb-error', { code: code ?? name ?? 'unknown', message: message ?? '', requestId });
  }

  #connect(): void {
    const getToken = this.getToken ?? (this.tokenUrl ? tokenFromUrl(this.tokenUrl) : undefined);
    const options: ConnectionOptions = {
      server: this.serverUrl,
      app: this.app || undefined,
      workspace: this.workspace || undefined,
      room: this.room || undefined,
      client: this.client,
      getToken,
      // Two widgets that name the same token address have the same person behind them; two functions may not.
      shareKey: this.getToken ? undefined : [this.serverUrl, this.app, this.tokenUrl].join(' '),
    };
    void this.connection.start(options).then(() => this.#started());
  }

  #started(): void {
    const { phase } = this.connection;
    if (phase !== 'ready' && phase !== 'no-workspace') return;
    this.#settleReady();
    this.emit('tb-ready', {});
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
    const direction = getComputedStyle(this).direction === 'rtl' ? 'rtl' : 'ltr';
    this.widgetContext.update({ visible: this.isShown && document.visibilityState === 'visible', direction });
  };

  readonly #networkBack = (): void => {
    if (this.connection.phase === 'unreachable') void this.connection.restart();
  };

  #setUnread(count: number, mentions: number): void {
    if (count === this.unread && mentions === this.mentions) return;
    this.unread = count;
    this.mentions = mentions;
    this.emit('tb-unread', { count, mentions });
    this.#showTitleBadge();
    this.requestUpdate();
  }

  #showTitleBadge(): void {
    const { unread } = this;
    if (this.titleBadge)
      this.#titleBadge.show((title) => this.t('titleBadge', { count: unread, title }), unread);
    else this.#titleBadge.clear();
  }

  #markRead(roomId: string, seq: number): void {
    const { rooms } = this.widgetContext.state;
    const next = rooms.map((room) =>
      room.id === roomId && seq >= room.seq ? { ...room, readSeq: seq, unread: 0, mentions: 0 } : room,
    );
    this.widgetContext.update({ rooms: next });
    const sum = (key: 'unread' | 'mentions'): number =>
      next.reduce((total, room) => total + (room[key] ?? 0), 0);
    this.#setUnread(sum('unread'), sum('mentions'));
  }

  #roomLost(room: WidgetRoom): void {
    const { me } = this.widgetContext.state;
    this.toast({ text: this.t('removedFromRoom', { room: roomTitle(room, me?.id) }), tone: 'danger' });
  }

  #openLink(url: string): void {
    if (!/^(https?:|mailto:)/i.test(url)) return;
    if (this.emit('tb-link', { url }, { cancelable: true }))
      window.open(url, '_blank', 'noopener,noreferrer');
  }

  /** Settles when the texts of the language are there, or cannot come and stay English. */
  #localise(): Promise<void> {
    const named = this.locale || (this.closest<HTMLElement>('[lang]') ?? document.documentElement).lang;
    const locale = validLocale(named || navigator.language);
    // The page's own direction holds, unless the language was asked for here. A `dir` of the page's on the tag wins.
    const direction = rightToLeft.test(locale) ? 'rtl' : this.locale && 'ltr';
    if (direction && this.dir === this.#direction) this.dir = this.#direction = direction;
    this.widgetContext.update({ locale, translations: this.strings });
    return loadLocale(locale).then(
      () => this.widgetContext.update({ translations: { ...this.strings } }),
      () => {},
    );
  }
}

/** `Intl` throws on a malformed language tag, and pages carry all sorts. */
function validLocale(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? 'en';
  } catch {
    return 'en';
  }
}

/** The script's own origin, with the path before its file name where it is not served at the root. */
function defaultServer(): string {
  const { origin, pathname } = new URL(import.meta.url);
  return origin === 'null'
    ? location.origin
    : origin + pathname.replace(/(\/v\/[^/]+)?(\/chunks)?\/[^/]*$/, '');
}
