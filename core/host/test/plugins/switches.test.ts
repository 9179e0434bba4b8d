import { createLog, createServer } from '@teambrain/core';
import { buildTestInstances, buildTestServer, type TestServer, type TestUser } from '@teambrain/core/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openTestDatabase } from '../../src/testing/test-database.js';
import { notes } from '../support/notes.js';

// Each test opens servers of its own, and the embedded engine takes seconds to open on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let server: TestServer;
let admin: TestUser;
let ada: TestUser;

const flip = (enabled: boolean) =>
  admin.inject({ method: 'PATCH', url: '/v1/admin/plugins', body: { plugin: 'notes', enabled } });

beforeAll(async () => {
  server = await buildTestServer({ plugins: [notes] });
  // The first account of a server administers it.
  admin = await server.register('root');
  ada = await server.register('ada');
  return () => server.close();
});

describe('a plugin that an admin switches off', () => {
  it('is gone from routes, handshake and documents at once, and back with its data', async () => {
    await ada.inject({ method: 'POST', url: '/v1/notes', body: { text: 'kept' } });
    expect((await server.inject({ url: '/v1/meta' })).body.plugins.notes).toEqual({ version: '1.2.3' });
    expect((await flip(false)).body).toMatchObject({ name: 'notes', mounted: true, enabled: false });

    for (const format of ['json', 'msgpack'] as const) {
      const answer = await ada.inject({ url: '/v1/notes', format });
      expect(answer.status).toBe(404);
      expect(answer.body.code).toBe('plugin_disabled');
    }
    const meta = await ada.inject({ url: '/v1/meta' });
    expect(meta.body.plugins).toEqual({});
    expect(meta.body.permissions).not.toContain('notes.use');
    const { paths } = (await server.inject({ url: '/openapi.json' })).body;
    expect(Object.keys(paths).filter((path) => path.startsWith('/v1/notes'))).toEqual([]);

    await flip(true);
    expect((await ada.inject({ url: '/v1/notes' })).body).toEqual({ items: ['kept'] });
    expect((await ada.inject({ url: '/v1/meta' })).body.permissions).toContain('notes.use');
    expect(Object.keys((await server.inject({ url: '/openapi.json' })).body.paths)).toContain('/v1/notes');
  });

  it('leaves an audit line with who did it', () => {
    expect(server.logged).toContainEqual(
      expect.objectContaining({
        audit: expect.objectContaining({
          action: 'core.plugin_switched',
          actorId: admin.user.id,
          plugin: 'notes',
          enabled: false,
        }),
      }),
    );
  });

  it('can be switched by nobody else', async () => {
    const body = { plugin: 'notes', enabled: false };
    expect((await ada.inject({ method: 'PATCH', url: '/v1/admin/plugins', body })).status).toBe(403);
    expect((await server.inject({ method: 'PATCH', url: '/v1/admin/plugins', body })).status).toBe(401);
    expect((await ada.inject({ url: '/v1/notes' })).status).toBe(200);
  });

  it('must be installed, and its place must be named whole', async () => {
    const patch = (body: object) => admin.inject({ method: 'PATCH', url: '/v1/admin/plugins', body });
    expect((await patch({ plugin: 'nothing', enabled: false })).status).toBe(404);
    expect((await patch({ plugin: 'notes', enabled: false, scope: 'workspace' })).status).toBe(422);
  });

  it.runIf(process.env.TEST_DATABASE_URL)('is off on every instance', async () => {
    const [one, two] = (await buildTestInstances(2, { plugins: [notes] })) as [TestServer, TestServer];
    const root = await one.register('root');
    expect((await root.inject({ url: '/v1/notes' })).status).toBe(200);
    await root.inject({
      method: 'PATCH',
      url: '/v1/admin/plugins',
      body: { plugin: 'notes', enabled: false },
    });
    await vi.waitFor(
      async () => expect((await two.inject({ url: '/v1/notes', token: root.token })).status).toBe(404),
      { timeout: 2000, interval: 20 },
    );
  });
});

describe('a plugin that is off by config', () => {
  it.runIf(process.env.TEST_DATABASE_URL)('keeps its tables, and its rows come back with it', async () => {
    const database = await openTestDatabase();
    afterAll(() => database.drop());
    const boot = (enabled: boolean) =>
      createServer({
        plugins: [notes],
        config: {
          server: { environment: 'test', port: 0 },
          database: { url: database.url },
          auth: { bcryptCost: 4, registration: 'open' },
          plugins: { notes: { enabled } },
        },
        log: createLog({ level: 'silent' }) as never,
      });
    let on = await boot(true);
    await on
      .context('notes')
      .db.query(`INSERT INTO notes (text) SELECT 'note ' || n FROM generate_series(1, 50) n`);
    const sum = `SELECT count(*)::int AS rows, md5(string_agg(text, ',' ORDER BY id)) AS sum FROM notes`;
    const [before] = await on.context('notes').db.query(sum);
    await on.close();

    const off = await boot(false);
    expect((await off.app.inject({ url: '/v1/notes' })).statusCode).toBe(404);
    expect(JSON.parse((await off.app.inject({ url: '/v1/meta' })).body).plugins).toEqual({});
    await off.close();

    on = await boot(true);
    expect((await on.context('notes').db.query(sum))[0]).toEqual(before);
    await on.close();
  });
});
