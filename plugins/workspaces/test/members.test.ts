import { buildTestServer, type TestServer, type TestUser } from '@teambrain/core/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import plugin from '../server/index.js';

describe('members over HTTP', () => {
  let server: TestServer;
  let owner: TestUser;
  let admin: TestUser;
  let other: TestUser;
  let member: TestUser;
  let stranger: TestUser;
  let url: string;
  let workspaceId: string;

  const setRole = (by: TestUser, whom: TestUser, role: string) =>
    by.inject({ method: 'PATCH', url: `${url}/members/${whom.user.id}`, body: { role } });
  const add = (by: TestUser, whom: TestUser, role?: string) =>
    by.inject({
      method: 'POST',
      url: `${url}/members`,
      body: { userId: whom.user.id, ...(role === undefined ? {} : { role }) },
    });
  const remove = (by: TestUser, whom: TestUser) =>
    by.inject({ method: 'DELETE', url: `${url}/members/${whom.user.id}` });
  const version = async () => {
    const head = await server.context('workspaces').realtime.channel('workspace', workspaceId).head();
    return head?.version;
  };
  const roleOf = async (who: TestUser) => {
    const { body } = await owner.inject({ url: `${url}/members?limit=100` });
    return body.items.find((item: { user: { id: string } }) => item.user.id === who.user.id)?.role;
  };

  beforeAll(async () => {
    server = await buildTestServer({ plugins: [plugin] });
    [owner, admin, other, member, stranger] = await server.registerAll(
      'olga',
      'adam',
      'otto',
      'mara',
      'xaver',
    );
    workspaceId = (await owner.inject({ method: 'POST', url: '/v1/workspaces', body: { name: 'Team' } })).body
      .id;
    url = `/v1/workspaces/${workspaceId}`;
    await add(owner, admin, 'admin');
    await add(owner, other, 'admin');
    await add(owner, member);
  });
  afterAll(() => server?.close());

  it('are added by owner and admin with a role below owner, once', async () => {
    const added = await add(admin, stranger, 'viewer');
    expect(added.status).toBe(201);
    expect(added.body).toMatchObject({ user: { username: 'xaver', kind: 'user' }, role: 'viewer' });
    expect(added.body.user).not.toHaveProperty('email');
    const twice = await add(owner, stranger, 'admin');
    expect([twice.status, twice.body.code, twice.body.current.role]).toEqual([
      409,
      'workspace_member_exists',
      'viewer',
    ]);
    expect((await add(admin, stranger, 'owner')).status).toBe(403);
    expect((await add(member, stranger)).status).toBe(403);
    const nobody = await owner.inject({
      method: 'POST',
      url: `${url}/members`,
      body: { userId: '0192f0a0-0000-7000-8000-000000000000' },
    });
    expect([nobody.status, nobody.body.code]).toEqual([422, 'workspace_user_unknown']);
    await remove(owner, stranger);
  });

  it('are listed page by page in order of joining', async () => {
    const first = await member.inject({ url: `${url}/members?limit=3` });
    expect(first.body.items.map((item: { role: string }) => item.role)).toEqual(['owner', 'admin', 'admin']);
    const second = await member.inject({ url: `${url}/members?limit=3&cursor=${first.body.nextCursor}` });
    expect(second.body.items.map((item: { user: { username: string } }) => item.user.username)).toEqual([
      'mara',
    ]);
    expect(second.body.nextCursor).toBeNull();
    expect((await stranger.inject({ url: `${url}/members` })).status).toBe(404);
  });

  it('change roles by the matrix, and every change moves the rights version', async () => {
    const before = await version();
    expect((await setRole(admin, member, 'viewer')).body.role).toBe('viewer');
    const after = await version();
    expect(after).not.toBe(before);
    expect((await setRole(admin, member, 'viewer')).status).toBe(200);
    expect(await version()).toBe(after);
    expect((await setRole(member, admin, 'viewer')).status).toBe(403);
    expect((await setRole(admin, admin, 'owner')).status).toBe(403);
    expect((await setRole(admin, owner, 'member')).status).toBe(403);
    expect((await setRole(stranger, member, 'admin')).status).toBe(404);
    expect((await setRole(owner, stranger, 'admin')).status).toBe(404);
    expect((await setRole(admin, member, 'king')).status).toBe(400);
    const alone = await setRole(owner, owner, 'member');
    expect([alone.status, alone.body.code]).toEqual([409, 'workspace_last_owner']);
    await setRole(admin, member, 'member');
  });

  it('hand over the workspace, which always has exactly one owner', async () => {
    expect((await setRole(owner, admin, 'owner')).body.role).toBe('owner');
    expect([await roleOf(owner), await roleOf(admin)]).toEqual(['admin', 'owner']);
    const both = await Promise.all([setRole(admin, owner, 'owner'), setRole(admin, other, 'owner')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 403]);
    const { body } = await owner.inject({ url: `${url}/members?limit=100` });
    const owners = body.items.filter((item: { role: string }) => item.role === 'owner');
    expect(owners.length).toBe(1);
    const present = owners[0].user.id === owner.user.id ? owner : other;
    if (present !== owner) await setRole(present, owner, 'owner');
    expect(await roleOf(owner)).toBe('owner');
  });

  it('leave, but not the owner, and lose everything with it', async () => {
    const left = await remove(owner, owner);
    expect([left.status, left.body.code]).toEqual([409, 'workspace_last_owner']);
    await add(owner, stranger);
    expect((await remove(member, stranger)).status).toBe(403);
    expect((await remove(admin, owner)).status).toBe(403);
    const before = await version();
    expect((await remove(stranger, stranger)).status).toBe(204);
    expect(await version()).not.toBe(before);
    expect((await stranger.inject({ url })).status).toBe(404);
    expect((await remove(stranger, stranger)).status).toBe(404);
  });

  it('see the profiles of those they meet, and no others', async () => {
    const profile = (by: TestUser, of: TestUser) => by.inject({ url: `/v1/users/${of.user.id}` });
    expect((await profile(member, owner)).status).toBe(200);
    expect((await profile(stranger, owner)).status).toBe(404);
    expect((await profile(owner, stranger)).status).toBe(404);
  });

  it('hold nothing any more when they deactivate their account, and an owner leaves it to an admin', async () => {
    const leaving = await server.register('lena');
    const made = await leaving.inject({ method: 'POST', url: '/v1/workspaces', body: { name: 'Heirs' } });
    const heirs = `/v1/workspaces/${made.body.id}`;
    const body = { userId: admin.user.id, role: 'admin' };
    await leaving.inject({ method: 'POST', url: `${heirs}/members`, body });
    expect((await leaving.inject({ method: 'DELETE', url: '/v1/users/me' })).status).toBe(204);
    await vi.waitFor(async () => {
      const seen = await admin.inject({ url: heirs });
      expect(seen.body).toMatchObject({ role: 'owner', memberCount: 1 });
    });
    const { body: list } = await admin.inject({ url: `${heirs}/members` });
    expect(list.items.map((item: { user: { username: string } }) => item.user.username)).toEqual(['adam']);
    const role = await server.context('workspaces').use('workspaces').roleOf(made.body.id, leaving.user.id);
    expect(role).toBeNull();
  });
});
