import type { Meta, Page, User } from '@teambrain/protocol';
import { createActions } from './actions.js';
import { createAuth } from './auth.js';
import { createCapabilities } from './capabilities.js';
import { createChannels } from './channels.js';
import { json } from './codec.js';
import { createConnect } from './connect.js';
import { createConnection } from './connection.js';
import type {
  AnyPart,
  Client,
  ClientCore,
  ClientEvents,
  ClientOptions,
  EmbedApi,
  GetToken,
  MetaScope,
  Operation,
  RequestOptions,
  SocketConstructor,
} from './contract.js';
import type { EmbedState } from './embed-contract.js';
import { createEmitter } from './emitter.js';
import { NetworkError, TimeoutError, takenOver } from './errors.js';
import { createHttp } from './http.js';
import { createList } from './list.js';
import { createOutbox } from './outbox.js';
import { keepsSessions } from './sessions.js';
import { webStorage } from './storage.js';
import { createStore } from './store.js';
import { createTokens } from './tokens.js';

/** Makes a client of these parts. Nothing is sent before it is used. */
export function createClient<const Parts extends readonly AnyPart[]>(
  options: ClientOptions<Parts> & { parts: Parts },
): Client<Parts> {
  const { codec = json, timeoutMs = 15_000, parts } = options;
  const url = options.url.replace(/\/+$/, '');
  const events = createEmitter<ClientEvents>();
  const ending = new AbortController();
  const storage = options.storage ?? webStorage();
  const guest = { storage, key: `teambrain:guest:${url}:${options.app}` };
  const stranger: EmbedState = { scope: undefined, user: null, isGuest: false };
  const session = createStore(stranger);
  // What only guests need is loaded with the first of them.
  const guests = () => import('./embed-guest.js');
  let user: User | null = null;
  let watched: string | undefined;
  let wasReady = false;
  let lastId = 0;
  const nextId = () => ++lastId;

  const request = createHttp({
    url,
    codec,
    timeoutMs,
    retries: options.retries ?? 2,
    fetch: options.fetch ?? ((...input) => globalThis.fetch(...input)),
    token: () => tokens.get(),
    refused: (token) => tokens.forget(token),
    turn: () => tokens.turn,
  });
  const tokens = createTokens({
    ...options,
    request,
    asGuest: async (enter, isWanted) =>
      (await guests()).enterAsGuest(enter, guest, options.guestName, isWanted),
    signal: ending.signal,
    onUser: setUser,
    onEmbed: session.set,
  });
  const connection = createConnection({
    ...options,
    url,
    codec,
    tokens,
    WebSocket: options.WebSocket ?? (globalThis.WebSocket as unknown as SocketConstructor | undefined),
    onStatus: (status) => events.emit('status', status),
    onReady(frame) {
      setUser(frame.user);
      channels.onReady();
      watchUser();
      outbox.wake();
      // What changed during a gap was not told.
      if (wasReady) capabilities.refresh();
      wasReady = true;
    },
    onFrame(frame) {
      if (frame.op === 'ok' || (frame.op === 'err' && !channels.onFrame(frame))) actions.onFrame(frame);
      else channels.onFrame(frame as never);
    },
    onDown() {
      channels.onDown();
      actions.onDown();
    },
    onError: (error) => events.emit('error', error),
  });
  const actions = createActions({ send: connection.send, nextId, timeoutMs });
  const channels = createChannels({
    send: connection.send,
    epoch: () => connection.epoch,
    nextId,
    wireKeys: Object.assign({}, ...parts.map((part) => part.wireKeys)),
    onWanted: connection.open,
    onError: (error) => events.emit('error', error),
  });
  const outbox = createOutbox({
    storage,
    prefix: `teambrain:outbox:${url}:`,
    perform,
    identify: () => core.user(),
  });
  const list = <T>(path: string, query?: RequestOptions['query']) =>
    createList<T>((asked) => request<Page<T>>('GET', path, { query: asked }), query);
  const auth = createAuth({
    request,
    list,
    tokens,
    cookie: keepsSessions && options.session === 'cookie',
    user: () => user,
    onUser: setUser,
    onLogout() {
      const wiped = Promise.all([outbox.clear(), storage.remove(guest.key)]);
      events.emit('logout', undefined);
      end();
      return wiped;
    },
  });

  // Onto the store, whose `set` the type hides.
  const embed: EmbedApi = Object.assign(session, {
    hasGuest: async () => !!(await (await guests()).keptGuest(guest)),
    async merge() {
      const merged = await (await guests()).mergeGuest(guest, request);
      // The session knows its rooms from its beginning.
      tokens.forget((await tokens.get()) ?? '');
      await connection.renew();
      return merged;
    },
  });
  const meta = (scope: MetaScope = {}) =>
    request<Meta>('GET', '/meta', { query: { ...scope, app: options.app } });
  const capabilities = createCapabilities(meta, events.on);

  async function perform<T>(operation: Operation): Promise<T> {
    const { action, channel, data, clientId, method, path, body, signal } = operation;
    const repeatable = operation.idempotent || clientId !== undefined;
    const { turn } = tokens;
    if (connection.status === 'online') {
      try {
        return (await actions.run({ action, channel, data, ...(clientId && { clientId }) })) as T;
      } catch (error) {
        if (!repeatable || !(error instanceof NetworkError || error instanceof TimeoutError)) throw error;
        if (keepsSessions && turn !== tokens.turn) throw takenOver();
      }
    }
    return request<T>(method, path, {
      body: { ...(body ?? data), ...(clientId && { clientId }) },
      signal,
      idempotent: repeatable,
    });
  }

  function setUser(next: User | null) {
    const before = user;
    user = next;
    if (next?.id === before?.id) return;
    void outbox.setUser(next?.id ?? null);
    if (before) end();
    events.emit('user', next);
  }

  /** Everything of the user ends; nothing that waits goes on in the name of the next. */
  function end() {
    watched = undefined;
    wasReady = false;
    outbox.drop();
    channels.end('signed_out');
    connection.stop();
    session.set(stranger);
  }

  /**
   * The server says on the user's own channel when plugins, rights or limits changed. Asked for when connected only:
   * signing in alone opens no socket.
   */
  function watchUser() {
    if (!user || watched === user.id) return;
    watched = user.id;
    core.channel(`user:${watched}`).onSignal('meta.changed', capabilities.refresh);
  }

  async function switchUser(getToken?: GetToken) {
    const wasOpen = connection.status !== 'idle';
    events.emit('logout', undefined);
    // Nobody comes back to send what a guest left: it would stay on the device for ever.
    const wiped = session.state.isGuest && outbox.clear();
    end();
    await wiped;
    await tokens.use(getToken);
    if (wasOpen) connection.open();
  }

  const core: ClientCore = {
    url,
    get status() {
      return connection.status;
    },
    get turn() {
      return tokens.turn;
    },
    auth,
    outbox,
    on: events.on,
    request,
    list,
    perform,
    channel: (name, { after } = {}) => channels.hold(name, after),
    user: async () => user ?? auth.me(),
    extendRoom(room) {
      const extensions = parts.map((part) => part.room?.(core, room));
      // Descriptors, so that a part may offer getters.
      return Object.defineProperties(
        {},
        Object.assign({}, ...extensions.map((made) => made && Object.getOwnPropertyDescriptors(made))),
      );
    },
  };

  async function close() {
    ending.abort();
    outbox.close();
    channels.end('closed');
    connection.close();
  }

  const client = {
    url,
    auth,
    outbox,
    get status() {
      return connection.status;
    },
    get reason() {
      return connection.reason;
    },
    get user() {
      return user;
    },
    embed,
    storage,
    on: events.on,
    setUser: keepsSessions && switchUser,
    signOut: () => auth.logout().catch(() => {}),
    connect: createConnect(connection, events.on),
    meta,
    capabilities: capabilities.of,
    request: request as ClientCore['request'],
    channel: (name: string) => channels.hold(name),
    close,
    // Made by hand: engines without the symbol get the same key from the language's helper, or do not need it.
    [Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose')]: close,
  };
  return Object.assign(
    // assign() would freeze the getters at their present value, so the parts go onto the client and not the reverse.
    client,
    Object.fromEntries(parts.map((part) => [part.name, part.setup(core)])),
  ) as never;
}
