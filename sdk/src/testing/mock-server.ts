import type { ClientOptions } from '@teambrain/client';
import { memoryStorage } from '@teambrain/client';
import type { CreateRoom } from '@teambrain/plugin-rooms/shared';
import type { ClientFrame, DoFrame, Meta, SubFrame, User } from '@teambrain/protocol';
import { bounds, closeCodes } from '@teambrain/protocol';
import type { MockApp } from './embed.js';
import { createEmbedApp } from './embed.js';
import type { Faults } from './faults.js';
import { meet, noFaults, Refusal } from './faults.js';
import type { LoggedRequest } from './http.js';
import { createMockFetch } from './http.js';
import { createModel } from './model.js';
import { createSessions } from './sessions.js';
import type { Peer } from './sockets.js';
import { createMockWebSocket } from './sockets.js';

export interface MockServerOptions {
  /** Lifetime of access tokens in seconds. Default 900. */
  tokenSeconds?: number;
}

/** A server in memory, for tests of what uses the SDK. Works with fake timers: it waits by `setTimeout` alone. */
export interface MockServer {
  readonly url: string;
  readonly faults: Faults;
  /** Every request that came, in order. */
  readonly requests: LoggedRequest[];
  /** Every frame that came, in order. */
  readonly frames: ClientFrame[];
  /** Number of open sockets. */
  readonly connections: number;
  readonly fetch: typeof globalThis.fetch;
  readonly WebSocket: NonNullable<ClientOptions['WebSocket']>;
  /** Options for a client that is signed in as this user. */
  as(username: string): Pick<ClientOptions, 'url' | 'fetch' | 'WebSocket' | 'getToken' | 'storage'>;
  /** The user with this name; made when it is not there. */
  user(username: string): User;
  workspace(name: string): { id: string; slug: string };
  room(workspaceId: string, input: CreateRoom, usernames: string[]): { id: string; slug: string };
  /** What somebody else does meanwhile. */
  readonly model: ReturnType<typeof createModel>;
  /** Cuts all connections; by default like a network does, without a close code of the server. */
  cut(code?: number): void;
  /** Announces a restart on all connections, then closes them. */
  restart(retryAfterMs: number): void;
  /** Forgets the log of a channel, so that resuming answers `reset`. */
  trim(channel: string): void;
  /** Takes somebody's access to a room away, with the `ended` frame. */
  remove(roomId: string, username: string): void;
  /** Sends the heads of all channels, as the server does every 25 s. */
  beat(): void;
  signal(channel: string, type: string, actor: string, data: unknown): void;
  /** What every `app` key names: who it lets in, and what its visitors may do. */
  readonly app: MockApp;
  /** Answers `/v1/meta` with these changes from now on, and tells everybody who is connected. */
  offer(changes: Partial<Pick<Meta, 'plugins' | 'permissions' | 'limits'>>): void;
  /** Revokes all sessions and closes their sockets. */
  revoke(): void;
}

