import type { TestUser } from '@teambrain/core/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { joinRoom } from '../../../../tests/support/socket.js';
import type { EventPermission, EventRole } from '../../shared/types.js';
import { openWorld, type World } from '../world.js';

let world: World;
let other: TestUser;
beforeAll(async () => {
  world = await openWorld();
  other = await world.server.register('otto');
  await addToWorkspace(other);
  await addToRoom(other);
});

const nowhere = '0190a000-0000-7000-8000-000000000000';
const addToWorkspace = ({ user }: TestUser) =>
  world.owner.inject({
    method: 'POST',
    url: `/v1/workspaces/${world.workspaceId}/members`,
    body: { userId: user.id, role: 'member' },
  });
const addToRoom = ({ user }: TestUser, roomId = world.roomId) =>
  world.owner.inject({
    method: 'POST',
    url: `/v1/rooms/${roomId}/members`,
    body: { userId: user.id, role: 'member' },
  });
const share = (by: TestUser, eventId: string, { user }: TestUser, role: EventRole) =>
  by.inject({ method: 'PUT', url: `/v1/events/${eventId}/permissions/${user.id}`, body: { role } });
const unshare = (by: TestUser, eventId: string, { user }: TestUser) =>
  by.inject({ method: 'DELETE', url: `/v1/events/${eventId}/permissions/${user.id}` });
const holders = async (eventId: string, by = world.owner): Promise<Record<string, EventRole>> => {
  const { body } = await by.inject({ url: `/v1/events/${eventId}/permissions` });
  return Object.fromEntries(body.items.map(({ user, role }: EventPermission) => [user.username, role]));
};
const roleOf = async (by: TestUser, eventId: string) =>
  (await by.inject({ url: `/v1/events/${eventId}` })).body.role;
const rename = (by: TestUser, eventId: string) =>
  by.inject({ method: 'PATCH', url: `/v1/events/${eventId}`, body: { title: 'Renamed' } });

