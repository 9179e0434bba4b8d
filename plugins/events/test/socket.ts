import { type EventFrame, type ServerFrame, subprotocols } from '@teambrain/protocol';
import { unpack } from 'msgpackr';
import { expect } from 'vitest';
import WebSocket from 'ws';

export type Outcome = Extract<ServerFrame, { op: 'ok' | 'err' }>;

/** A signed-in socket on a room. `after`: replays what came later. */
export async function joinRoom(
  wsUrl: string,
  token: string,
  roomId: string,
  options: { after?: number; format?: 'json' | 'msgpack' } = {},
) {
  const { after, format = 'json' } = options;
  const channel = `room:${roomId}`;
  const socket = new WebSocket(`${wsUrl}/v1/ws`, subprotocols[format]);
  const frames: ServerFrame[] = [];
  let lastId = 1;
  socket.on('message', (data: Buffer) =>
    frames.push(format === 'json' ? JSON.parse(data.toString()) : unpack(data)),
  );
  socket.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  const write = async (frame: object) => {
    if (format === 'json') return socket.send(JSON.stringify(frame));
    const { encodeMsgpack } = await import('@teambrain/core');
    return socket.send(encodeMsgpack(frame));
  };
  await write({ op: 'auth', token });
  await write({ op: 'sub', id: 1, channel, ...(after === undefined ? {} : { after }) });
  await expect.poll(() => frames.some(({ op }) => op === 'live'), { timeout: 10_000 }).toBe(true);

  return {
    frames,
    events: () => frames.filter((frame): frame is EventFrame => frame.op === 'event'),
    /** Performs an action and waits for its outcome. */
    async act(action: string, data: object, clientId?: string): Promise<Outcome> {
      lastId += 1;
      const id = lastId;
      await write({ op: 'do', id, action, channel, data, ...(clientId === undefined ? {} : { clientId }) });
      const isAnswer = (frame: ServerFrame): frame is Outcome =>
        (frame.op === 'ok' || frame.op === 'err') && frame.id === id;
      await expect.poll(() => frames.some(isAnswer), { timeout: 10_000 }).toBe(true);
      return frames.find(isAnswer) as Outcome;
    },
    close: () => socket.terminate(),
  };
}
