import { buildTestServer } from '@teambrain/core/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createRedis } from '../../src/redis/redis.js';
import { hasRedis, silent, startRedis } from './redis-server.js';

const hasTestRedis = process.env.TEST_REDIS_URL !== undefined;

it('is null without an address', async () => {
  expect(await createRedis({ log: silent })).toBeNull();
});

it('starts within a second without a server, and answers at once', async () => {
  const lines: string[] = [];
  const log = { info: () => {}, warn: (line: unknown) => lines.push(String(line)) } as never;
  const before = performance.now();
  const redis = await createRedis({ url: 'redis://:secret-word@127.0.0.1:1/0', log });
  expect(performance.now() - before).toBeLessThan(1_000);
  const asked = performance.now();
  expect(await redis?.run((commands) => commands.get('x'))).toBeUndefined();
  expect(performance.now() - asked).toBeLessThan(50);
  expect(redis?.healthy).toBe(false);
  await vi.waitFor(() => expect(lines.length).toBeGreaterThan(0));
  expect(lines.join()).not.toContain('secret-word');
  await redis?.close();
});

describe.runIf(hasRedis)('with a server', () => {
  let server: Awaited<ReturnType<typeof startRedis>>;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server.kill());

  it('waits 200 ms for a hung server once, then not at all until it answers again', async () => {
    const redis = await createRedis({ url: server.url, log: silent });
    let recovered = 0;
    redis?.onRecovered(() => recovered++);
    expect(await redis?.run((commands) => commands.set('a', '1'))).toBe('OK');
    server.freeze();
    const times: number[] = [];
    for (let i = 0; i < 5; i++) {
      const before = performance.now();
      expect(await redis?.run((commands) => commands.get('a'))).toBeUndefined();
      times.push(performance.now() - before);
    }
    expect(times[0]).toBeGreaterThan(150);
    expect(times[0]).toBeLessThan(300);
    for (const time of times.slice(1)) expect(time).toBeLessThan(20);
    expect(redis?.healthy).toBe(false);
    server.thaw();
    await vi.waitFor(() => expect(redis?.healthy).toBe(true), { timeout: 6_000 });
    expect(recovered).toBe(1);
    expect(await redis?.run((commands) => commands.get('a'))).toBe('1');
    await redis?.close();
  });

  it('connects anew after the server was killed', async () => {
    const redis = await createRedis({ url: server.url, log: silent });
    await server.kill();
    await vi.waitFor(() => expect(redis?.healthy).toBe(false));
    await server.start();
    await vi.waitFor(() => expect(redis?.healthy).toBe(true), { timeout: 5_000 });
    expect(await redis?.run((commands) => commands.get('a'))).toBeNull();
    await redis?.close();
  });

  it('gives undefined when the server refuses a write', async () => {
    const redis = await createRedis({ url: server.url, log: silent });
    await redis?.run((commands) => commands.config('SET', 'maxmemory', '1'));
    expect(await redis?.run((commands) => commands.set('b', 'x'.repeat(1_000)))).toBeUndefined();
    expect(redis?.healthy).toBe(true);
    await redis?.run((commands) => commands.config('SET', 'maxmemory', '0'));
    await redis?.close();
  });
});

describe('app.redis', () => {
  const config = (url?: string) => ({ redis: url === undefined ? {} : { url } });

  it('is not there without an address', async () => {
    const { app } = await buildTestServer({ config: config() });
    expect(app.hasDecorator('redis')).toBe(hasTestRedis);
  });

  it('does not keep a server from starting when Redis is away', async () => {
    const { app } = await buildTestServer({ config: config('redis://127.0.0.1:1/0') });
    await expect(app.redis.get('x')).rejects.toThrow(/isn't writeable|closed/);
  });

  it.runIf(hasRedis)('is the host’s own connection', async () => {
    const server = await startRedis();
    const { app } = await buildTestServer({ config: config(server.url) });
    expect(await app.redis.set('y', '1')).toBe('OK');
    expect(app.redis.options).toMatchObject({ commandTimeout: 200, enableOfflineQueue: false });
    await server.kill();
    await expect(app.redis.get('y')).rejects.toThrow();
  });
});
