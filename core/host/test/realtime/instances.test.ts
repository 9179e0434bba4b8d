import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createBus } from '../../src/bus/bus.js';
import type { Bus } from '../../src/bus/contract.js';
import type { Database } from '../../src/database/contract.js';
import { createDatabase } from '../../src/database/database.js';
import type { RedisLink } from '../../src/redis/contract.js';
import { createRedis } from '../../src/redis/redis.js';
import { openDatabase } from './database.js';
import { createInstance, createTables, type Instance, makeRoom, removeMember } from './instance.js';
import { silentLog } from './log.js';
import { closeSockets, join, signIn } from './socket.js';

const hasServer = process.env.TEST_DATABASE_URL !== undefined;
const redisUrl = process.env.TEST_REDIS_URL;

/** Loses messages, or delivers nothing at all, as a carrier may at any time. */
function lossy(bus: Bus): Bus & { lose(share: number): void } {
  let share = 0;
  return {
    ...bus,
    kind: bus.kind,
    instanceId: bus.instanceId,
    healthy: true,
    subscribe: (topic, handler) =>
      bus.subscribe(topic, (payload, from) => {
        if (Math.random() >= share) handler(payload, from);
      }),
    lose(next) {
      share = next;
    },
  };
}

describe.skipIf(!hasServer).each([['notify'], ['redis']] as const)('two instances over %s', (carrier) => {
  if (carrier === 'redis' && !redisUrl) return;
  let db: Database;
  let secondDb: Database;
  let close: () => Promise<void>;
  let one: Instance;
  let two: Instance;
  let bus: ReturnType<typeof lossy>;
  const links: RedisLink[] = [];
  const buses: Bus[] = [];

  async function carry(on: Database): Promise<Bus> {
    let link: RedisLink | null = null;
    if (carrier === 'redis') {
      link = await createRedis({ url: redisUrl as string, prefix: `d-${process.pid}:`, log: silentLog });
      if (!link) throw new Error('Redis does not answer');
      links.push(link);
    }
    const made = createBus({ redis: link, db: on, log: silentLog });
    buses.push(made);
    return made;
  }

  beforeAll(async () => {
    const opened = await openDatabase();
    ({ db, close } = opened);
    secondDb = await createDatabase({ url: opened.url as string, log: silentLog });
    await createTables(db);
    bus = lossy(await carry(secondDb));
    one = await createInstance({ db, bus: await carry(db) });
    two = await createInstance({ db: secondDb, bus });
    await makeRoom(db, one, 'r', { ann: 'owner', bob: 'member', max: 'member' });
    expect(buses.map(({ kind }) => kind)).toEqual([carrier, carrier]);
    await vi.waitUntil(() => buses.every(({ healthy }) => healthy), 5_000);
  });
  afterEach(() => {
    bus?.lose(0);
    closeSockets();
  });
  afterAll(async () => {
    await Promise.all([one?.close(), two?.close()]);
    for (const made of buses) await made.close();
    for (const link of links) await link.close();
    await secondDb?.close();
    await close?.();
  });

  const complete = async (client: { seqs: number[] }, from: number) => {
    const { seq } = (await one.realtime.channel('room', 'r').head())!;
    await expect.poll(() => client.seqs.length, { timeout: 8_000, interval: 20 }).toBe(seq - from);
    expect(client.seqs).toEqual(Array.from({ length: seq - from }, (_, index) => from + index + 1));
  };
  const headNow = async () => (await one.realtime.channel('room', 'r').head())!.seq;

  it('deliver what is written on the other one, in one order, both formats', async () => {
    const from = await headNow();
    const near = await join(one.url, 'ann', 'room:r');
    const far = await join(two.url, 'bob', 'room:r', 'msgpack');
    await Promise.all(
      Array.from({ length: 100 }, (_, index) => (index % 2 ? one : two).send('r', 'bob', `note ${index}`)),
    );
    await complete(near, from);
    await complete(far, from);
    expect(far.of('event').map(({ data }) => data)).toEqual(near.of('event').map(({ data }) => data));
  });

  it('deliver an event that is too large for a notification', async () => {
    const far = await join(two.url, 'bob', 'room:r');
    const text = '"ü'.repeat(9_000);
    await one.send('r', 'ann', text);
    const event = await far.next('event');
    expect((event.data as { text: string }).text).toBe(text);
  });

  it('lose nothing and double nothing when the carrier loses half of its messages', async () => {
    const from = await headNow();
    const far = await join(two.url, 'bob', 'room:r');
    bus.lose(0.5);
    for (let round = 0; round < 20; round += 1)
      await Promise.all(Array.from({ length: 5 }, () => one.send('r', 'ann', `round ${round}`)));
    await complete(far, from);
  });

  it('find the last event within 2 s when its hint is lost and no later one comes', async () => {
    const far = await join(two.url, 'bob', 'room:r');
    bus.lose(1);
    const began = Date.now();
    const { seq } = await one.send('r', 'ann', 'the last one');
    await far.next('event', (event) => event.seq === seq);
    expect(Date.now() - began).toBeLessThan(2_200);
  });

  it('deliver nothing that was committed after a removal, whatever the carrier loses', async () => {
    for (const share of [0, 0.7, 1]) {
      await db.query("INSERT INTO members VALUES ('r', 'max', 'member') ON CONFLICT DO NOTHING");
      const max = await join(two.url, 'max', 'room:r');
      bus.lose(share);
      let writing = true;
      const writer = (async () => {
        while (writing) await Promise.all([1, 2, 3].map(() => one.send('r', 'ann', 'x')));
      })();
      await max.next('event');
      await removeMember(db, one, 'r', 'max');
      const removedAt = (
        await db.query<{ seq: string }>(
          "SELECT max(seq) AS seq FROM channel_events WHERE type = 'member.removed'",
        )
      )[0]!.seq;
      await max.next('ended', ({ reason }) => reason === 'removed');
      writing = false;
      await writer;
      expect(Math.max(...max.seqs)).toBeLessThan(Number(removedAt));
      bus.lose(0);
    }
  });

  it('end subscriptions of a member who was removed in the workspace, on the other one, within a second', async () => {
    await makeRoom(db, one, 'w', { ann: 'owner', max: 'member' });
    const max = await join(two.url, 'max', 'room:w');
    await db.transaction(async () => {
      await db.query("DELETE FROM members WHERE actor = 'max'");
      one.realtime.channel('workspace', 'w').appendRights({ type: 'member.removed', ref: 'max' });
    });
    const began = Date.now();
    await max.next('ended');
    expect(Date.now() - began).toBeLessThan(1_000);
  });

  it('pass signals and ends on', async () => {
    const near = await join(one.url, 'ann', 'room:r');
    const far = await join(two.url, 'bob', 'room:r', 'msgpack');
    far.send({ op: 'signal', channel: 'room:r', type: 'typing', data: { on: true } });
    expect(await near.next('signal')).toMatchObject({ type: 'typing', actor: 'bob' });
    one.realtime.channel('room', 'r').end('deleted');
    expect(await far.next('ended')).toMatchObject({ channel: 'room:r', reason: 'deleted' });
  });

  it('let a client resume at the other one exactly where it was', async () => {
    const first = await join(one.url, 'ann', 'room:r');
    const { seq } = await two.send('r', 'bob', 'seen');
    await first.next('event', (event) => event.seq === seq);
    first.ws.terminate();
    await Promise.all(Array.from({ length: 50 }, () => one.send('r', 'bob', 'missed')));
    const again = await join(two.url, 'ann', 'room:r', 'json', seq);
    await complete(again, seq);
  });

  it('close every socket of a renewed epoch, on both, so that clients load anew', async () => {
    const far = await signIn(two.url, 'bob');
    const before = two.realtime.epoch();
    await one.realtime.renewEpoch();
    expect(one.realtime.epoch()).not.toBe(before);
    await expect.poll(() => far.closed?.code, { timeout: 12_000, interval: 50 }).toBe(1012);
    expect(two.realtime.epoch()).toBe(one.realtime.epoch());
  });
});
