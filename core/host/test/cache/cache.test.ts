import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createBus } from '../../src/bus/bus.js';
import { createCache } from '../../src/cache/cache.js';
import type { CacheKey } from '../../src/cache/contract.js';
import { cacheKey } from '../../src/cache/keys.js';
import type { Database } from '../../src/database/contract.js';
import { createRedis } from '../../src/redis/redis.js';
import { hasRedis, silent, startRedis } from '../redis/redis-server.js';

// The bus asks a database for its engine alone when it has Redis, or none.
const db = { engine: 'embedded' } as Database;
const key = (name: string, ...parts: CacheKey['parts']): CacheKey => ({ name, viewer: 'all', parts });
const policy = { ttl: 60 };

function gate<T>() {
  let open: (value: T) => void = () => {};
  const promise = new Promise<T>((done) => {
    open = done;
  });
  return { promise, open };
}

function alone() {
  const bus = createBus({ redis: null, db, log: silent as never });
  return createCache({ redis: null, bus, log: silent });
}

describe('cache keys', () => {
  it('differ for every different input', () => {
    const inputs: CacheKey[] = [
      key('a', 'b:c'),
      key('a', 'b', 'c'),
      key('a:b', 'c'),
      key('a', 1),
      key('a', '1'),
      key('a', null),
      key('a', undefined),
      key('a', 'null'),
      key('a'),
      key('a', 'x\n*'),
      key('a', 'é'),
      key('a', 'e\u0301'),
      { ...key('a', 'b'), viewer: 'someone' },
      key('a', 'x'.repeat(8_192)),
    ];
    const keys = inputs.map(cacheKey);
    expect(new Set(keys).size).toBe(inputs.length);
    for (const made of keys) expect(made).toMatch(/^[\w-]{22}$/);
  });
});

describe('in memory', () => {
  it('loads once for many callers and once more after an invalidation', async () => {
    const cache = alone();
    let loads = 0;
    const ask = () => cache.get(key('list', 1), policy, async () => ++loads);
    expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1]);
    await cache.invalidate(key('list', 2));
    expect(await ask()).toBe(1);
    await cache.invalidate(key('list', 1));
    expect(await ask()).toBe(2);
  });

  it('drops what carries a tag and nothing else', async () => {
    const cache = alone();
    let loads = 0;
    const ask = (part: string, ...tags: string[]) =>
      cache.get({ ...key('room', part), tags }, policy, async () => `${part} ${++loads}`);
    await ask('a', 'room:1', 'workspace:1');
    await ask('b', 'room:2', 'workspace:1');
    await cache.invalidateTag('room:1');
    expect(await ask('b', 'room:2', 'workspace:1')).toBe('b 2');
    expect(await ask('a', 'room:1', 'workspace:1')).toBe('a 3');
    await cache.invalidateTag('workspace:1');
    expect(await ask('b', 'room:2', 'workspace:1')).toBe('b 4');
  });

  it('does not keep what was loaded before an invalidation, nor let a later caller share that load', async () => {
    const cache = alone();
    const slow = gate<string>();
    const first = cache.get(key('race'), policy, () => slow.promise);
    await cache.invalidate(key('race'));
    const second = cache.get(key('race'), policy, async () => 'new');
    slow.open('old');
    expect(await first).toBe('old');
    expect(await second).toBe('new');
    expect(await cache.get(key('race'), policy, async () => 'newer')).toBe('new');
  });

  it('hands a loader error to all who wait and keeps nothing of it', async () => {
    const cache = alone();
    const fail = () => cache.get(key('bad'), policy, () => Promise.reject(new Error('no')));
    const results = await Promise.allSettled([fail(), fail()]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await cache.get(key('bad'), policy, async () => 'good')).toBe('good');
  });

  it('lets values expire', async () => {
    const cache = alone();
    let loads = 0;
    const ask = () => cache.get(key('short'), { ttl: 0.02 }, async () => ++loads);
    await ask();
    await vi.waitFor(async () => expect(await ask()).toBe(2));
  });

  it('is refused inside a transaction', async () => {
    const bus = createBus({ redis: null, db, log: silent as never });
    const guard = (what: string) => {
      throw new Error(`not here: ${what}`);
    };
    const cache = createCache({ redis: null, bus, log: silent, guard });
    await expect(cache.get(key('x'), policy, async () => 1)).rejects.toThrow('not here: the cache (x)');
  });
});

