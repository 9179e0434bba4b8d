import type { AuthResult, EventMap, Me, Meta, Page, Session, SignalMap, User } from '@teambrain/protocol';
import type { EmbedState } from './embed-contract.js';

/** Connection states. `offline`: no network or several failed tries (it keeps trying), signed out or refused. */
export type Status = 'idle' | 'connecting' | 'online' | 'reconnecting' | 'offline' | 'closed';

/** How values are put on the wire, over HTTP and the socket alike. JSON is built in; see `@teambrain/sdk/msgpack`. */
export interface Codec {
  readonly name: 'json' | 'msgpack';
  readonly contentType: string;
  encode(value: unknown): string | Uint8Array<ArrayBuffer>;
  decode(data: string | Uint8Array): unknown;
}

/** The part of a browser WebSocket that the client uses. */
export interface SocketLike {
  binaryType: string;
  readonly readyState: number;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
  send(data: string | Uint8Array<ArrayBuffer>): void;
  close(code?: number, reason?: string): void;
}
export type SocketConstructor = new (url: string, protocols?: string | string[]) => SocketLike;

/**
 * Where unsent messages wait, and the secret of a guest. Keys are short strings, values JSON texts below 32 KiB. May be
 * synchronous or not. Access tokens never go here.
 */
export interface ClientStorage {
  /** False: what is kept here is gone with the page. Tell people so: "not kept on this device". */
  readonly persistent?: boolean;
  get(key: string): string | null | Promise<string | null>;
  set(key: string, value: string): void | Promise<void>;
  remove(key: string): void | Promise<void>;
  keys(prefix: string): string[] | Promise<string[]>;
}

/** Keeps the signed-in session across page loads. Default: none, the session lives in memory. */
export interface SessionStore {
  load(): StoredSession | null | Promise<StoredSession | null>;
  save(session: StoredSession | null): void | Promise<void>;
}
export interface StoredSession {
  refreshToken: string;
}

/** Asks the host for a token. The signal ends with the client. */
export type GetToken = (context: { signal: AbortSignal }) => string | Promise<string>;

export interface ClientOptions<Parts extends readonly AnyPart[] = readonly AnyPart[]> {
  /** Origin of the server, with its path prefix if it has one: `https://chat.acme.dev`. */
  url: string;
  /**
   * Public key of an embed app: `getToken` then gives the token that the host's backend signed. Without `getToken` the
   * visitor is a guest, where the app lets guests in; else requests fail with `embed_identity_required`.
   */
  app?: string;
  /** Called on start, 30 s before expiry and before every connect with an old token. Without `app`: an access token. */
  getToken?: GetToken;
  /** What a guest is called, as the page says. Signed names win, and it is shown as unverified. */
  guestName?: string;
  codec?: Codec;
  fetch?: typeof globalThis.fetch;
  WebSocket?: SocketConstructor;
  /** Client parts; each adds `client[name]`. */
  parts?: Parts;
  /** Outbox storage. Default: localStorage where the page allows it, else memory. */
  storage?: ClientStorage;
  /** `cookie`: the server keeps the refresh token in an HttpOnly cookie (https only). */
  session?: SessionStore | 'cookie';
  /** Milliseconds until a request fails with TimeoutError. Default 15,000. */
  timeoutMs?: number;
  /** Tries after the first for reads and writes that carry a client id. Default 2. */
  retries?: number;
}

/** What is known about an event besides its data. */
export interface EventMeta {
  channel: string;
  seq: number;
  /** Id of the user who did it. */
  actor: string | null;
  /** RFC 3339, UTC. */
  at: string;
  /** Set on the events of one's own writes. */
  clientId?: string;
  /** True while missed events are being caught up: `data` is then the present state, not that of the moment. */
  replay: boolean;
}
export type EventName = keyof EventMap;
/** One event of the iterator: `switch (event.type)` narrows `event.data`. */
export type ChannelEvent = { [K in EventName]: EventMeta & { type: K; data: EventMap[K] } }[EventName];

export type ChannelState = 'waiting' | 'live' | 'ended';
export interface ChannelNotice {
  /** `live`: caught up. `reset`: events were missed for good, load a snapshot. `ended`: the subscription is over. */
  state: 'live' | 'reset' | 'ended';
  reason?: string;
}

