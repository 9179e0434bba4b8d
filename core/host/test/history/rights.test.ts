import type { TestUser } from '@teambrain/core/testing';
import { openRoomWorld, type RoomWorld } from '@teambrain/plugin-rooms/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { memoOf } from './memos.js';
import { memos } from './memos-plugin.js';

let world: RoomWorld;
beforeAll(async () => {
  world = await openRoomWorld({ plugins: [memos] });
});

const reads = ['versions', 'versions/1', 'diff', 'changelog'] as const;

const rollback = (by: TestUser, url: string, body: object, headers: Record<string, string> = {}) =>
  by.inject({ method: 'POST', url: `${url}/rollback`, body, headers });

describe('the right to a history', () => {
  it.each(reads)('lets everybody read %s who reads the thing, and nobody else', async (path) => {
    const { url } = await memoOf(world, [{ title: 'A' }, { title: 'B' }]);
    const statusFor = async (user: TestUser) => (await user.inject({ url: `${url}/${path}` })).status;
    expect(await statusFor(world.owner)).toBe(200);
    expect(await statusFor(world.viewer)).toBe(200);
    expect(await statusFor(world.stranger)).toBe(404);
    expect(await statusFor(world.outsider)).toBe(404);
    expect((await world.server.inject({ url: `${url}/${path}` })).status).toBe(401);
  });

  it('lets those bring a version back who may change the thing', async () => {
    const { url } = await memoOf(world, [{ title: 'A' }, { title: 'B' }]);
    const body = { version: 1 };
    expect((await rollback(world.viewer, url, body)).status).toBe(403);
    expect((await rollback(world.stranger, url, body)).status).toBe(404);
    expect((await rollback(world.outsider, url, body)).status).toBe(404);
    expect((await rollback(world.admin, url, body)).status).toBe(200);
  });

  it('ends with the removal from the room', async () => {
    const { url } = await memoOf(world, [{ title: 'A' }]);
    const member = `/v1/rooms/${world.roomId}/members/${world.viewer.user.id}`;
    expect((await world.owner.inject({ method: 'DELETE', url: member })).status).toBe(204);
    for (const path of reads) expect((await world.viewer.inject({ url: `${url}/${path}` })).status).toBe(404);
    const back = { userId: world.viewer.user.id, role: 'viewer' };
    await world.owner.inject({ method: 'POST', url: `/v1/rooms/${world.roomId}/members`, body: back });
  });

  it('asks the plugin on every route whether this thing may be seen', async () => {
    const { url } = await memoOf(world, [{ title: 'open' }, { title: 'secret' }]);
    for (const path of reads) {
      expect((await world.owner.inject({ url: `${url}/${path}` })).status).toBe(200);
      expect((await world.admin.inject({ url: `${url}/${path}` })).status).toBe(404);
    }
    expect((await rollback(world.admin, url, { version: 1 })).status).toBe(404);
  });

  it('finds nothing under another id', async () => {
    const unknown = '/v1/memos/01900000-0000-7000-8000-000000000000';
    for (const path of reads) {
      expect((await world.owner.inject({ url: `${unknown}/${path}` })).status).toBe(404);
      expect((await world.owner.inject({ url: `/v1/memos/x/${path}` })).status).toBe(400);
    }
  });

  it('shows an author who has left as the account says', async () => {
    const { url } = await memoOf(world, [{ title: 'A' }], world.admin);
    const leaving = await world.server.register('leo');
    const { user } = leaving;
    for (const [place, role] of [
      [`workspaces/${world.workspaceId}`, 'member'],
      [`rooms/${world.roomId}`, 'admin'],
    ] as const)
      await world.owner.inject({
        method: 'POST',
        url: `/v1/${place}/members`,
        body: { userId: user.id, role },
      });
    expect((await leaving.inject({ method: 'PUT', url, body: { title: 'B' } })).status).toBe(200);
    const authorsBefore = await world.viewer.inject({ url: `${url}/versions` });
    expect(authorsBefore.body.items[0].author.displayName).toBe('leo');
    expect((await leaving.inject({ method: 'DELETE', url: '/v1/users/me' })).status).toBe(204);
    const shown = (await world.owner.inject({ url: `/v1/users/${user.id}` })).body;
    const { body } = await world.viewer.inject({ url: `${url}/versions` });
    expect(body.items[0].author).toMatchObject({ id: user.id });
    if (shown.displayName) expect(body.items[0].author.displayName).toBe(shown.displayName);
  });
});

describe('the documents of the API', () => {
  it('name the routes and the live event of a history', async () => {
    const { body } = await world.server.inject({ url: '/openapi.json' });
    const operations = Object.entries<Record<string, { operationId: string }>>(body.paths).flatMap(
      ([path, methods]) =>
        Object.entries(methods).map(([method, { operationId }]) => `${method} ${path} ${operationId}`),
    );
    expect(operations).toEqual(
      expect.arrayContaining([
        'get /v1/memos/{memoId}/versions memos.versions',
        'get /v1/memos/{memoId}/versions/{version} memos.version',
        'get /v1/memos/{memoId}/diff memos.diff',
        'get /v1/memos/{memoId}/changelog memos.changelog',
        'post /v1/memos/{memoId}/rollback memos.rollback',
      ]),
    );
    const channels = await world.server.inject({ url: '/asyncapi.json' });
    expect(channels.raw.body).toContain('memo.version_created');
  });
});

describe('bringing a version back', () => {
  it.each(['json', 'msgpack'] as const)(
    'refuses a stale base with the present state, in %s',
    async (format) => {
      const { id, url } = await memoOf(world, [{ title: 'A' }, { title: 'B' }, { title: 'C' }]);
      const conflict = { status: 409, code: 'version_conflict', current: { id, title: 'C', version: 3 } };
      const ask = (body: object, headers: Record<string, string> = {}) =>
        world.owner.inject({ method: 'POST', url: `${url}/rollback`, body, headers, format });
      expect((await ask({ version: 1, baseVersion: 2 })).body).toMatchObject(conflict);
      expect((await ask({ version: 1 }, { 'if-match': '"2"' })).body).toMatchObject(conflict);
      expect((await ask({ version: 3, baseVersion: 2 })).body).toMatchObject(conflict);
      expect((await ask({ version: 1 }, { 'if-match': '"3"' })).body).toMatchObject({
        title: 'A',
        version: 4,
      });
    },
  );

  it('refuses a version that was never, and one that changes nothing', async () => {
    const { url } = await memoOf(world, [{ title: 'A' }, { title: 'B' }, { title: 'A' }]);
    expect((await rollback(world.owner, url, { version: 9 })).body).toMatchObject({
      status: 404,
      detail: 'There is no version 9.',
    });
    expect((await rollback(world.owner, url, { version: 1 })).body).toMatchObject({
      status: 422,
      code: 'unprocessable',
      detail: 'It is already as it was at version 1.',
    });
    expect((await rollback(world.viewer, url, { version: 1 })).status).toBe(403);
    expect((await rollback(world.owner, url, { version: 1, baseVersion: 2 })).status).toBe(409);
    expect((await rollback(world.owner, url, { version: 0 })).status).toBe(400);
    expect((await rollback(world.owner, url, { version: 3_000_000_000 })).status).toBe(400);
    expect((await world.owner.inject({ url: `${url}/versions` })).body.items).toHaveLength(3);
    const same = { method: 'PUT', url, body: { title: 'A', baseVersion: 3 } } as const;
    expect((await world.owner.inject(same)).body.version).toBe(4);
  });
});
