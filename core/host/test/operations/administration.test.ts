import { buildTestServer, type TestServer, type TestUser } from '@teambrain/core/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { notes } from '../support/notes.js';

let server: TestServer;
let root: TestUser;
let ada: TestUser;

beforeAll(async () => {
  server = await buildTestServer({ plugins: [notes] });
  root = await server.register('root');
  ada = await server.register('ada');
  return () => server.close();
});

describe('administration', () => {
  it.each(['plugins', 'health', 'limits', 'users', 'jobs'])(
    'of %s is for server admins alone',
    async (what) => {
      const url = `/v1/admin/${what}`;
      for (const format of ['json', 'msgpack'] as const) {
        expect((await root.inject({ url, format })).status).toBe(200);
        expect((await ada.inject({ url, format })).status).toBe(403);
        expect((await server.inject({ url, format })).status).toBe(401);
      }
    },
  );

  it('shows plugins with their faults', async () => {
    await server.inject({ url: '/v1/fail?how=throw' });
    const { body } = await root.inject({ url: '/v1/admin/plugins' });
    expect(body.items).toEqual([
      expect.objectContaining({
        name: 'notes',
        version: '1.2.3',
        mounted: true,
        enabled: true,
        suspendedFor: 0,
        faults: 1,
        recentFaults: [
          expect.objectContaining({ where: 'route', message: expect.stringContaining('canary-7d1f') }),
        ],
      }),
    ]);
  });

  it('shows the health of the instance and the limit of each operation', async () => {
    const health = (await root.inject({ url: '/v1/admin/health' })).body;
    expect(health).toMatchObject({
      version: expect.any(String),
      checks: { database: 'ok', migrations: 'ok' },
      sockets: 0,
    });
    const limits = (await root.inject({ url: '/v1/admin/limits' })).body;
    const window = { windowSeconds: 60 };
    const login = { operation: 'auth.login', bucket: 'auth', max: 5000, ...window };
    expect(limits.items).toContainEqual(login);
    expect(limits.items).toContainEqual({
      operation: 'notes.list',
      bucket: 'default',
      max: 100_000,
      ...window,
    });
  });

  it('pages through accounts, newest first, and finds them by name', async () => {
    const first = (await root.inject({ url: '/v1/admin/users?limit=1' })).body;
    expect(first.items.map(({ username }: { username: string }) => username)).toEqual(['ada']);
    const second = (await root.inject({ url: `/v1/admin/users?limit=1&cursor=${first.nextCursor}` })).body;
    expect(second).toMatchObject({ items: [{ username: 'root', roles: ['admin'] }], nextCursor: null });
    const found = (await root.inject({ url: '/v1/admin/users?q=AD' })).body;
    expect(found.items).toHaveLength(1);
    expect(
      (await root.inject({ url: `/v1/admin/users?q=${encodeURIComponent("' or 1=1 --")}` })).body.items,
    ).toEqual([]);
    expect(JSON.stringify(first)).not.toMatch(/hash|email|password/i);
  });
});
