import type {
  bounds,
  ClientFrame,
  closeCodes,
  ReadyFrame,
  ServerFrame,
  subprotocols,
} from '@teambrain/protocol';
import { apiError } from './api-error.js';
import type { Codec, SocketConstructor, SocketLike, Status, StatusReason } from './contract.js';
import { NetworkError, TeamBrainError } from './errors.js';
import { keepsSessions } from './sessions.js';
import type { Tokens } from './tokens.js';
import { renewBeforeMs } from './tokens.js';
import { jitter } from './wait.js';
import { onWake } from './wake.js';

export interface ConnectionOptions {
  /** Origin of the server, http or https. */
  url: string;
  app?: string;
  codec: Codec;
  WebSocket: SocketConstructor | undefined;
  tokens: Tokens;
  onStatus(status: Status): void;
  onReady(frame: ReadyFrame): void;
  onFrame(frame: ServerFrame): void;
  /** The socket is gone: nothing that was sent will be answered any more. */
  onDown(): void;
  onError(error: Error): void;
}

export interface Connection {
  readonly status: Status;
  readonly reason: StatusReason | undefined;
  /** Epoch of the server's log, once greeted. */
  readonly epoch: string | undefined;
  /** Keeps a connection from now on. */
  open(): void;
  /** Sends at once; false while not online. */
  send(frame: ClientFrame): boolean;
  /** A new token at once, in band while online. */
  renew(): Promise<void>;
  /** Ends the connection; `open` starts it anew. */
  stop(): void;
  close(): void;
}

// Written out and held equal by type: the tables with their sentences would be a good part of the bundle.
const watchdogMs = 40_000 satisfies typeof bounds.clientWatchdogMs;
const unauthenticated = 4401 satisfies typeof closeCodes.unauthenticated.code;
const forbidden = 4403 satisfies typeof closeCodes.forbidden.code;
const subprotocolOf = (format: Codec['name']): (typeof subprotocols)[Codec['name']] =>
  `teambrain.v1.${format}`;

/** Failed tries in a row after which the state reads `offline` instead of `reconnecting`. */
const triesUntilOffline = 3;

