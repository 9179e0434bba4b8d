import { buildTestInstances, type TestServer, type TestUser } from '@teambrain/core/testing';
import { describe, expect, it } from 'vitest';
import { plugins } from './world.js';

// Needs a database that several processes can open: set TEST_DATABASE_URL (and TEST_REDIS_URL for shared counters).
describe.skipIf(!process.env.TEST_DATABASE_URL)('rooms over two instances', () => {
  let servers: TestServer[];
  let owner: TestUser;
  let crowd: TestUser[];
  let workspaceId: string;

  async function setUp(people: number, config: object = {}): Promise<void> {
    servers = await buildTestInstances(2, { plugins, config });
    const [one] = servers as [TestServer, TestServer];
    owner = await one.register('owner');
    workspaceId = (await owner.inject({ method: 'POST', url: '/v1/workspaces', body: { name: 'Works' } }))
      .body.id;
    const { addMember } = one.context('workspaces').use('workspaces');
    crowd = await Promise.all(Array.from({ length: people }, (_, index) => one.register(`person${index}`)));
    for (const { user } of crowd) await addMember(workspaceId, user.id, 'member');
  }
  const on = (index: number) => servers[index % servers.length] as TestServer;
  const room = async (body: object) =>
    (
      await owner.inject({
        method: 'POST',
        url: '/v1/workspaces/works/rooms',
        body: { name: 'Room', ...body },
      })
    ).body;

  it('let exactly as many of fifty in as there are places', { timeout: 60_000 }, async () => {
    await setUp(50);
    const { id } = await room({ visibility: 'public', maxMembers: 11 });
    const answers = await Promise.all(
      crowd.map(({ token }, index) =>
        on(index).inject({ method: 'POST', url: `/v1/rooms/${id}/join`, token, body: {} }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
    expect(answers.filter(({ body }) => body.code === 'room_full')).toHaveLength(40);
    const after = (await owner.inject({ url: `/v1/rooms/${id}` })).body;
    expect([after.memberCount, after.seq]).toEqual([11, 10]);
  });

  it('make one direct room, and lose no role change', async () => {
    await setUp(2);
    const [ann, ben] = crowd as [TestUser, TestUser];
    const made = await Promise.all(
      [ann, ben, ann, ben, ann, ben].map(({ token }, index) =>
        on(index).inject({
          method: 'POST',
          url: '/v1/workspaces/works/direct',
          token,
          body: { userIds: [ann.user.id, ben.user.id] },
        }),
      ),
    );
    expect(new Set(made.map(({ body }) => body.id)).size).toBe(1);
    const { id } = await room({});
    for (const { user } of crowd)
      await owner.inject({
        method: 'POST',
        url: `/v1/rooms/${id}/members`,
        body: { userId: user.id, role: 'admin' },
      });
    const change = (index: number, by: TestUser, of: TestUser, role: string) =>
      on(index).inject({
        method: 'PATCH',
        url: `/v1/rooms/${id}/members/${of.user.id}`,
        token: by.token,
        body: { role },
      });
    const both = await Promise.all([change(0, ann, ben, 'viewer'), change(1, ben, ann, 'viewer')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 403]);
  });

  it('see a removal at the next request', async () => {
    await setUp(1);
    const [ann] = crowd as [TestUser];
    const { id } = await room({});
    await owner.inject({ method: 'POST', url: `/v1/rooms/${id}/members`, body: { userId: ann.user.id } });
    for (let round = 0; round < 10; round++) {
      const read = await on(1).inject({ url: `/v1/rooms/${id}/members`, token: ann.token });
      expect(read.status).toBe(200);
      await owner.inject({ method: 'DELETE', url: `/v1/rooms/${id}/members/${ann.user.id}` });
      const after = await on(1).inject({ url: `/v1/rooms/${id}/members`, token: ann.token });
      expect(after.status).toBe(404);
      await owner.inject({ method: 'POST', url: `/v1/rooms/${id}/members`, body: { userId: ann.user.id } });
    }
  });

  it.skipIf(!process.env.TEST_REDIS_URL)('count guesses of a password together', async () => {
    await setUp(1, { limits: { factor: 1 }, auth: {}, plugins: { rooms: { passwordTriesPerUser: 4 } } });
    const [ann] = crowd as [TestUser];
    const { id } = await room({ visibility: 'password', password: 'sesame' });
    const statuses: number[] = [];
    for (let index = 0; index < 6; index++) {
      const answer = await on(index).inject({
        method: 'POST',
        url: `/v1/rooms/${id}/join`,
        token: ann.token,
        body: { password: 'wrong' },
      });
      statuses.push(answer.status);
    }
    expect(statuses).toEqual([403, 403, 403, 403, 429, 429]);
  });
});