export function createMockServer({ tokenSeconds = 900 }: MockServerOptions = {}): MockServer {
  const faults = noFaults();
  const requests: LoggedRequest[] = [];
  const frames: ClientFrame[] = [];
  const peers = new Set<Peer>();
  const epoch = crypto.randomUUID();
  const held: (() => void)[] = [];

  const model = createModel((frame) => {
    const deliver = () => {
      for (const peer of peers) if (peer.channels.has(frame.channel)) peer.send(frame);
    };
    if (faults.eventAfterAck) held.push(deliver);
    else deliver();
  });
  const sessions = createSessions(model, () => tokenSeconds);
  const embed = createEmbedApp({
    model,
    sessions,
    faults,
    onEnd: (userId) => cut(closeCodes.unauthenticated.code, (peer) => peer.user?.id === userId),
  });
  const offered: Pick<Meta, 'plugins' | 'permissions' | 'limits'> = {
    plugins: {},
    permissions: [],
    limits: { maxBodyBytes: 262_144, maxMessageChars: 16_384 },
  };
  const url = 'http://mock.teambrain.test';

  function flush() {
    for (const deliver of held.splice(0)) deliver();
  }
  const baseFetch = createMockFetch({
    model,
    sessions,
    embed,
    faults,
    log: requests,
    meta: (): Meta => ({
      name: 'Mock',
      version: '0.0.0',
      api: 'v1',
      epoch,
      serverTime: new Date().toISOString(),
      registration: 'open',
      passwordReset: false,
      ...offered,
    }),
    onLogout: (user) => cut(closeCodes.unauthenticated.code, (peer) => peer.user?.id === user.id),
  });

  function mayRead(peer: Peer, channel: string): boolean {
    const [kind, id = ''] = channel.split(':');
    if (kind === 'user') return peer.user?.id === id;
    if (kind === 'room') return model.isMember(id, peer.user?.id ?? '');
    return kind === 'workspace';
  }

  function subscribe(peer: Peer, { id, channel, after, epoch: known }: SubFrame) {
    if (!mayRead(peer, channel)) {
      return peer.send({
        op: 'err',
        id,
        code: 'not_found',
        status: 404,
        message: 'There is no such channel.',
      });
    }
    const missed = after === undefined ? [] : model.log.since(channel, after);
    if (missed === null || (known !== undefined && known !== epoch)) {
      return peer.send({ op: 'reset', id, channel, reason: missed === null ? 'too_old' : 'epoch' });
    }
    peer.channels.add(channel);
    for (const frame of missed) peer.send(frame);
    peer.send({ op: 'live', id, channel, head: model.log.head(channel) });
  }

  function act(peer: Peer, { id, action, channel, clientId, data }: DoFrame) {
    const roomId = channel.split(':')[1] ?? '';
    const userId = peer.user?.id ?? '';
    // biome-ignore lint/suspicious/noExplicitAny: bodies are not checked here
    const body = data as any;
    try {
      meet(faults, true);
      if (action === 'messaging.send') {
        if (faults.refuse(body.text))
          throw new Refusal(422, 'message_refused', 'This message is not allowed here.');
        const { message, seq, duplicate } = model.send(roomId, userId, { ...body, clientId });
        if (faults.dropAck > 0) {
          faults.dropAck--;
          return peer.close(1006);
        }
        peer.send({ op: 'ok', id, data: message, seq, ...(duplicate && { duplicate }) });
      } else if (action === 'rooms.read') {
        peer.send({ op: 'ok', id, data: model.read(roomId, userId, body.seq, body.force) });
      } else throw new Refusal(400, 'bad_request', `The mock server has no action ${action}.`);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { code, status, message, retryAfter } = error;
      peer.send({ op: 'err', id, code, status, message, ...(retryAfter !== undefined && { retryAfter }) });
    }
  }

  function receive(peer: Peer, frame: ClientFrame) {
    frames.push(frame);
    if (frame.op === 'auth') {
      try {
        peer.user = sessions.verify(frame.token);
        peer.send({
          op: 'ready',
          user: peer.user,
          serverTime: new Date().toISOString(),
          expiresAt: new Date(sessions.expiry(frame.token)).toISOString(),
        });
      } catch {
        peer.close(closeCodes.unauthenticated.code);
      }
    } else if (!peer.user) peer.close(closeCodes.unauthenticated.code);
    else if (frame.op === 'sub') subscribe(peer, frame);
    else if (frame.op === 'do') act(peer, frame);
    else if (frame.op === 'signal') signal(frame.channel, frame.type, peer.user.id, frame.data);
    else {
      peer.channels.delete(frame.channel);
      peer.send({ op: 'ok', id: frame.id });
    }
    flush();
  }

  function signal(channel: string, type: string, actor: string, data: unknown) {
    for (const peer of peers) {
      if (peer.channels.has(channel)) peer.send({ op: 'signal', channel, type, actor, data });
    }
  }

  function cut(code = 1006, which: (peer: Peer) => boolean = () => true) {
    for (const peer of peers) if (which(peer)) peer.close(code);
  }

  const WebSocket = createMockWebSocket({
    faults,
    peers,
    onOpen: (peer) =>
      peer.send({
        op: 'hello',
        heartbeatMs: bounds.heartbeatMs,
        maxFrame: bounds.maxFrame,
        sessionId: crypto.randomUUID(),
        epoch,
      }),
    onFrame: receive,
  });
  const fetch: typeof globalThis.fetch = async (...input) => {
    try {
      return await baseFetch(...input);
    } finally {
      flush();
    }
  };

  return {
    url,
    faults,
    requests,
    frames,
    get connections() {
      return peers.size;
    },
    fetch,
    WebSocket,
    as(username) {
      return {
        url,
        fetch,
        WebSocket,
        getToken: () => sessions.grant(model.user(username)),
        storage: memoryStorage(),
      };
    },
    user: model.user,
    workspace: model.createWorkspace,
    room: (workspaceId, input, usernames) =>
      model.createRoom(
        workspaceId,
        input,
        usernames.map((name) => model.user(name).id),
      ),
    model,
    app: embed.app,
    cut: (code) => cut(code),
    offer(changes) {
      Object.assign(offered, changes);
      for (const { user } of peers) {
        if (user) signal(`user:${user.id}`, 'meta.changed', user.id, {});
      }
    },
    restart(retryAfterMs) {
      const { code, reason } = closeCodes.restart;
      for (const peer of peers) peer.send({ op: 'bye', code, reason, retryAfterMs });
      cut(code);
    },
    trim: model.log.trim,
    remove(roomId, username) {
      const { id } = model.user(username);
      model.remove(roomId, id);
      const channel = `room:${roomId}`;
      for (const peer of peers) {
        if (peer.user?.id === id && peer.channels.delete(channel))
          peer.send({ op: 'ended', channel, reason: 'removed' });
      }
    },
    beat() {
      for (const peer of peers) {
        const heads = Object.fromEntries([...peer.channels].map((name) => [name, model.log.head(name)]));
        peer.send({ op: 'beat', heads });
      }
    },
    signal,
    revoke() {
      sessions.endAll();
      cut(closeCodes.unauthenticated.code);
    },
  };
}
