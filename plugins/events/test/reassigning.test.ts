import { beforeAll, expect, it } from 'vitest';
import { openWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});

it('gives what one account made and answered to another one of the same person', async () => {
  const { admin: from, viewer: to, member, owner } = world;
  const room = await world.createRoom('Merging', [
    [from, 'member'],
    [to, 'viewer'],
    [member, 'member'],
  ]);
  const made = await world.make(from, { attendees: [from.user.id, member.user.id] }, room);
  const both = await world.make(
    member,
    { rrule: 'FREQ=DAILY;COUNT=2', attendees: [from.user.id, to.user.id] },
    room,
  );
  const other = await world.make(member, {}, room);
  const answer = (by: World['owner'], body: object) =>
    by.inject({ method: 'PUT', url: `/v1/events/${both.id}/rsvp`, body });
  await answer(from, { status: 'declined' });
  await answer(to, { status: 'accepted' });
  await answer(from, { status: 'tentative', originalStart: '2027-03-03T10:00' });
  for (const { id } of [made, both, other]) await owner.inject({ url: `/v1/events/${id}` });

  const input = { fromId: from.user.id, toId: to.user.id, roomIds: [room] };
  const { reassign } = world.server.context('rooms').use('events' as never) as {
    reassign(given: typeof input): Promise<number>;
  };
  expect(await reassign(input)).toBe(2);
  expect(await reassign(input)).toBe(0);

  const seen = async (id: string) => (await to.inject({ url: `/v1/events/${id}` })).body;
  expect(await seen(made.id)).toMatchObject({ author: { id: to.user.id }, role: 'owner', version: 1 });
  expect((await seen(made.id)).attendees).toContainEqual({
    user: expect.objectContaining({ id: to.user.id }),
    status: 'accepted',
  });
  expect((await seen(both.id)).attendees).toEqual([
    { user: expect.objectContaining({ id: to.user.id }), status: 'accepted' },
  ]);
  const { items } = await world.window(to, '2027-03-01', '2027-04-01', room);
  expect(items.filter(({ eventId }) => eventId === both.id).map(({ rsvp }) => rsvp)).toEqual([
    'accepted',
    'tentative',
  ]);
  expect((await seen(other.id)).author.id).toBe(member.user.id);
});
