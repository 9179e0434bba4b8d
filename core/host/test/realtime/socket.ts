import { type ClientFrame, type ServerFrame, subprotocols, type WireFormat } from '@teambrain/protocol';
import { expect } from 'vitest';
import WebSocket from 'ws';
import { decodeMsgpack, encodeMsgpack } from '../../src/transport/msgpack.js';

type Op<K extends ServerFrame['op']> = Extract<ServerFrame, { op: K }>;

const opened = new Set<WebSocket>();

export function closeSockets(): void {
  for (const ws of opened) ws.terminate();
  opened.clear();
}

/** A client that keeps what it gets. */
export function openSocket(
  url: string,
  format: WireFormat = 'json',
  { protocol, ...options }: WebSocket.ClientOptions & { protocol?: string } = {},
) {
  const ws = new WebSocket(url, protocol ?? subprotocols[format], options);
  opened.add(ws);
  const frames: ServerFrame[] = [];
  let closed: { code: number; reason: string } | null = null;
  let refused: number | null = null;
  ws.on('message', (data: Buffer, isBinary) => {
    frames.push((isBinary ? decodeMsgpack(data) : JSON.parse(data.toString())) as ServerFrame);
  });
  ws.on('close', (code, reason) => {
    closed = { code, reason: reason.toString() };
  });
  ws.on('unexpected-response', (request, response) => {
    refused = response.statusCode ?? 0;
    request.destroy();
  });
  ws.on('error', () => undefined);

  const of = <K extends ServerFrame['op']>(op: K): Op<K>[] =>
    frames.filter((frame): frame is Op<K> => frame.op === op);

  return {
    ws,
    frames,
    of,
    get closed() {
      return closed;
    },
    get refused() {
      return refused;
    },
    get seqs() {
      return of('event').map(({ seq }) => seq);
    },
    send(frame: ClientFrame | Record<string, unknown>) {
      ws.send(format === 'json' ? JSON.stringify(frame) : encodeMsgpack(frame));
    },
    open: () =>
      new Promise<void>((resolve, reject) => {
        if (ws.readyState === WebSocket.OPEN) return resolve();
        ws.once('open', resolve);
        ws.once('unexpected-response', (_request, response) =>
          reject(new Error(`refused ${response.statusCode}`)),
        );
        ws.once('error', reject);
      }),
    /** The first frame of this kind that fits, when it has come. */
    async next<K extends ServerFrame['op']>(
      op: K,
      fits: (frame: Op<K>) => boolean = () => true,
    ): Promise<Op<K>> {
      await expect.poll(() => of(op).some(fits), { timeout: 5_000, interval: 5 }).toBe(true);
      return of(op).find(fits) as Op<K>;
    },
    async closeCode(): Promise<number> {
      await expect.poll(() => closed !== null, { timeout: 8_000, interval: 10 }).toBe(true);
      return (closed as unknown as { code: number }).code;
    },
  };
}

export type Client = ReturnType<typeof openSocket>;

/** A signed-in client. */
export async function signIn(url: string, token: string, format: WireFormat = 'json'): Promise<Client> {
  const client = openSocket(url, format);
  await client.open();
  client.send({ op: 'auth', token });
  await client.next('ready');
  return client;
}

let lastId = 1_000;

/** A signed-in client that is live on a channel. */
export async function join(
  url: string,
  token: string,
  channel: string,
  format: WireFormat = 'json',
  after?: number,
) {
  const client = await signIn(url, token, format);
  const id = ++lastId;
  client.send({ op: 'sub', id, channel, ...(after === undefined ? {} : { after }) });
  await client.next('live', (frame) => frame.id === id);
  return client;
}
