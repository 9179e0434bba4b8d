import { beforeAll, describe, expect, it } from 'vitest';
import { buildWorld, type Person, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await buildWorld();
});

const send = (who: Person, method: 'POST' | 'PATCH' | 'DELETE', url: string, body?: unknown) =>
  world.people[who].inject({ method, url: `/v1${url}`, ...(body === undefined ? {} : { body }) });
const roleOf = async (who: Person, roomId: string) =>
  (await world.people[who].inject({ url: `/v1/rooms/${roomId}` })).body.role;
const idOf = (who: Person) => world.people[who].user.id;

describe('joining', () => {
  it('opens public rooms to members of the workspace, once', async () => {
    const { id } = await world.room('public');
    const joined = await send('xaver', 'POST', `/rooms/${id}/join`);
    expect(joined.status).toBe(200);
    expect(joined.body).toMatchObject({ role: 'member', memberCount: 5, unread: 0 });
    const again = await send('xaver', 'POST', `/rooms/${id}/join`, {});
    expect(again.body.memberCount).toBe(5);
    expect((await send('guste', 'POST', `/rooms/${id}/join`, {})).status).toBe(404);
    expect((await send('tom', 'POST', `/rooms/${id}/join`, {})).status).toBe(404);
  });

  it('leaves private and invite rooms to those who are let in', async () => {
    for (const visibility of ['private', 'invite', 'personal']) {
      const { id } = await world.room(visibility);
      expect((await send('xaver', 'POST', `/rooms/${id}/join`, {})).status).toBe(404);
    }
    const { id } = await world.room('private');
    expect((await send('walter', 'POST', `/rooms/${id}/join`, {})).status).toBe(200);
  });

  it('asks for the right password', async () => {
    const { id } = await world.room('password');
    const join = (body: object) => send('xaver', 'POST', `/rooms/${id}/join`, body);
    expect((await join({})).body.code).toBe('room_password_required');
    const wrong = await join({ password: 'Sesame' });
    expect(wrong.status).toBe(403);
    expect(wrong.body.code).toBe('room_password_wrong');
    expect((await world.people.xaver.inject({ url: `/v1/rooms/${id}/members` })).status).toBe(403);
    expect((await join({ password: 'sesame' })).status).toBe(200);
    await send('olga', 'PATCH', `/rooms/${id}`, { password: 'changed' });
    expect(await roleOf('xaver', id)).toBe('member');
    await send('xaver', 'POST', `/rooms/${id}/leave`);
    expect((await join({ password: 'sesame' })).body.code).toBe('room_password_wrong');
  });

  it('counts guesses by user and by room', async () => {
    // The factor doubles every limit: 4 guesses for a user, 10 for a room.
    const strict = await buildWorld({
      limits: { factor: 2 },
      plugins: { rooms: { passwordTriesPerUser: 2, passwordTriesPerRoom: 5 } },
    });
    const { id } = await strict.room('password');
    await strict.people.wanda.inject({
      method: 'PATCH',
      url: `/v1/workspaces/works/members/${strict.people.guste.user.id}`,
      body: { role: 'member' },
    });
    for (const who of ['mia', 'vera'] as const)
      await strict.people[who].inject({ method: 'POST', url: `/v1/rooms/${id}/leave` });
    const guess = async (who: Person, times: number, password = 'wrong') => {
      const statuses: number[] = [];
      for (let index = 0; index < times; index++) {
        const answer = await strict.people[who].inject({
          method: 'POST',
          url: `/v1/rooms/${id}/join`,
          body: { password },
        });
        statuses.push(answer.status);
        if (answer.status === 429) expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
      }
      return statuses;
    };
    expect(await guess('xaver', 6)).toEqual([403, 403, 403, 403, 429, 429]);
    expect(await guess('mia', 4)).toEqual([403, 403, 403, 403]);
    expect(await guess('vera', 3)).toEqual([403, 403, 429]);
    expect(await guess('guste', 1, 'sesame')).toEqual([429]);
  });

  it('fills a room to the last place and no further', async () => {
    const { id } = await world.room('public', { maxMembers: 14 });
    const crowd = await Promise.all(
      Array.from({ length: 25 }, (_, index) => world.server.register(`crowd${index}`)),
    );
    const { addMember } = world.server.context('workspaces').use('workspaces');
    for (const { user } of crowd) await addMember(world.workspaceId, user.id, 'member');
    const answers = await Promise.all(
      crowd.map((person) => person.inject({ method: 'POST', url: `/v1/rooms/${id}/join`, body: {} })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
    expect(answers.filter(({ body }) => body.code === 'room_full')).toHaveLength(15);
    const full = await send('olga', 'POST', `/rooms/${id}/members`, { userId: idOf('xaver') });
    expect(full.body.code).toBe('room_full');
    const imported = await world.server.context('rooms').users.provision({
      kind: 'user',
      username: 'old-timer',
      displayName: 'Old Timer',
      source: 'irc',
      sourceId: 'old-timer',
    });
    await world.server.context('rooms').use('rooms').addMember(id, imported.id, 'member');
    const room = (await world.people.olga.inject({ url: `/v1/rooms/${id}` })).body;
    expect(room.memberCount).toBe(15);
    const left = crowd.find((_, index) => answers[index]?.status === 200);
    await left?.inject({ method: 'POST', url: `/v1/rooms/${id}/leave` });
    expect((await send('olga', 'POST', `/rooms/${id}/members`, { userId: idOf('xaver') })).status).toBe(201);
  });
});

describe('leaving', () => {
  it('ends at once, and the owner hands over first', async () => {
    const { id } = await world.room();
    expect((await send('mia', 'POST', `/rooms/${id}/leave`)).status).toBe(204);
    expect((await world.people.mia.inject({ url: `/v1/rooms/${id}` })).status).toBe(404);
    expect((await send('mia', 'POST', `/rooms/${id}/leave`)).status).toBe(404);
    const owner = await send('olga', 'POST', `/rooms/${id}/leave`);
    expect(owner.status).toBe(409);
    expect(owner.body.code).toBe('room_last_owner');
    const handed = await send('olga', 'PATCH', `/rooms/${id}/members/${idOf('anna')}`, { role: 'owner' });
    expect(handed.status).toBe(200);
    expect(await roleOf('olga', id)).toBe('admin');
    expect(await roleOf('anna', id)).toBe('owner');
    expect((await send('olga', 'POST', `/rooms/${id}/leave`)).status).toBe(204);
  });

  it('of the workspace ends every room of it at once and hands owned ones on', async () => {
    const { id } = await world.room();
    const leaver = await world.server.register('leaver');
    const workspaces = world.server.context('workspaces').use('workspaces');
    await workspaces.addMember(world.workspaceId, leaver.user.id, 'member');
    await send('olga', 'POST', `/rooms/${id}/members`, { userId: leaver.user.id });
    await send('olga', 'PATCH', `/rooms/${id}/members/${leaver.user.id}`, { role: 'owner' });
    const removed = await send(
      'wanda',
      'DELETE',
      `/workspaces/${world.workspaceId}/members/${leaver.user.id}`,
    );
    expect(removed.status).toBe(204);
    expect((await leaver.inject({ url: `/v1/rooms/${id}` })).status).toBe(404);
    await expect
      .poll(async () => (await world.people.olga.inject({ url: `/v1/rooms/${id}` })).body)
      .toMatchObject({
        role: 'owner',
        memberCount: 4,
      });
    await workspaces.addMember(world.workspaceId, leaver.user.id, 'member');
    expect((await leaver.inject({ url: `/v1/rooms/${id}` })).status).toBe(404);
  });
});

describe('members', () => {
  it('are listed page by page, in order of joining', async () => {
    const { id } = await world.room();
    const list = (query: string) => world.people.vera.inject({ url: `/v1/rooms/${id}/members${query}` });
    const first = await list('?limit=2');
    expect(first.body.items.map((member: { role: string }) => member.role)).toEqual(['owner', 'admin']);
    expect(Object.keys(first.body.items[0]).sort()).toEqual(['joinedAt', 'role', 'user']);
    const second = await list(`?limit=2&cursor=${first.body.nextCursor}`);
    expect(second.body.items.map((member: { user: { username: string } }) => member.user.username)).toEqual([
      'mia',
      'vera',
    ]);
    expect(second.body.nextCursor).toBeNull();
    expect((await list('?cursor=bm9wZQ')).status).toBe(400);
  });

  it('come from the workspace, and once', async () => {
    const { id } = await world.room();
    const add = (who: Person, userId: string, role?: string) =>
      send(who, 'POST', `/rooms/${id}/members`, { userId, ...(role ? { role } : {}) });
    expect((await add('anna', idOf('mia'))).body.code).toBe('room_member_exists');
    expect((await add('anna', idOf('tom'))).status).toBe(404);
    expect((await add('anna', '0190a000-0000-7000-8000-000000000000')).status).toBe(404);
    expect((await add('olga', idOf('xaver'), 'owner')).status).toBe(403);
    expect((await add('mia', idOf('xaver'))).status).toBe(403);
    expect((await add('tom', idOf('tom'))).status).toBe(404);
    const added = await add('anna', idOf('guste'), 'member');
    expect(added.status).toBe(201);
    expect(added.body.user.username).toBe('guste');
    expect(await roleOf('guste', id)).toBe('member');
    const personal = await world.room('personal');
    const fixed = await send('olga', 'POST', `/rooms/${personal.id}/members`, { userId: idOf('xaver') });
    expect(fixed.body.code).toBe('room_members_fixed');
  });

  it('who only read in the workspace only read in its rooms', async () => {
    const { id } = await world.room();
    const patch = (role: string) =>
      send('wanda', 'PATCH', `/workspaces/${world.workspaceId}/members/${idOf('mia')}`, { role });
    await patch('viewer');
    expect(await roleOf('mia', id)).toBe('viewer');
    await patch('admin');
    expect(await roleOf('mia', id)).toBe('admin');
    await patch('member');
    expect(await roleOf('mia', id)).toBe('member');
  });

  it('are invited, and join with the role of the invitation', async () => {
    const { id } = await world.room('invite');
    expect((await send('mia', 'POST', `/rooms/${id}/invites`, {})).status).toBe(403);
    expect((await send('xaver', 'POST', `/rooms/${id}/invites`, {})).status).toBe(404);
    const invite = await send('anna', 'POST', `/rooms/${id}/invites`, { role: 'viewer' });
    expect(invite.status).toBe(201);
    expect(invite.body).toMatchObject({ roomId: id, role: 'viewer' });
    const accepted = await send('xaver', 'POST', `/invites/${invite.body.token}/accept`);
    expect(accepted.status).toBeLessThan(300);
    expect(await roleOf('xaver', id)).toBe('viewer');
    const personal = await world.room('personal');
    expect((await send('olga', 'POST', `/rooms/${personal.id}/invites`, {})).body.code).toBe(
      'room_members_fixed',
    );
  });
});