describe('the role of an event', () => {
  it('is given by its owner, counts at once, and is taken away again', async () => {
    const { id } = await world.make(world.member);
    expect(await roleOf(world.viewer, id)).toBe('viewer');
    expect((await rename(world.viewer, id)).status).toBe(403);
    const given = await share(world.member, id, world.viewer, 'editor');
    expect([given.status, given.body]).toEqual([
      200,
      { user: expect.objectContaining({ username: 'vera' }), role: 'editor' },
    ]);
    expect(await roleOf(world.viewer, id)).toBe('editor');
    expect((await rename(world.viewer, id)).status).toBe(200);
    expect(await holders(id, world.viewer)).toEqual({ mia: 'owner', vera: 'editor' });
    expect((await unshare(world.member, id, world.viewer)).status).toBe(204);
    expect((await unshare(world.member, id, world.viewer)).status).toBe(204);
    expect((await rename(world.viewer, id)).status).toBe(403);
    expect(await roleOf(world.viewer, id)).toBe('viewer');
    expect(await holders(id)).toEqual({ mia: 'owner' });
  });

  it('is given by owners of the event, owner and admin of the room, and nobody else', async () => {
    const { id } = await world.make(world.member);
    for (const [by, status] of [
      [world.viewer, 403],
      [other, 403],
      [world.stranger, 404],
      [world.outsider, 404],
      [world.admin, 200],
      [world.owner, 200],
    ] as const) {
      expect((await share(by, id, other, 'viewer')).status, by.user.username).toBe(status);
      if (status !== 200) expect((await unshare(by, id, other)).status, by.user.username).toBe(status);
    }
    await share(world.member, id, other, 'editor');
    expect((await share(other, id, world.viewer, 'editor')).status).toBe(403);
    await share(world.member, id, other, 'owner');
    expect((await share(other, id, world.viewer, 'editor')).status).toBe(200);
  });

  it('goes to nobody who does not read the room', async () => {
    const { id } = await world.make(world.member);
    for (const by of [world.stranger, world.outsider]) {
      const answer = await share(world.member, id, by, 'editor');
      expect([answer.status, answer.body.code]).toEqual([422, 'event_person_unknown']);
      expect(answer.body.errors).toEqual([{ path: '/userId', message: 'does not read this room' }]);
    }
    const url = `/v1/events/${id}/permissions/${nowhere}`;
    const unknown = await world.member.inject({ method: 'PUT', url, body: { role: 'editor' } });
    expect([unknown.status, unknown.body.code]).toEqual([422, 'event_person_unknown']);
    expect((await world.member.inject({ method: 'PUT', url, body: { role: 'boss' } })).status).toBe(400);
  });

  it('of the last owner stays, also when two owners let each other go at once', async () => {
    const { id } = await world.make(world.member);
    for (const answer of [
      await unshare(world.member, id, world.member),
      await share(world.owner, id, world.member, 'editor'),
      await unshare(world.owner, id, world.member),
    ])
      expect([answer.status, answer.body.code]).toEqual([422, 'event_last_owner']);
    await share(world.member, id, other, 'owner');
    const both = await Promise.all([unshare(world.owner, id, other), unshare(world.admin, id, world.member)]);
    expect(both.map(({ status }) => status).sort()).toEqual([204, 422]);
    expect(Object.values(await holders(id))).toEqual(['owner']);
  });

  it('is shown to the room as it changes', async () => {
    const { wsUrl } = await world.server.listen();
    const room = await world.createRoom('Watched', [
      [world.member, 'member'],
      [world.viewer, 'viewer'],
    ]);
    const { id } = await world.make(world.member, {}, room);
    const watching = await joinRoom(wsUrl, world.viewer.token, room);
    const changes = () =>
      watching
        .events()
        .filter(({ type }) => type === 'event.permission_changed')
        .map(({ data }) => data);
    await share(world.member, id, world.viewer, 'editor');
    const user = expect.objectContaining({ username: 'vera' });
    await expect.poll(changes, { timeout: 10_000 }).toEqual([{ eventId: id, user, role: 'editor' }]);
    await unshare(world.member, id, world.viewer);
    await expect.poll(() => changes().at(-1), { timeout: 10_000 }).toEqual({ eventId: id, user, role: null });
    await unshare(world.member, id, world.viewer);
    await share(world.member, id, other, 'viewer');
    await share(world.member, id, world.viewer, 'viewer');
    await expect.poll(() => changes().length, { timeout: 10_000 }).toBe(3);
    watching.close();
  });

  it('is listed in pages', async () => {
    const { id } = await world.make(world.member);
    await share(world.member, id, other, 'editor');
    await share(world.member, id, world.viewer, 'viewer');
    const url = `/v1/events/${id}/permissions?limit=2`;
    const first = (await world.viewer.inject({ url })).body;
    const rest = (await world.viewer.inject({ url: `${url}&cursor=${first.nextCursor}` })).body;
    const names = [...first.items, ...rest.items].map(({ user }: EventPermission) => user.username);
    expect([names, rest.nextCursor]).toEqual([['mia', 'otto', 'vera'], null]);
    expect((await world.viewer.inject({ url: `${url}&cursor=made-up` })).status).toBe(400);
  });
});

describe('who leaves the room', () => {
  it('has no role there, and comes back without what others gave, as owner of what was theirs', async () => {
    const room = await world.createRoom('Comings', [[world.member, 'member']]);
    await addToRoom(other, room);
    const given = await world.make(world.member, {}, room);
    const own = await world.make(other, {}, room);
    await share(world.member, given.id, other, 'editor');
    expect((await rename(other, given.id)).status).toBe(200);
    const left = await other.inject({ method: 'POST', url: `/v1/rooms/${room}/leave` });
    expect(left.status, left.raw.body).toBeLessThan(300);
    expect((await rename(other, given.id)).status).toBe(404);
    expect((await rename(other, own.id)).status).toBe(404);
    expect(await holders(given.id)).toEqual({ mia: 'owner' });
    expect(await holders(own.id)).toEqual({});
    // Nobody who reads the room owns it any more: it can be given away, and then the absent one is not the last.
    expect((await share(world.owner, own.id, world.member, 'owner')).status).toBe(200);
    const last = await unshare(world.owner, own.id, world.member);
    expect([last.status, last.body.code]).toEqual([422, 'event_last_owner']);
    await expect
      .poll(async () => {
        const { db } = world.server.context('events');
        return db.query('select 1 from event_permissions where event_id = $1 and user_id = $2', [
          given.id,
          other.user.id,
        ]);
      })
      .toEqual([]);
    await addToRoom(other, room);
    expect((await rename(other, given.id)).status).toBe(403);
    expect((await rename(other, own.id)).status).toBe(200);
  });
});

it('events count among the numbers of their workspace', async () => {
  const url = `/v1/workspaces/${world.workspaceId}/stats`;
  const { events } = (await world.owner.inject({ url })).body;
  await world.make(world.member);
  expect((await world.owner.inject({ url })).body.events).toBe(events + 1);
});
