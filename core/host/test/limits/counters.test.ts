import { afterEach, describe, expect, it, vi } from 'vitest';
import { resolveConfig } from '../../src/config/load.js';
import type { LimitsConfig } from '../../src/limits/config.js';
import { createLimits } from '../../src/limits/limits.js';
import { createMemoryCounters } from '../../src/limits/memory-counters.js';
import type { RedisLink } from '../../src/redis/contract.js';

const silent = { warn: vi.fn() };
const configured = (limits: Partial<LimitsConfig> = {}) => resolveConfig({ limits }, []).config.limits;

afterEach(() => {
  vi.useRealTimers();
  silent.warn.mockClear();
});

/** Redis that counts in a map, and can be told to be gone. */
function fakeRedis(): { link: RedisLink; gone(value: boolean): void } {
  const counts = new Map<string, number>();
  let isGone = false;
  const redis = {
    async evalsha(_sha: string, _keys: number, key: string, windowMs: number) {
      counts.set(key, (counts.get(key) ?? 0) + 1);
      return [counts.get(key), windowMs];
    },
  };
  const link = {
    prefix: 'tb:0:',
    healthy: true,
    run: async (commands: (client: unknown) => Promise<unknown>) => (isGone ? undefined : commands(redis)),
  } as unknown as RedisLink;
  return { link, gone: (value) => (isGone = value) };
}

describe('limits', () => {
  it('allow exactly as many as they say, for each key and operation on its own', async () => {
    const limits = createLimits({ redis: null, config: configured(), log: silent });
    const answers = [];
    for (let round = 0; round < 7; round++) answers.push(await limits.take('ada', 'notes.list', { max: 5 }));
    expect(answers.map(({ allowed }) => allowed)).toEqual([true, true, true, true, true, false, false]);
    expect(answers[0]).toEqual({ allowed: true, limit: 5, remaining: 4, reset: 60 });
    expect(answers[6]).toMatchObject({ remaining: 0 });
    expect((await limits.take('bob', 'notes.list', { max: 5 })).allowed).toBe(true);
    expect((await limits.take('ada', 'notes.create', { max: 5 })).allowed).toBe(true);
  });

  it('start anew when the window ends', async () => {
    vi.useFakeTimers({ now: 0 });
    const limits = createLimits({ redis: null, config: configured(), log: silent });
    const take = () => limits.take('ada', 'x.y', { max: 1, windowMs: 10_000 });
    expect((await take()).allowed).toBe(true);
    expect(await take()).toMatchObject({ allowed: false, reset: 10 });
    vi.setSystemTime(9_999);
    expect((await take()).allowed).toBe(false);
    vi.setSystemTime(10_000);
    expect((await take()).allowed).toBe(true);
  });

  it('take their size from bucket, operation, config and factor', () => {
    const limits = createLimits({
      redis: null,
      config: configured({ factor: 2, operations: { 'rooms.join': 7 } }),
      log: silent,
    });
    expect(limits.maxOf('notes.list')).toBe(200);
    expect(limits.maxOf('messaging.send', { bucket: 'messages' })).toBe(1200);
    expect(limits.maxOf('auth.login', { bucket: 'auth' })).toBe(10);
    expect(limits.maxOf('rooms.join', { max: 50 })).toBe(14);
    expect(limits.maxOf('refused')).toBe(120);
  });

  it('share one bucket over all sign-in operations', async () => {
    const limits = createLimits({ redis: null, config: configured(), log: silent });
    for (const operation of ['auth.login', 'auth.register', 'auth.login', 'auth.setup', 'auth.login'])
      expect((await limits.take('ip:192.0.2.1', operation, { bucket: 'auth' })).allowed).toBe(true);
    expect((await limits.take('ip:192.0.2.1', 'auth.register', { bucket: 'auth' })).allowed).toBe(false);
  });

  it('hold over several instances with Redis', async () => {
    const { link } = fakeRedis();
    const instances = [1, 2].map(() => createLimits({ redis: link, config: configured(), log: silent }));
    const answers = [];
    for (let round = 0; round < 10; round++)
      answers.push((await instances[round % 2]!.take('ada', 'notes.list', { max: 6 })).allowed);
    expect(answers.filter(Boolean)).toHaveLength(6);
  });

  it('fall back to the instance’s own count while Redis is gone, say so once, and never hand out more', async () => {
    const { link, gone } = fakeRedis();
    const limits = createLimits({ redis: link, config: configured(), log: silent });
    const take = async () => (await limits.take('ada', 'notes.list', { max: 4 })).allowed;
    expect([await take(), await take()]).toEqual([true, true]);
    gone(true);
    expect([await take(), await take(), await take()]).toEqual([true, true, false]);
    expect(limits.degraded).toBe(3);
    expect(silent.warn).toHaveBeenCalledTimes(1);
  });

  it('hand out no second allowance when Redis answers now and then', async () => {
    vi.useFakeTimers({ now: 0 });
    const { link, gone } = fakeRedis();
    const limits = createLimits({ redis: link, config: configured(), log: silent });
    const answers = [];
    for (let round = 0; round < 8; round++) {
      gone(round % 2 === 0);
      answers.push((await limits.take('ada', 'x.y', { max: 4, windowMs: 10_000 })).allowed);
    }
    expect(answers).toEqual([true, true, true, true, false, false, false, false]);
    // Once that window is over, the shared count holds alone again.
    vi.setSystemTime(10_000);
    gone(false);
    expect((await limits.take('ada', 'x.y', { max: 8, windowMs: 10_000 })).remaining).toBe(3);
  });
});

describe('counters in memory', () => {
  it('stay within their bound, oldest first', () => {
    const counters = createMemoryCounters(1000);
    for (let index = 0; index < 5000; index++) counters.take(`ip:${index}`, 'x.y', 60_000);
    expect(counters.size).toBe(1000);
    expect(counters.take('ip:4999', 'x.y', 60_000).used).toBe(2);
    expect(counters.take('ip:0', 'x.y', 60_000).used).toBe(1);
    counters.close();
  });

  it('are swept when their windows ended', () => {
    vi.useFakeTimers({ now: 0 });
    const counters = createMemoryCounters(1000);
    counters.take('ada', 'x.y', 1000);
    vi.advanceTimersByTime(60_000);
    expect(counters.size).toBe(0);
    counters.close();
  });
});
