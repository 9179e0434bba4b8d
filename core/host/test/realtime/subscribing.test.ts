import { expect, it } from 'vitest';
import { createDelivery } from '../../src/realtime/delivery.js';
import { createHub } from '../../src/realtime/hub.js';
import type { Connection } from '../../src/realtime/live.js';
import { createSights } from '../../src/realtime/sights.js';
import { createSubscribe } from '../../src/realtime/subscribe.js';
import { encoded } from '../../src/realtime/wire.js';

const channel = 'user:ann';

/** A channel whose log grows, and clients that read it at moments of the test's choosing. */
function stage() {
  let head = 0;
  const reads: (() => void)[] = [];
  const registry = {
    parse: () => ({ kind: { kind: 'user' }, id: 'ann' }),
    disabled: new Set(),
    observersOf: () => [],
  } as never;
  const sent = new Map<Connection, { op: string; seq?: number; head?: number }[]>();
  const frameOf = (seq: number) => encoded({ op: 'event', channel, seq } as never);
  const put = (connection: Connection, json: string) => {
    sent.set(connection, [...(sent.get(connection) ?? []), JSON.parse(json)]);
  };
  const outbox = {
    settle: () => {},
    send: (connection: Connection, frame: { json: string }) => put(connection, frame.json),
    sendBytes: (connection: Connection, bytes: Buffer) => put(connection, payload(bytes)),
    event: () => {},
  } as never;
  const hub = createHub({
    registry,
    outbox,
    hints: { listen: () => () => {} } as never,
    onHint: () => {},
    onFault: () => {},
  });
  const delivery = createDelivery({ outbox, recheck: () => {}, catchUp: () => {} });
  const state = () => ({ channel, parent: null, seq: head, version: '0.0' });
  const subscriptions = createSubscribe({
    access: {} as never,
    registry,
    hub,
    outbox,
    delivery,
    sights: createSights(registry),
    repository: {
      range: async (_: string, after: number) => {
        // What is read is what is there when the query runs; the answer comes when the test lets it.
        const range = { head: state(), events: eventsAbove(after, head) };
        await new Promise<void>((answer) => reads.push(answer));
        return range;
      },
      heads: async () => [state()],
    } as never,
    render: async (_, events) => events.map(({ seq }) => frameOf(seq)),
    epoch: () => 'epoch',
    onOpened: () => {},
  });
  return {
    reads,
    commit: (seq: number) => {
      head = seq;
    },
    async client(id: number, after: number) {
      const connection = { format: 'json', phase: 'ready', actor: { id: 'ann' } } as unknown as Connection;
      const done = subscriptions.subscribe(connection, { op: 'sub', id, channel, after });
      await Promise.resolve();
      return { done, frames: () => sent.get(connection) };
    },
  };
}

const eventsAbove = (after: number, head: number) =>
  Array.from({ length: Math.max(0, head - after) }, (_, index) => ({ seq: after + index + 1 }));

/** The text of an unmasked frame: behind two bytes of header, which is enough for short ones. */
const payload = (bytes: Buffer): string => bytes.subarray(bytes.indexOf('{')).toString();

it('a subscription has every event although a later reader opened the channel above what it had read', async () => {
  const { commit, reads, client } = stage();
  commit(10);
  const early = await client(1, 10);
  commit(13);
  const late = await client(2, 10);
  reads[1]?.();
  await late.done;
  reads[0]?.();
  await expect.poll(() => reads.length).toBe(3);
  reads[2]?.();
  await early.done;
  const events = [11, 12, 13].map((seq) => ({ op: 'event', channel, seq }));
  expect(late.frames()).toEqual([...events, { op: 'live', id: 2, channel, head: 13 }]);
  expect(early.frames()).toEqual([...events, { op: 'live', id: 1, channel, head: 13 }]);
});
