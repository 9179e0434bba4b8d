import { definePlugin } from '@teambrain/core';
import { buildTestServer, type TestServer } from '@teambrain/core/testing';
import { Type } from 'typebox';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { notes } from '../support/notes.js';

// Each test opens servers of its own, and the embedded engine takes seconds to open on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const ok = Type.Object({ ok: Type.Boolean() });
const hits = vi.fn();

/** Throws wherever it can. */
const hostile = definePlugin({
  name: 'hostile',
  version: '6.6.6',
  setup(app, ctx) {
    const operation = (verb: string) =>
      ({ id: `hostile.${verb}`, summary: verb, permission: 'public' }) as const;
    app.get(
      '/hostile/throw',
      { config: { operation: operation('throw') }, schema: { response: { 200: ok } } },
      async () => {
        throw new Error('hostile route');
      },
    );
    app.get(
      '/hostile/fine',
      { config: { operation: operation('fine') }, schema: { response: { 200: ok } } },
      async () => ({ ok: true }),
    );
    app.get(
      '/hostile/block/:ms',
      { config: { operation: operation('block') }, schema: { response: { 200: ok } } },
      async ({ params }) => {
        const end = performance.now() + Number((params as { ms: string }).ms);
        while (performance.now() < end);
        return { ok: true };
      },
    );
    ctx.events.on('thing.happened' as never, () => {
      throw new Error('hostile listener');
    });
    ctx.events.on('thing.happened' as never, async () => {
      throw new Error('hostile async listener');
    });
    ctx.hooks.before('thing.save' as never, () => {
      throw new Error('hostile hook');
    });
    ctx.hooks.before('thing.save' as never, () => new Promise<never>(() => {}));
  },
});

const broken = definePlugin({
  name: 'broken',
  version: '1.0.0',
  setup(app) {
    const operation = { id: 'broken.read', summary: 'Read', permission: 'public' } as const;
    app.get('/broken', { config: { operation }, schema: { response: { 200: ok } } }, async () => ({
      ok: true,
    }));
    throw new Error('no licence');
  },
});

const dependent = definePlugin({
  name: 'dependent',
  version: '1.0.0',
  dependsOn: ['broken'],
  setup(app) {
    const operation = { id: 'dependent.read', summary: 'Read', permission: 'public' } as const;
    app.get('/dependent', { config: { operation }, schema: { response: { 200: ok } } }, async () => ({
      ok: true,
    }));
  },
});

const polite = definePlugin({
  name: 'polite',
  version: '1.0.0',
  setup(_app, ctx) {
    ctx.events.on('thing.happened' as never, hits);
    ctx.hooks.before(
      'thing.save' as never,
      ((draft: { text: string }) => ({ text: `${draft.text}!` })) as never,
    );
  },
});

let server: TestServer;

beforeAll(async () => {
  server = await buildTestServer({
    plugins: [hostile, broken, dependent, polite, notes],
    config: {
      server: { hookTimeout: 50 },
      plugins: { broken: { mustLoad: false }, dependent: { mustLoad: false } },
    },
  });
  return () => server.close();
});

const faultsOf = (plugin: string) =>
  server.logged.filter((line) => line.plugin === plugin && 'where' in line);

describe('a plugin that fails to start', () => {
  it('leaves the host and the others running, and answers 503 with those that need it', async () => {
    for (const url of ['/v1/broken', '/v1/dependent']) {
      const answer = await server.inject({ url });
      expect(answer.status).toBe(503);
      expect(answer.body.code).toBe('plugin_suspended');
    }
    expect((await server.inject({ url: '/v1/echo/x' })).status).toBe(200);
    const { plugins } = (await server.inject({ url: '/v1/meta' })).body;
    expect(Object.keys(plugins).sort()).toEqual(['hostile', 'notes', 'polite']);
    // On a busy machine the database or the event loop may be late for a moment, which is another story.
    const ready = async () => (await server.inject({ url: '/readyz' })).body;
    await expect
      .poll(ready, { timeout: 15_000 })
      .toMatchObject({ status: 'degraded', checks: { plugins: 'failing', database: 'ok' } });
  });
});

describe('a plugin that throws', () => {
  it('in a listener harms neither the emitter nor other listeners, and is named in the log', async () => {
    server.context('polite').events.emit('thing.happened' as never, { id: 1 } as never);
    await vi.waitFor(() => expect(hits).toHaveBeenCalledWith({ id: 1 }));
    await vi.waitFor(() =>
      expect(faultsOf('hostile').filter(({ where }) => where === 'event')).toHaveLength(2),
    );
  });

  it('in a hook, or never answers one, is skipped in bounded time', async () => {
    const from = performance.now();
    const saved = await server.context('polite').hooks.run('thing.save' as never, { text: 'hello' } as never);
    expect(saved).toEqual({ text: 'hello!' });
    expect(performance.now() - from).toBeLessThan(1000);
    expect(faultsOf('hostile').filter(({ where }) => where === 'hook')).toHaveLength(2);
  });

  it('is counted when it holds the event loop, and named from 200 ms on', async () => {
    const named = () =>
      server.logged.filter(({ msg }) => msg === 'plugin hostile held the event loop').map(({ ms }) => ms);
    await server.inject({ url: '/v1/hostile/block/80' });
    expect(named().filter((ms) => Number(ms) < 200)).toEqual([]);
    await server.inject({ url: '/v1/hostile/block/210' });
    expect(named()).toEqual([expect.any(Number)]);
    const metrics = await server.inject({ url: '/metrics' });
    expect(metrics.body).toMatch(/teambrain_plugin_held_loop_seconds_total\{plugin="hostile"\} 0\.\d+/);
  });

  it('again and again is suspended while the others go on', async () => {
    const statuses: number[] = [];
    for (let round = 0; round < 12; round++)
      statuses.push((await server.inject({ url: '/v1/hostile/throw' })).status);
    expect(statuses.slice(0, 6)).toEqual([500, 500, 500, 500, 500, 500]);
    expect(statuses.at(-1)).toBe(503);
    const fine = await server.inject({ url: '/v1/hostile/fine' });
    expect(fine.body).toMatchObject({ code: 'plugin_suspended', retryAfter: expect.any(Number) });
    expect(fine.headers['retry-after']).toBe(String(fine.body.retryAfter));
    expect((await server.inject({ url: '/v1/echo/x' })).status).toBe(200);
  });
});
