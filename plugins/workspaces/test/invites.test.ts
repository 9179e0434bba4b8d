import { buildTestServer, type TestServer, type TestUser } from '@teambrain/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import plugin from '../server/index.js';

let server: TestServer;
let owner: TestUser;
let member: TestUser;
let url: string;
let count = 0;

beforeAll(async () => {
  const config = {
    auth: { registration: 'open' },
    plugins: { workspaces: { inviteUrl: 'https://tb.example/join/' } },
  };
  server = await buildTestServer({ plugins: [plugin], config: config as never });
  owner = await server.register('olga');
  member = await server.register('mara');
  const made = await owner.inject({ method: 'POST', url: '/v1/workspaces', body: { name: 'Team' } });
  url = `/v1/workspaces/${made.body.id}`;
  await owner.inject({ method: 'POST', url: `${url}/members`, body: { userId: member.user.id } });
});
afterAll(() => server?.close());

const newcomer = () => server.register(`new-${++count}`);
const invite = (by: TestUser, body: object = {}) =>
  by.inject({ method: 'POST', url: `${url}/invites`, body });
const accept = (by: TestUser, token: string, body?: object) =>
  by.inject({ method: 'POST', url: `/v1/invites/${token}/accept`, ...(body === undefined ? {} : { body }) });

describe('an invitation', () => {
  it('shows its code once, keeps only its hash, and lets people in with its role', async () => {
    const made = await invite(owner, { role: 'viewer', maxUses: 2 });
    expect(made.status).toBe(201);
    expect(made.headers['cache-control']).toBe('no-store');
    const { token, url: link, ...rest } = made.body;
    expect(token).toMatch(/^[\w-]{22}$/);
    expect(link).toBe(`https://tb.example/join/${token}`);
    expect(rest).toMatchObject({ role: 'viewer', uses: 0, maxUses: 2 });

    const listed = await owner.inject({ url: `${url}/invites` });
    const trail = await owner.inject({ url: `${url}/audit?limit=100` });
    for (const answer of [listed, trail]) expect(answer.raw.body).not.toContain(token);
    expect(listed.body.items.map(({ id }: { id: string }) => id)).toContain(made.body.id);
    const db = server.context('workspaces').db;
    const rows = await db.query<{ row: string }>('select i::text as row from workspace_invites i');
    expect(rows.map(({ row }) => row).join()).not.toContain(token);

    const guest = await newcomer();
    const joined = await accept(guest, token);
    expect(joined.status).toBe(200);
    expect(joined.body).toMatchObject({ role: 'viewer', name: 'Team' });
    expect((await guest.inject({ url })).body.role).toBe('viewer');
  });

  it('is used as often as it says, also by many at once, and not by those who are in already', async () => {
    const { token } = (await invite(owner, { maxUses: 2 })).body;
    const before = (await owner.inject({ url })).body;
    expect((await accept(owner, token)).body.role).toBe('owner');
    const people = [await newcomer(), await newcomer(), await newcomer(), await newcomer()];
    const answers = await Promise.all(people.map((person) => accept(person, token)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 404, 404]);
    const late = await accept(await newcomer(), token);
    expect([late.status, late.body.code]).toEqual([404, 'workspace_invite_invalid']);
    expect((await owner.inject({ url })).body.memberCount).toBe(before.memberCount + 2);
  });

  it('takes its role from nowhere else', async () => {
    const { token } = (await invite(owner, { role: 'viewer' })).body;
    const person = await newcomer();
    expect((await accept(person, token, { role: 'admin' })).status).toBe(400);
    expect((await accept(person, token, {})).body.role).toBe('viewer');
    for (const role of ['owner', 'king']) expect((await invite(owner, { role })).status).toBe(400);
    expect((await invite(owner, { roomId: '0192f0a0-0000-7000-8000-000000000000' })).status).toBe(400);
  });

  it('for an address is good for that account alone', async () => {
    const { body } = await invite(owner, { email: 'Addressed@Example.com' });
    expect(body).toMatchObject({ email: 'addressed@example.com', maxUses: 1 });
    const wrong = await accept(await newcomer(), body.token);
    expect([wrong.status, wrong.body.code]).toEqual([403, 'workspace_invite_addressed']);
    const right = await server.register('addressed');
    expect((await accept(right, body.token)).status).toBe(200);
  });

  it('is void once it is revoked, expired, or its workspace deleted', async () => {
    const one = (await invite(owner)).body;
    expect((await owner.inject({ method: 'DELETE', url: `/v1/invites/${one.id}` })).status).toBe(204);
    expect((await owner.inject({ method: 'DELETE', url: `/v1/invites/${one.id}` })).status).toBe(404);
    const two = (await invite(owner)).body;
    await server
      .context('workspaces')
      .db.query("update workspace_invites set expires_at = now() - interval '1 second' where id = $1", [
        two.id,
      ]);
    const gone = (await owner.inject({ method: 'POST', url: '/v1/workspaces', body: { name: 'Gone' } })).body;
    const three = (await owner.inject({ method: 'POST', url: `/v1/workspaces/${gone.id}/invites`, body: {} }))
      .body;
    await owner.inject({ method: 'DELETE', url: `/v1/workspaces/${gone.id}` });
    const person = await newcomer();
    for (const { token } of [one, two, three, { token: 'x'.repeat(22) }]) {
      const refused = await accept(person, token);
      expect([refused.status, refused.body.code]).toEqual([404, 'workspace_invite_invalid']);
    }
    const { body } = await owner.inject({ url: `${url}/invites` });
    const ids = body.items.map(({ id }: { id: string }) => id);
    expect(ids).not.toContain(one.id);
    expect(ids).not.toContain(two.id);
  });

  it('is made by members where the workspace allows it, and revoked by whoever made it', async () => {
    expect((await invite(member)).status).toBe(403);
    expect((await member.inject({ url: `${url}/invites` })).status).toBe(403);
    await owner.inject({ method: 'PATCH', url, body: { membersMayInvite: true } });
    const mine = await invite(member, { role: 'member' });
    expect(mine.status).toBe(201);
    expect((await invite(member, { role: 'admin' })).status).toBe(403);
    const theirs = (await invite(owner)).body;
    expect((await member.inject({ method: 'DELETE', url: `/v1/invites/${theirs.id}` })).status).toBe(403);
    expect((await member.inject({ method: 'DELETE', url: `/v1/invites/${mine.body.id}` })).status).toBe(204);
    const person = await newcomer();
    expect((await person.inject({ method: 'DELETE', url: `/v1/invites/${theirs.id}` })).status).toBe(404);
    expect((await invite(person)).status).toBe(404);
  });
});

