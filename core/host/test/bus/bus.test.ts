import { afterEach, describe, expect, it, vi } from 'vitest';
import { createBus } from '../../src/bus/bus.js';
import type { Bus } from '../../src/bus/contract.js';
import { createRedis } from '../../src/redis/redis.js';
import { open, quiet, serverUrl } from '../database/engines.js';
import { hasRedis, silent, startRedis } from '../redis/redis-server.js';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

type Pair = { kind: Bus['kind']; one: Bus; two: Bus; cut(): Promise<void> };

const carriers: [string, () => Promise<Pair>][] = [];
if (hasRedis) {
  carriers.push([
    'Redis',
    async () => {
      const server = await startRedis();
      const { db, close } = await open('embedded');
      closers.push(close, () => server.kill());
      const make = async () => {
        const redis = await createRedis({ url: server.url, log: silent });
        const bus = createBus({ redis, db, log: quiet });
        closers.push(async () => {
          await bus.close();
          await redis?.close();
        });
        return bus;
      };
      const admin = await createRedis({ url: server.url, log: silent });
      closers.push(async () => admin?.close());
      return {
        kind: 'redis',
        one: await make(),
        two: await make(),
        cut: async () =>
          void (await admin?.run((commands) => commands.call('CLIENT', 'KILL', 'TYPE', 'pubsub'))),
      };
    },
  ]);
}
if (serverUrl !== undefined) {
  carriers.push([
    'PostgreSQL notifications',
    async () => {
      const { db, close } = await open('postgres');
      closers.push(close);
      const make = () => {
        const bus = createBus({ redis: null, db, log: quiet });
        closers.push(() => bus.close());
        return bus;
      };
      return {
        kind: 'notify',
        one: make(),
        two: make(),
        cut: async () => {
          await db.query(
            `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE datname = current_database() AND application_name = 'teambrain-dedicated'`,
          );
        },
      };
    },
  ]);
}

describe.each(carriers)('bus over %s', (_, make) => {
  it('carries texts and bytes to other instances, not back, and only on their topics', async () => {
    const { one, two, kind } = await make();
    expect(one.kind).toBe(kind);
    const heard: string[] = [];
    const own: string[] = [];
    one.subscribe('a', (payload) => own.push(payload.toString()));
    const off = two.subscribe('a', (payload, from) => heard.push(`${payload.toString('hex')} ${from}`));
    two.subscribe('b', () => heard.push('b'));
    await vi.waitFor(() => expect(one.healthy && two.healthy).toBe(true));
    const sent = () => {
      one.publish('a', Buffer.from([0, 255, 10]));
      one.publish('a', Buffer.from([0, 255, 10]));
      one.publish('a', 'é"');
    };
    // A subscription takes a moment to stand: ask until the first message comes through.
    await vi.waitFor(() => {
      one.publish('a', 'ping');
      expect(heard.length).toBeGreaterThan(0);
    });
    one.publish('a', 'mark');
    await vi.waitFor(() => expect(heard.at(-1)).toContain(Buffer.from('mark').toString('hex')));
    heard.length = 0;
    sent();
    await vi.waitFor(() => expect(heard.length).toBe(3));
    expect(heard).toEqual([
      `00ff0a ${one.instanceId}`,
      `00ff0a ${one.instanceId}`,
      `${Buffer.from('é"').toString('hex')} ${one.instanceId}`,
    ]);
    expect(own).toEqual([]);
    off();
    one.publish('a', 'late');
    one.publish('b', 'x');
    await vi.waitFor(() => expect(heard.at(-1)).toBe('b'));
    expect(heard.length).toBe(4);
  });

  it('connects anew when it is cut, and says that messages may be missing', async () => {
    const { one, two, cut } = await make();
    let gaps = 0;
    const heard: string[] = [];
    two.onGap(() => gaps++);
    two.subscribe('a', (payload) => heard.push(payload.toString()));
    await vi.waitFor(() => expect(one.healthy && two.healthy).toBe(true));
    await cut();
    await vi.waitFor(() => expect(gaps).toBe(1), { timeout: 5_000 });
    await vi.waitFor(() => {
      one.publish('a', 'again');
      expect(heard).toContain('again');
    });
  });

  it('survives a handler that throws', async () => {
    const { one, two } = await make();
    const heard: string[] = [];
    two.subscribe('a', () => {
      throw new Error('bad handler');
    });
    two.subscribe('a', (payload) => heard.push(payload.toString()));
    await vi.waitFor(() => {
      one.publish('a', 'x');
      expect(heard.length).toBeGreaterThan(0);
    });
  });
});

it('needs no carrier on the embedded engine', async () => {
  const { db, close } = await open('embedded');
  const bus = createBus({ redis: null, db, log: quiet });
  expect([bus.kind, bus.healthy]).toEqual(['local', true]);
  bus.publish('a', 'nobody');
  await bus.close();
  await close();
});