/** One socket: connects, signs in, renews its token in band, notices silence, and comes back with jitter. */
export function createConnection(options: ConnectionOptions): Connection {
  const { codec, tokens } = options;
  const params = options.app ? `?app=${encodeURIComponent(options.app)}` : '';
  const address = `${options.url.replace(/^http/, 'ws')}/v1/ws${params}`;
  let status: Status = 'idle';
  let reason: StatusReason | undefined;
  let toldReason: StatusReason | undefined;
  let socket: SocketLike | undefined;
  let epoch: string | undefined;
  let wanted = false;
  let wasOnline = false;
  let onlineSince = 0;
  let token: string | null = null;
  let failures = 0;
  let announcedMs: number | undefined;
  // Moves on with every socket and every stop, so that what an older one still reports is not heard.
  let turn = 0;
  let lastFrame = 0;
  /** When the token is to be replaced. */
  let renewAt = Number.POSITIVE_INFINITY;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let renewTimer: ReturnType<typeof setTimeout> | undefined;
  let watchdog: ReturnType<typeof setTimeout> | undefined;

  function set(next: Status) {
    if ((next === status && (!keepsSessions || reason === toldReason)) || status === 'closed') return;
    status = next;
    if (keepsSessions) toldReason = reason;
    options.onStatus(next);
  }

  function fail(error: Error, why?: StatusReason) {
    if (keepsSessions) reason = why ?? reasonOf(error);
    options.onError(error);
  }

  async function connect() {
    clearTimeout(retryTimer);
    retryTimer = undefined;
    const mine = ++turn;
    if (failures < triesUntilOffline) set(wasOnline || failures > 0 ? 'reconnecting' : 'connecting');
    try {
      token = await tokens.get();
    } catch (error) {
      if (mine !== turn) return;
      fail(error as Error);
      // getToken and a refresh may fail for the moment only; a session that ended has become null by the next try.
      return retry();
    }
    if (mine !== turn) return;
    if (token === null) {
      fail(apiError({ status: 401, code: 'unauthenticated', detail: 'Nobody is signed in.' }));
      return halt();
    }
    if (!options.WebSocket) {
      fail(
        new TeamBrainError(
          'There is no WebSocket here. Pass one: new TeamBrain({ WebSocket }), from the ws package on Node below 22.',
        ),
        'network',
      );
      return halt();
    }
    try {
      listen(new options.WebSocket(address, [subprotocolOf(codec.name)]), mine);
    } catch (error) {
      fail(new NetworkError(`No socket to ${address}. Check the url.`, { cause: error }));
      retry();
    }
  }

  function listen(opened: SocketLike, mine: number) {
    socket = opened;
    opened.binaryType = 'arraybuffer';
    watch();
    opened.onopen = () => {
      if (mine === turn && token !== null) put({ op: 'auth', token });
    };
    opened.onerror = () => {};
    opened.onclose = (event: { code: number }) => {
      if (mine === turn) down(event.code);
    };
    opened.onmessage = (event: { data: string | ArrayBuffer }) => {
      if (mine !== turn) return;
      watch();
      const { data } = event;
      receive(codec.decode(typeof data === 'string' ? data : new Uint8Array(data)) as ServerFrame);
    };
  }

  function receive(frame: ServerFrame) {
    if (frame.op === 'hello') epoch = frame.epoch;
    else if (frame.op === 'bye') announcedMs = frame.retryAfterMs;
    else if (frame.op === 'ready') {
      renewIn(Date.parse(frame.expiresAt) - Date.parse(frame.serverTime));
      // A second `ready` answers the renewal of the token.
      const isRenewal = status === 'online';
      if (keepsSessions) reason = undefined;
      set('online');
      if (isRenewal) return;
      wasOnline = true;
      onlineSince = Date.now();
      options.onReady(frame);
    } else options.onFrame(frame);
  }

  function renewIn(lifeMs: number) {
    clearTimeout(renewTimer);
    // Timers overflow to zero beyond 24.8 days.
    const waitMs = Math.min(Math.max(lifeMs - renewBeforeMs, lifeMs / 2), 2 ** 31 - 1);
    renewAt = Date.now() + waitMs;
    renewTimer = setTimeout(renew, waitMs);
  }

  async function renew() {
    const mine = turn;
    renewAt = Number.POSITIVE_INFINITY;
    clearTimeout(renewTimer);
    try {
      if (token !== null) tokens.forget(token);
      token = await tokens.get();
      if (token !== null && mine === turn && status === 'online') put({ op: 'auth', token });
    } catch (error) {
      if (mine !== turn || !socket) return;
      fail(error as Error);
      set(status);
      // Half of what is left, until the server closes it.
      renewIn(renewBeforeMs + 5_000);
    }
  }

  /** Any frame proves that the server is there; it sends one every 25 s at least. */
  function watch() {
    lastFrame = Date.now();
    // Pages in the background have their timers held back by a minute; frames come every 25 s.
    if (lastFrame > renewAt) renew();
    clearTimeout(watchdog);
    watchdog = setTimeout(() => drop(), watchdogMs);
  }

  /** Gives the socket up without waiting for its close, which a dead network delays by minutes. */
  function drop() {
    const dropped = socket;
    if (dropped) down(1006);
    dropped?.close();
  }

  function detach() {
    turn++;
    socket = undefined;
    renewAt = Number.POSITIVE_INFINITY;
    clearTimeout(watchdog);
    clearTimeout(renewTimer);
    clearTimeout(retryTimer);
    retryTimer = undefined;
  }

  function down(code: number) {
    // Being dropped right after `ready`, again and again, must back off too.
    if (status === 'online' && Date.now() - onlineSince > 10_000) failures = 0;
    detach();
    options.onDown();
    if (code === unauthenticated && token !== null) tokens.forget(token);
    if (code === forbidden) {
      fail(
        apiError({
          status: 403,
          code: 'forbidden',
          detail: 'The server refuses connections of this client.',
        }),
      );
      return halt();
    }
    if (keepsSessions) reason = 'network';
    retry();
  }

  function retry() {
    const firstMs = announcedMs ?? 0;
    announcedMs = undefined;
    const waitMs = failures === 0 ? Math.random() * 2_000 : jitter(failures, 1_000, 30_000);
    failures++;
    set(failures > triesUntilOffline || !wake.networkUp() ? 'offline' : 'reconnecting');
    retryTimer = setTimeout(connect, firstMs + waitMs);
  }

  function halt() {
    detach();
    wanted = false;
    set('offline');
  }

  function put(frame: ClientFrame) {
    socket?.send(codec.encode(frame));
  }

  const wake = onWake({
    wake() {
      if (!wanted) return;
      if (retryTimer !== undefined) connect();
      // Timers stand still while a machine sleeps: the watchdog may be long overdue.
      else if (socket && Date.now() - lastFrame > watchdogMs) {
        drop();
        connect();
      }
    },
    lost() {
      if (wanted && socket) drop();
    },
  });

  const connection: Connection = {
    get status() {
      return status;
    },
    get reason() {
      return reason;
    },
    renew,
    get epoch() {
      return epoch;
    },
    open() {
      if (wanted || status === 'closed') return;
      wanted = true;
      failures = 0;
      if (keepsSessions) reason = undefined;
      connect();
    },
    send(frame) {
      if (status !== 'online') return false;
      put(frame);
      return true;
    },
    stop() {
      const stopped = socket;
      const wasWanted = wanted;
      wanted = false;
      wasOnline = false;
      detach();
      stopped?.close(1000);
      if (wasWanted) options.onDown();
      if (keepsSessions) reason = undefined;
      set('idle');
    },
    close() {
      connection.stop();
      wake.end();
      set('closed');
    },
  };
  return connection;
}

/** What stands in the way of a token. The host's own errors may carry the status of its answer. */
function reasonOf({ name, status, cause }: Error & { status?: number }): StatusReason {
  if (status) return status === 401 ? 'auth' : status < 429 ? 'forbidden' : 'network';
  const isHosts = name === 'TeamBrainError' && !(cause instanceof TypeError);
  return isHosts && !(Number((cause as { status?: number })?.status) >= 500) ? 'auth' : 'network';
}