describe.runIf(hasRedis)('over two instances with Redis', () => {
  let server: Awaited<ReturnType<typeof startRedis>>;
  const closers: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    server = await startRedis();
  });
  afterEach(async () => {
    for (const close of closers.splice(0)) await close();
  });
  afterAll(() => server.kill());

  async function instance() {
    const redis = await createRedis({ url: server.url, log: silent });
    const bus = createBus({ redis, db, log: silent as never });
    const cache = createCache({ redis, bus, log: silent });
    closers.push(async () => {
      cache.close();
      await bus.close();
      await redis?.close();
    });
    await vi.waitFor(() => expect(bus.healthy).toBe(true));
    return cache;
  }

  it('runs the loader once for 200 callers of both', async () => {
    const [one, two] = [await instance(), await instance()];
    let loads = 0;
    const load = async () => {
      loads++;
      await new Promise((done) => setTimeout(done, 50));
      return { list: [new Date(0)], map: new Map([['a', 1]]) };
    };
    const asks = Array.from({ length: 200 }, (_, i) =>
      (i % 2 ? one : two).get(key('herd', 'x'), policy, load),
    );
    for (const value of await Promise.all(asks)) {
      expect(value).toEqual({ list: [new Date(0)], map: new Map([['a', 1]]) });
    }
    expect(loads).toBe(1);
  });

  it('shows an invalidation of one instance on the other', async () => {
    const [one, two] = [await instance(), await instance()];
    let state = 'old';
    const ask = (cache: typeof one) =>
      cache.get({ ...key('shared'), tags: ['t'] }, policy, async () => state);
    expect([await ask(one), await ask(two)]).toEqual(['old', 'old']);
    state = 'new';
    await one.invalidateTag('t');
    expect(await ask(one)).toBe('new');
    await vi.waitFor(async () => expect(await ask(two)).toBe('new'), { timeout: 1_000 });
  });

  it('never serves a value that another instance loaded before the invalidation', async () => {
    const [one, two] = [await instance(), await instance()];
    const slow = gate<string>();
    const stale = one.get(key('guarded'), policy, () => slow.promise);
    await vi.waitFor(() => expect(one.stats().misses).toBe(1));
    await two.invalidate(key('guarded'));
    slow.open('old');
    expect(await stale).toBe('old');
    expect(await two.get(key('guarded'), policy, async () => 'new')).toBe('new');
    await vi.waitFor(async () =>
      expect(await one.get(key('guarded'), policy, async () => 'never')).toBe('new'),
    );
  });

  it('answers within 300 ms while Redis hangs, and takes up the missed invalidations after it', async () => {
    const [one, two] = [await instance(), await instance()];
    let state = 'old';
    const ask = (cache: typeof one) => cache.get(key('hang'), policy, async () => state);
    expect([await ask(one), await ask(two)]).toEqual(['old', 'old']);
    server.freeze();
    const times: number[] = [];
    for (let i = 0; i < 10; i++) {
      const before = performance.now();
      await one.get(key('hang', i), policy, async () => i);
      times.push(performance.now() - before);
    }
    expect(Math.max(...times)).toBeLessThan(300);
    state = 'new';
    await one.invalidate(key('hang'));
    expect(await ask(one)).toBe('new');
    server.thaw();
    await vi.waitFor(async () => expect(await ask(two)).toBe('new'), { timeout: 8_000 });
  });

  it('loads anew when Redis lost everything', async () => {
    const one = await instance();
    await one.get(key('flushed'), policy, async () => 'before');
    const redis = await createRedis({ url: server.url, log: silent });
    await redis?.run((commands) => commands.flushall());
    await redis?.close();
    const two = await instance();
    expect(await two.get(key('flushed'), policy, async () => 'after')).toBe('after');
  });
});
