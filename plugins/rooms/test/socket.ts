import { type EventFrame, type ServerFrame, subprotocols } from '@teambrain/protocol';
import { expect } from 'vitest';
import WebSocket from 'ws';

/** A signed-in socket that keeps every frame it gets. */
export async function connect(wsUrl: string, token: string) {
  const ws = new WebSocket(`${wsUrl}/v1/ws`, subprotocols.json);
  const frames: ServerFrame[] = [];
  ws.on('message', (data: Buffer) => frames.push(JSON.parse(data.toString())));
  ws.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    ws.once('open', resolve);
    ws.once('error', reject);
  });
  let next = 1;
  const send = (frame: object) => ws.send(JSON.stringify(frame));
  const answer = async (id: number) => {
    const find = () => frames.find((frame) => 'id' in frame && frame.id === id);
    await expect.poll(find, { timeout: 5_000 }).toBeDefined();
    return find() as Extract<ServerFrame, { id: number }>;
  };
  send({ op: 'auth', token });
  await expect.poll(() => frames.some(({ op }) => op === 'ready'), { timeout: 5_000 }).toBe(true);

  return {
    frames,
    subscribe(channel: string, after?: number) {
      const id = next++;
      send({ op: 'sub', id, channel, ...(after === undefined ? {} : { after }) });
      return answer(id);
    },
    do(action: string, channel: string, data: unknown) {
      const id = next++;
      send({ op: 'do', id, action, channel, data });
      return answer(id);
    },
    events: (channel: string) =>
      frames.filter((frame): frame is EventFrame => frame.op === 'event' && frame.channel === channel),
    types(channel: string) {
      return this.events(channel).map(({ type }) => type);
    },
    close: () => ws.terminate(),
  };
}