/** One consumer's hold on a channel. All holders of a channel share one subscription; the last `close` ends it. */
export interface ChannelHandle {
  readonly name: string;
  readonly state: ChannelState;
  /** Sequence number of the last event that was handed out; undefined before the first `live`. */
  readonly seq: number | undefined;
  /** Settles when live for the first time; rejects with ApiError when the server refuses. */
  readonly ready: Promise<void>;
  on<K extends EventName>(type: K, handler: (event: EventMap[K], meta: EventMeta) => void): () => void;
  /** All events, also those of plugins whose types are not loaded. */
  onAny(handler: (event: EventMeta & { type: string; data: unknown }) => void): () => void;
  onSignal<K extends keyof SignalMap>(
    type: K,
    handler: (data: SignalMap[K], meta: { channel: string; actor: string }) => void,
  ): () => void;
  onNotice(handler: (notice: ChannelNotice) => void): () => void;
  /** Ends with the signal, with `close`, or when the subscription ends. */
  events(options?: { signal?: AbortSignal }): AsyncIterableIterator<ChannelEvent>;
  /** Dropped while the channel is not live: signals are never queued. */
  signal<K extends keyof SignalMap>(type: K, data: SignalMap[K]): void;
  close(): void;
}

export interface RequestOptions {
  query?: Record<string, string | number | boolean | undefined>;
  /** A Blob goes as it is, with its own type. An answer that is plain text of any kind comes back as a string. */
  body?: unknown;
  signal?: AbortSignal;
  /** Repeating it cannot do harm (it carries a client id, or sets a state): it is retried like a read. */
  idempotent?: boolean;
  headers?: Record<string, string>;
}

/** An operation that exists as socket action and as HTTP route: the socket when online, else HTTP. */
export interface Operation {
  action: string;
  channel: string;
  data: object;
  clientId?: string;
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  /** The HTTP body, where it is not `data`. */
  body?: object;
  /** Repeating it does no harm, as with a client id: a broken connection falls back to HTTP. */
  idempotent?: boolean;
  signal?: AbortSignal;
}

/** A list answer: await it for the first page, iterate it for all items, fetching page by page. */
export interface List<T> extends PromiseLike<Page<T>>, AsyncIterable<T> {
  pages(): AsyncIterableIterator<Page<T>>;
  /** All items, at most `max` (default 1,000). */
  toArray(options?: { max?: number }): Promise<T[]>;
}

/** A reactive value: `state` is replaced, never mutated, and `subscribe` is called after each change. */
export interface Store<S> {
  readonly state: S;
  /** Calls at once with the present state and after every change; at most once per microtask. */
  subscribe(listener: (state: S) => void): () => void;
}

export type SendStatus = 'sending' | 'sent' | 'failed' | 'discarded';

/** A write that waits its turn in the outbox. */
export interface Sending<T = unknown> {
  readonly clientId: string;
  /** `sending` also while it waits for the network. */
  readonly status: SendStatus;
  /** Why it failed. */
  readonly error: Error | undefined;
  /** Settles when the server has stored or refused it, or with AbortError at `close()`. After `retry()` it is a new promise. */
  readonly done: Promise<T>;
  /** Tries a failed one again, with the same client id. */
  retry(): void;
  /** Forgets it; `done` rejects with AbortError. One that is already on its way may still arrive. */
  discard(): void;
}

export interface OutboxEntry {
  clientId: string;
  /** Order is kept within a queue: the id of the room. */
  queue: string;
  operation: Omit<Operation, 'signal'>;
  createdAt: string;
}
export type OutboxItem = Sending & OutboxEntry;

export interface Outbox {
  add<T>(entry: OutboxEntry): Sending<T> & OutboxEntry;
  /** Waiting and failed items of a queue, in order. */
  items(queue: string): readonly OutboxItem[];
  /** Called after a change of any item; `result` when it was just stored. */
  onChange(handler: (item: OutboxItem, result?: unknown) => void): () => void;
  /** Forgets everything, in storage too. */
  clear(): Promise<void>;
}

