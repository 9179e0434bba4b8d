import type { EventFrame, ServerFrame } from '@teambrain/protocol';
import { expect } from 'vitest';
import WebSocket from 'ws';
import type { EventNotice } from '../../shared/types.js';

/** What somebody hears on their own channel. `after`: also what came later than that. */
export async function ownChannel(wsUrl: string, token: string, userId: string, after?: number) {
  const channel = `user:${userId}`;
  const socket = new WebSocket(`${wsUrl}/v1/ws`, 'teambrain.v1.json');
  const frames: ServerFrame[] = [];
  socket.on('message', (data: Buffer) => frames.push(JSON.parse(data.toString())));
  socket.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  socket.send(JSON.stringify({ op: 'auth', token }));
  const sub = { op: 'sub', id: 1, channel, ...(after === undefined ? {} : { after }) };
  socket.send(JSON.stringify(sub));
  await expect.poll(() => frames.some(({ op }) => op === 'live'), { timeout: 10_000 }).toBe(true);
  return {
    notices: () =>
      frames
        .filter((frame): frame is EventFrame => frame.op === 'event' && frame.type === 'event.notice')
        .map(({ data }) => data as unknown as EventNotice),
    close: () => socket.terminate(),
  };
}