it('lets people register with a code where registration asks for one', async () => {
  const closed = await buildTestServer({
    plugins: [plugin],
    config: { auth: { registration: 'invite' } } as never,
  });
  const service = closed.context('workspaces').use('workspaces');
  const users = closed.context('workspaces').users;
  const host = await users.provision({
    kind: 'user',
    username: 'host',
    displayName: 'Host',
    source: 'test',
    sourceId: '1',
  });
  const workspace = await service.create({ name: 'Private', ownerId: host.id });
  const { token } = await service.invite(workspace.id, host.id, { email: 'friend@example.com' });
  const register = (name: string, invite?: string) =>
    closed.inject({
      method: 'POST',
      url: '/v1/auth/register',
      body: {
        email: `${name}@example.com`,
        username: name,
        password: 'correct horse battery staple 7',
        ...(invite === undefined ? {} : { invite }),
      },
    });
  expect((await register('friend')).status).toBe(403);
  expect((await register('friend', 'wrong')).status).toBe(403);
  expect((await register('other', token)).status).toBe(403);
  const friend = await register('friend', token);
  expect(friend.status).toBe(201);
  const joined = await closed.inject({
    method: 'POST',
    url: `/v1/invites/${token}/accept`,
    token: friend.body.accessToken,
  });
  expect(joined.body).toMatchObject({ name: 'Private', role: 'member' });
  await closed.close();
});

it('stops guessing after ten wrong codes a minute, whoever is signed in', async () => {
  const strict = await buildTestServer({ plugins: [plugin], config: { limits: { factor: 1 } } });
  const [one, two] = [await strict.register('one'), await strict.register('two')];
  const guess = (by: TestUser, i: number) =>
    by.inject({ method: 'POST', url: `/v1/invites/${String(i).padStart(22, 'x')}/accept` });
  const statuses: number[] = [];
  for (let i = 0; i < 9; i++) statuses.push((await guess(one, i)).status);
  for (let i = 0; i < 4; i++) statuses.push((await guess(two, i)).status);
  expect(statuses).toEqual([...Array(10).fill(404), 429, 429, 429]);
  const last = await guess(two, 99);
  expect(last.body.code).toBe('rate_limited');
  expect(Number(last.headers['retry-after'])).toBeGreaterThan(0);
  await strict.close();
});