export interface AuthApi {
  /** The signed-in user, once known. */
  readonly user: User | null;
  register(input: {
    email: string;
    username: string;
    password: string;
    displayName?: string;
    /** Token of an invitation, where the server asks for one. */
    invite?: string;
  }): Promise<AuthResult>;
  login(input: { login: string; password: string; code?: string }): Promise<AuthResult>;
  /** Creates the first admin with the setup token that the server printed. */
  setup(input: {
    token: string;
    email: string;
    username: string;
    password: string;
    displayName?: string;
  }): Promise<AuthResult>;
  /** Ends the session here and on the server; wipes the outbox. */
  logout(options?: { everywhere?: boolean }): Promise<void>;
  /** Takes up a stored session. False: there is none, show the login. */
  restore(): Promise<boolean>;
  me(): Promise<Me>;
  updateMe(changes: { displayName?: string; username?: string }): Promise<Me>;
  sessions(): List<Session>;
  endSession(sessionId: string): Promise<void>;
  /** Ends all other sessions; this one goes on with new tokens. */
  changePassword(input: { currentPassword: string; newPassword: string }): Promise<void>;
  /** Has a link mailed that sets a new password; resolves the same whether the account exists. */
  forgotPassword(login: string): Promise<void>;
  /** Sets the password by the key of such a link (what follows `#k=`). Ends all sessions: log in afterwards. */
  resetPassword(input: { token: string; newPassword: string }): Promise<void>;
}

/**
 * Why a client is not online. `auth`: the host gives no token, or the server refuses it; somebody has to sign in.
 * `forbidden`: the server refuses this client for good, as from an origin that the app does not list. `network`: there is
 * no answer, or none that helps; it passes by itself.
 */
export type StatusReason = 'auth' | 'network' | 'forbidden';

/** The session of an embed app. Without `app` it stays empty. */
export interface EmbedApi extends Store<EmbedState> {
  /** Whether this device keeps a guest that the signed user may take over with `merge`. */
  hasGuest(): Promise<boolean>;
  /**
   * Gives what the kept guest wrote to the user who is signed in now; never happens by itself, and once for each guest.
   * The guest is forgotten afterwards. Refused with `embed_guest_merged` (somebody took it over before) and
   * `embed_guest_invalid` (unknown): the guest is forgotten then, too. Without a kept guest it rejects at once.
   */
  merge(): Promise<{ rooms: string[]; messages: number }>;
}

/** A place to ask about, by id or slug. Without either: the server. */
export interface MetaScope {
  workspace?: string;
  room?: string;
}

/** What the server offers this actor in one place. */
export interface Capabilities {
  /** Undefined until the first answer, and after a sign-out. */
  meta: Meta | undefined;
  /** Why the last question went unanswered; `meta` is then what was known before. */
  error: Error | undefined;
}

export interface ClientEvents {
  /** Also when only the reason changed: see `reason` of the client. */
  status: Status;
  /**
   * Signed in (the user) or out (null). All channels of the user before have ended with `signed_out`, and what was loaded
   * for them must go. Out, too, when the host's token speaks for another user than before: `setUser` goes on as that one.
   */
  user: User | null;
  /**
   * The user signs out on purpose, or another takes over: whoever keeps texts of theirs forgets them. An ended session is
   * no sign-out.
   */
  logout: undefined;
  /** What went wrong in the background: a refused connection, a failed token. */
  error: Error;
}

/** What a client part stands on. */
export interface ClientCore {
  readonly url: string;
  readonly status: Status;
  /** Goes up when somebody else may be here. */
  readonly turn: number;
  readonly auth: AuthApi;
  readonly outbox: Outbox;
  on<K extends keyof ClientEvents>(name: K, handler: (value: ClientEvents[K]) => void): () => void;
  /** Path below `/v1`. Encode ids with `encodeURIComponent` or the `path` tag. */
  request<T>(method: string, path: string, options?: RequestOptions): Promise<T>;
  list<T>(path: string, query?: RequestOptions['query']): List<T>;
  perform<T>(operation: Operation): Promise<T>;
  /** A hold on a channel; `after` is the `seq` of a snapshot that the caller already has. */
  channel(name: string, options?: { after?: number }): ChannelHandle;
  /** Who I am; asks the server once. */
  user(): Promise<User>;
  /** What the parts add to a room handle. */
  extendRoom(room: RoomContext): object;
}

