import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import type { Account } from './account.js';
import type { History } from './history.js';

export interface Peer {
  name: string;
  /** Sends with an id of its own; resends the same id until there is an answer. Resolves with the answer. */
  send(room: string, text: string, clientId?: string): Promise<SendAnswer>;
  /** Any action; rejects with the code when refused, waits for a connection when there is none. */
  act(
    action: string,
    room: string,
    data: unknown,
    clientId?: string,
  ): Promise<{ seq?: number; data?: unknown }>;
  /** Highest seq seen of a room. */
  seen(room: string): number;
  /** Ended subscriptions: room → seq that the server named. */
  ended: Map<string, { seq?: number; reason: string }>;
  connected(): boolean;
  /** Cuts the connection hard (RST); it comes back by itself. */
  cut(): void;
  /** Holds the connection closed until called with false. */
  hold(away: boolean): void;
  close(): void;
}

export type SendAnswer =
  | { ok: true; seq: number; id: string; duplicate: boolean }
  | { ok: false; code: string };

interface Frame {
  op: string;
  id?: number;
  channel?: string;
  seq?: number;
  type?: string;
  code?: string;
  reason?: string;
  head?: number;
  epoch?: string;
  duplicate?: boolean;
  clientId?: string;
  data?: { id?: string; text?: string; messageId?: string };
}

interface Pending {
  frame: object;
  settle(frame: Frame): void;
}

export interface PeerOptions {
  name: string;
  account: Account;
  /** Instances to choose from; a lost connection moves on to the next one. */
  urls: readonly string[];
  rooms: readonly string[];
  history: History;
  /** How long a lost connection waits before it comes back, in milliseconds. Default 50 to 300, by chance. */
  backoff?: () => number;
}

/** Longer than the server takes to find out what became of a write. */
const silenceMs = 5000;

/** Connects, subscribes to the rooms and keeps both up until closed. */
export async function connectPeer(options: PeerOptions): Promise<Peer> {
  const { name, account, history, rooms } = options;
  const backoff = options.backoff ?? (() => 50 + Math.random() * 250);
  const seen = new Map<string, number>();
  const ended: Peer['ended'] = new Map();
  const pending = new Map<number, Pending>();
  let socket: WebSocket | null = null;
  let ready = false;
  let closed = false;
  let away = false;
  let nextId = 1;
  let turn = 0;
  let epoch: string | undefined;
  let firstReady: (() => void) | null = null;

  const transmit = (frame: object) => socket?.send(JSON.stringify(frame));

  const ask = (frame: object): Promise<Frame> =>
    new Promise((settle) => {
      const id = nextId++;
      pending.set(id, { frame: { ...frame, id }, settle });
      if (ready) transmit({ ...frame, id });
      // Silence means that the outcome is unknown: ask again under the same client id.
      const again = setInterval(() => {
        if (!pending.has(id) || closed) clearInterval(again);
        else if (ready) transmit({ ...frame, id });
      }, silenceMs);
    });

  const subscribe = async (room: string): Promise<void> => {
    const channel = `room:${room}`;
    const after = seen.get(room);
    const id = nextId++;
    const answer = await new Promise<Frame>((settle) => {
      // A subscription belongs to its connection and is made anew on the next one, so it is not kept for resending.
      subscriptions.set(id, settle);
      transmit({ op: 'sub', id, channel, ...(after === undefined ? {} : { after, epoch }) });
    });
    if (answer.op === 'live') {
      if (after === undefined) seen.set(room, answer.head as number);
      history.add({ kind: 'live', peer: name, room, seq: answer.head });
    } else if (answer.op === 'reset') {
      history.add({ kind: 'reset', peer: name, room });
      seen.delete(room);
      await subscribe(room);
    } else ended.set(room, { reason: answer.code ?? 'refused' });
  };
  const subscriptions = new Map<number, (frame: Frame) => void>();

  const onFrame = (frame: Frame) => {
    const room = frame.channel?.startsWith('room:') ? frame.channel.slice(5) : undefined;
    switch (frame.op) {
      case 'hello':
        epoch = frame.epoch;
        transmit({ op: 'auth', token: account.token });
        return;
      case 'ready':
        ready = true;
        void Promise.all(rooms.filter((r) => !ended.has(r)).map(subscribe)).then(() => firstReady?.());
        for (const { frame: unanswered } of pending.values()) transmit(unanswered);
        return;
      case 'event':
        if (room === undefined) return;
        history.add({
          kind: 'recv',
          peer: name,
          room,
          seq: frame.seq as number,
          type: frame.type as string,
          clientId: frame.clientId,
          ref: frame.data?.id ?? frame.data?.messageId,
          text: frame.data?.text,
        });
        seen.set(room, Math.max(seen.get(room) ?? 0, frame.seq as number));
        return;
      case 'ended':
        if (room === undefined) return;
        ended.set(room, { seq: frame.seq, reason: frame.reason as string });
        history.add({ kind: 'ended', peer: name, room, seq: frame.seq });
        return;
    }
    const id = frame.id;
    if (id === undefined) return;
    subscriptions.get(id)?.(frame);
    subscriptions.delete(id);
    pending.get(id)?.settle(frame);
    pending.delete(id);
  };

  const connect = () => {
    if (closed || away) return;
    const url = options.urls[turn++ % options.urls.length] as string;
    const current = new WebSocket(`${url.replace('http', 'ws')}/v1/ws`, 'teambrain.v1.json', {
      perMessageDeflate: false,
      handshakeTimeout: 3000,
    });
    socket = current;
    current.on('message', (data) => onFrame(JSON.parse(String(data)) as Frame));
    current.on('error', () => {});
    current.on('close', () => {
      if (socket === current) {
        ready = false;
        socket = null;
      }
      history.add({ kind: 'closed', peer: name });
      if (!closed && !away) setTimeout(connect, backoff());
    });
  };
  connect();
  await new Promise<void>((resolve) => {
    firstReady = resolve;
  });

  return {
    name,
    ended,
    seen: (room) => seen.get(room) ?? 0,
    connected: () => ready,
    async send(room, text, clientId = randomUUID()) {
      history.add({ kind: 'invoke', clientId, room, text, sender: name });
      const frame = { op: 'do', action: 'messaging.send', channel: `room:${room}`, clientId, data: { text } };
      for (;;) {
        const answer = await ask(frame);
        if (answer.op === 'ok') {
          history.add({
            kind: 'ok',
            clientId,
            seq: answer.seq as number,
            duplicate: answer.duplicate === true,
          });
          return {
            ok: true,
            seq: answer.seq as number,
            id: answer.data?.id as string,
            duplicate: answer.duplicate === true,
          };
        }
        if (answer.code === 'unavailable' || answer.code === 'timeout' || answer.code === 'internal') {
          await new Promise((resolve) => setTimeout(resolve, 100));
          continue;
        }
        history.add({ kind: 'fail', clientId, code: answer.code as string });
        return { ok: false, code: answer.code as string };
      }
    },
    async act(action, room, data, clientId = randomUUID()) {
      const answer = await ask({ op: 'do', action, channel: `room:${room}`, clientId, data });
      if (answer.op === 'ok') return { seq: answer.seq, data: answer.data };
      throw new Error(answer.code);
    },
    cut() {
      (socket as unknown as { _socket?: { resetAndDestroy(): void } } | null)?._socket?.resetAndDestroy();
    },
    hold(value) {
      away = value;
      if (value) socket?.terminate();
      else connect();
    },
    close() {
      closed = true;
      socket?.terminate();
    },
  };
}
