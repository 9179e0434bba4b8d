import { encodeMsgpack } from '@teambrain/core';
import { type EventFrame, type ServerFrame, subprotocols, type WireFormat } from '@teambrain/protocol';
import { unpack } from 'msgpackr';
import { vi } from 'vitest';
import WebSocket from 'ws';

type Answer = Extract<ServerFrame, { id: number }>;
type Op<K extends ServerFrame['op']> = Extract<ServerFrame, { op: K }>;

/** Tries until it gives a value. Unlike `expect.poll` also outside of a test. */
export function until<T>(find: () => T | undefined | false, timeout = 10_000): Promise<T> {
  return vi.waitFor(
    () => {
      const found = find();
      if (found === undefined || found === false) throw new Error(`nothing came: ${find}`);
      return found;
    },
    { timeout, interval: 5 },
  );
}

const opened = new Set<WebSocket>();

/** Ends every socket of this file: those that a test leaves open are seen as present by the next. */
export function closePeers(): void {
  for (const ws of opened) ws.terminate();
  opened.clear();
}

/** A socket of either format that keeps every frame it gets. */
export function openPeer(
  wsUrl: string,
  format: WireFormat = 'json',
  headers: Record<string, string> = {},
  query = '',
) {
  const ws = new WebSocket(`${wsUrl}/v1/ws${query}`, subprotocols[format], { headers });
  opened.add(ws);
  const frames: ServerFrame[] = [];
  let closed: number | undefined;
  let refused: number | undefined;
  let next = 1;
  ws.on('message', (data: Buffer, isBinary) =>
    frames.push(isBinary ? unpack(data) : JSON.parse(data.toString())),
  );
  ws.on('error', () => undefined);
  ws.on('unexpected-response', (request, response) => {
    refused = response.statusCode;
    request.destroy();
  });
  ws.on('close', (code) => {
    closed = code;
  });
  const of = <K extends ServerFrame['op']>(op: K): Op<K>[] =>
    frames.filter((frame): frame is Op<K> => frame.op === op);

  return {
    ws,
    frames,
    of,
    get closed() {
      return closed;
    },
    /** Status of an upgrade that was refused. */
    async refusal(): Promise<number | undefined> {
      await until(() => refused !== undefined || frames.length > 0);
      return refused;
    },
    /** Waits for `hello`. */
    async greeted(): Promise<void> {
      await until(() => frames.length > 0);
    },
    async signIn(token: string): Promise<void> {
      await this.greeted();
      this.send({ op: 'auth', token });
      await until(() => of('ready').length === 1);
    },
    send(frame: unknown): void {
      ws.send(format === 'json' ? JSON.stringify(frame) : encodeMsgpack(frame));
    },
    /** Sends a frame that is answered, and gives the answer. */
    ask(frame: Record<string, unknown>): Promise<Answer> {
      const id = next++;
      this.send({ ...frame, id });
      return until(() => frames.find((each): each is Answer => 'id' in each && each.id === id));
    },
    subscribe(channel: string, after?: number): Promise<Answer> {
      return this.ask({ op: 'sub', channel, ...(after === undefined ? {} : { after }) });
    },
    do(action: string, channel: string, data: unknown, clientId?: string): Promise<Answer> {
      return this.ask({ op: 'do', action, channel, data, ...(clientId === undefined ? {} : { clientId }) });
    },
    events: (channel: string): EventFrame[] => of('event').filter((frame) => frame.channel === channel),
    types(channel: string): string[] {
      return this.events(channel).map(({ type }) => type);
    },
    /** The code it is closed with. */
    closing(timeout = 10_000): Promise<number> {
      return until(() => closed, timeout);
    },
    close: () => ws.terminate(),
  };
}

export type Peer = ReturnType<typeof openPeer>;

/** A signed-in socket. */
export async function connect(wsUrl: string, token: string, format: WireFormat = 'json'): Promise<Peer> {
  const peer = openPeer(wsUrl, format);
  await peer.signIn(token);
  return peer;
}

/** A signed-in socket on a room. `after`: replays what came later. */
export async function joinRoom(
  wsUrl: string,
  token: string,
  roomId: string,
  { after, format }: { after?: number; format?: WireFormat } = {},
) {
  const channel = `room:${roomId}`;
  const peer = await connect(wsUrl, token, format);
  const { op } = await peer.subscribe(channel, after);
  if (op !== 'live') throw new Error(`the subscription to ${channel} was answered with ${op}`);
  return {
    channel,
    peer,
    events: (): EventFrame[] => peer.events(channel),
    /** Performs an action and waits for its outcome. */
    act: (action: string, data: object, clientId?: string) => peer.do(action, channel, data, clientId),
    close: peer.close,
  };
}