/** What a part that extends room handles is given. */
export interface RoomContext {
  readonly id: string;
  readonly workspaceId: string;
  readonly channel: ChannelHandle;
  /** The viewer's read cursor as last known. */
  readonly readSeq: number;
}

/** Encodes an API type that depends on what other parts add to rooms: `interface X extends RoomGeneric { api: Api<this['room']> }`. */
export interface RoomGeneric {
  readonly room: unknown;
  readonly api: unknown;
}

/**
 * One plugin's share of the client. `setup` makes `client[name]`; `room` makes what it adds to every room handle.
 */
export interface ClientPart<Name extends string = string, Api = unknown, RoomApi extends object = object> {
  readonly name: Name;
  /** Events whose wire data is the bare thing, and the key it is handed out under. */
  readonly wireKeys?: Readonly<Record<string, string>>;
  setup(core: ClientCore): Api extends RoomGeneric ? Api['api'] : Api;
  room?(core: ClientCore, room: RoomContext): RoomApi;
  /** Never set; carries the type. */
  readonly $api?: Api;
}
// biome-ignore lint/suspicious/noExplicitAny: the variance of a part's own API does not matter to a list of parts
export type AnyPart = ClientPart<string, any, any>;

type UnionToIntersection<U> = (U extends unknown ? (value: U) => void : never) extends (
  value: infer I,
) => void
  ? I
  : never;
type RoomApiOf<P> = P extends { room?(core: ClientCore, room: RoomContext): infer R } ? R : never;
/** Everything that these parts add to a room handle. */
export type RoomApis<Parts extends readonly AnyPart[]> = UnionToIntersection<RoomApiOf<Parts[number]>>;
type ApiOf<P, Room> =
  P extends ClientPart<string, infer Api, infer _R>
    ? Api extends RoomGeneric
      ? (Api & { readonly room: Room })['api']
      : Api
    : never;
export type PartApis<Parts extends readonly AnyPart[]> = {
  readonly [P in Parts[number] as P['name']]: ApiOf<P, RoomApis<Parts>>;
};

export interface BaseClient {
  readonly url: string;
  readonly status: Status;
  /** Why it is not online, or will not be for long: its token could not be renewed. Undefined while nothing failed. */
  readonly reason: StatusReason | undefined;
  /** The signed-in user, once known. */
  readonly user: User | null;
  readonly auth: AuthApi;
  readonly embed: EmbedApi;
  readonly outbox: Outbox;
  /** As given in the options, or what the page allows: see `persistent`. */
  readonly storage: ClientStorage;
  on<K extends keyof ClientEvents>(name: K, handler: (value: ClientEvents[K]) => void): () => void;
  /** Opens the socket now (subscribing does it too). Settles when online. */
  connect(): Promise<void>;
  /**
   * Goes on as somebody else: drops the access token, ends all channels, takes what waits to be sent out of memory (storage
   * keeps it for that user's return; a guest's is forgotten) and opens the socket anew if one was open. Without `getToken`:
   * as a guest of the app. The guest of before stays kept on this device, for `embed.merge`.
   */
  setUser(getToken?: GetToken): Promise<void>;
  /**
   * Ends the session here and on the server, and leaves nothing of the user, and of a guest, in memory or storage. Stays
   * signed out until `setUser` or a login.
   */
  signOut(): Promise<void>;
  /** What this server offers this actor, in a workspace or room if asked. */
  meta(scope?: MetaScope): Promise<Meta>;
  /**
   * The same, followed live while somebody is subscribed: asked for once for each place, and again after `meta.changed` and
   * after a gap of the connection.
   */
  capabilities(scope?: MetaScope): Store<Capabilities>;
  /** A raw request below `/v1`, with the client's token, codec, retries and errors. */
  request<T>(method: string, path: string, options?: RequestOptions): Promise<T>;
  /** A hold on any channel: `workspace:<id>`, `user:<id>` … */
  channel(name: string): ChannelHandle;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

export type Client<Parts extends readonly AnyPart[]> = BaseClient & PartApis<Parts>;
