import { type ServerFrame, type SignalMap, subprotocols } from '@teambrain/protocol';
import { expect } from 'vitest';
import WebSocket from 'ws';

type PresenceSignal = SignalMap['presence'];

/** A signed-in socket on a room. */
export async function joinRoom(wsUrl: string, token: string, roomId: string) {
  const ws = new WebSocket(wsUrl, subprotocols.json);
  const frames: ServerFrame[] = [];
  ws.on('message', (data: Buffer) => frames.push(JSON.parse(data.toString())));
  ws.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    ws.once('open', resolve);
    ws.once('error', reject);
  });
  const send = (frame: object) => ws.send(JSON.stringify(frame));
  send({ op: 'auth', token });
  send({ op: 'sub', id: 1, channel: `room:${roomId}` });
  await expect.poll(() => frames.some(({ op }) => op === 'live'), { timeout: 15_000 }).toBe(true);
  const signals = (type: string) =>
    frames.filter(
      (frame): frame is Extract<ServerFrame, { op: 'signal' }> =>
        frame.op === 'signal' && frame.type === type,
    );

  return {
    frames,
    signals,
    signal: (type: string, data: unknown) => send({ op: 'signal', channel: `room:${roomId}`, type, data }),
    /** Everything heard about presence, as the last status of each user. */
    statuses(): Record<string, string> {
      const last: Record<string, string> = {};
      for (const { data } of signals('presence')) {
        const { others = [], ...first } = data as PresenceSignal;
        for (const { userId, status } of [first, ...others]) last[userId] = status;
      }
      return last;
    },
    close: () => ws.terminate(),
  };
}
