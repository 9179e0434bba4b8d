import { beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
const answer = (id: string, body: object, by = world.viewer) =>
  by.inject({ method: 'PUT', url: `/v1/events/${id}/rsvp`, body });
const statuses = async (id: string) => {
  const { body } = await world.owner.inject({ url: `/v1/events/${id}` });
  return Object.fromEntries(
    body.attendees.map(({ user, status }: { user: { username: string }; status: string }) => [
      user.username,
      status,
    ]),
  );
};
const rsvps = async (by: World['owner'], id: string) =>
  (await world.window(by, '2027-03-01', '2027-04-01')).items
    .filter(({ eventId }) => eventId === id)
    .map(({ rsvp }) => rsvp);

describe('an answer', () => {
  it('of somebody invited is shown to everybody, and makes no version', async () => {
    const { id } = await world.make(world.member, { attendees: [world.viewer.user.id, world.admin.user.id] });
    expect(await answer(id, { status: 'tentative' })).toMatchObject({
      status: 200,
      body: { eventId: id, user: { username: 'vera' }, status: 'tentative' },
    });
    expect(await statuses(id)).toEqual({ vera: 'tentative', adam: 'needs_action' });
    await answer(id, { status: 'declined' });
    expect(await statuses(id)).toEqual({ vera: 'declined', adam: 'needs_action' });
    expect((await world.owner.inject({ url: `/v1/events/${id}` })).body.version).toBe(1);
  });

  it('for one instance stands beside the one for the series', async () => {
    const { id } = await world.make(world.member, {
      rrule: 'FREQ=DAILY;COUNT=3',
      attendees: [world.viewer.user.id],
    });
    await answer(id, { status: 'accepted' });
    expect((await answer(id, { status: 'declined', originalStart: '2027-03-03T10:00' })).body).toMatchObject({
      status: 'declined',
      originalStart: '2027-03-03T09:00:00.000Z',
    });
    expect(await rsvps(world.viewer, id)).toEqual(['accepted', 'declined', 'accepted']);
    expect(await statuses(id)).toEqual({ vera: 'accepted' });
    expect((await answer(id, { status: 'declined', originalStart: '2027-03-09T10:00' })).status).toBe(404);
  });

  it('for one instance is read with it, over the answers for the series', async () => {
    const { id } = await world.make(world.member, {
      rrule: 'FREQ=DAILY;COUNT=5',
      attendees: [world.viewer.user.id, world.admin.user.id],
    });
    await answer(id, { status: 'accepted' });
    await answer(id, { status: 'tentative' }, world.admin);
    await answer(id, { status: 'declined', originalStart: '2027-03-04T10:00' });
    const read = async (start: string, by = world.viewer) =>
      (await by.inject({ url: `/v1/events/${id}/occurrences/${start}` })).body;
    const told = ({ attendees }: { attendees: { user: { username: string }; status: string }[] }) =>
      attendees.map(({ user, status }) => `${user.username} ${status}`).sort();
    const third = await read('2027-03-04T09:00:00.000Z');
    expect(third).toMatchObject({ eventId: id, start: '2027-03-04T09:00:00.000Z', rsvp: 'declined' });
    expect(told(third)).toEqual(['adam tentative', 'vera declined']);
    const second = await read('2027-03-03T10:00', world.owner);
    expect(told(second)).toEqual(['adam tentative', 'vera accepted']);
    expect(second).not.toHaveProperty('rsvp');
    // What a COUNT leaves to the instances from one on.
    expect([second.rruleFrom, third.rruleFrom]).toEqual(['FREQ=DAILY;COUNT=4', 'FREQ=DAILY;COUNT=3']);
    expect((await read('2027-03-02T10:00')).rruleFrom).toBe('FREQ=DAILY;COUNT=5');
    for (const [start, by, status] of [
      ['2027-03-09T10:00', world.viewer, 404],
      ['2027-03-03T10:00', world.stranger, 404],
    ] as const)
      expect((await by.inject({ url: `/v1/events/${id}/occurrences/${start}` })).status).toBe(status);
  });

  it('to an event that happens once is the same, read either way', async () => {
    const { id } = await world.make(world.member, { attendees: [world.viewer.user.id] });
    await answer(id, { status: 'tentative', originalStart: '2027-03-02T10:00' });
    const { body } = await world.viewer.inject({ url: `/v1/events/${id}/occurrences/2027-03-02T10:00` });
    expect(body).toMatchObject({ rsvp: 'tentative', attendees: [{ status: 'tentative' }] });
    expect(body).not.toHaveProperty('rruleFrom');
  });

  it('is shown in lists to the one who gave it alone', async () => {
    const { id } = await world.make(world.member, { attendees: [world.viewer.user.id, world.admin.user.id] });
    await answer(id, { status: 'accepted' });
    for (let round = 0; round < 2; round += 1) {
      expect(await rsvps(world.viewer, id)).toEqual(['accepted']);
      expect(await rsvps(world.admin, id)).toEqual(['needs_action']);
      expect(await rsvps(world.owner, id)).toEqual([undefined]);
    }
    await answer(id, { status: 'declined' });
    expect(await rsvps(world.viewer, id)).toEqual(['declined']);
    expect(await rsvps(world.admin, id)).toEqual(['needs_action']);
  });

  it('of a reader who was not invited adds that reader, in a new version', async () => {
    const { id } = await world.make(world.member);
    await answer(id, { status: 'declined' }, world.admin);
    expect(await statuses(id)).toEqual({});
    const joined = await answer(id, { status: 'accepted' });
    expect(joined.status, joined.raw.body).toBe(200);
    expect(await statuses(id)).toEqual({ vera: 'accepted' });
    const { body } = await world.owner.inject({ url: `/v1/events/${id}/changelog` });
    expect(body.items[0]).toMatchObject({ version: 2, fields: ['attendees'], author: { username: 'vera' } });
  });

  it('goes with who is no longer invited', async () => {
    const { id } = await world.make(world.member, { attendees: [world.viewer.user.id] });
    await answer(id, { status: 'accepted' });
    const patch = (attendees: string[]) =>
      world.member.inject({ method: 'PATCH', url: `/v1/events/${id}`, body: { attendees } });
    await patch([]);
    await patch([world.viewer.user.id]);
    expect(await statuses(id)).toEqual({ vera: 'needs_action' });
  });

  it('is refused to who does not read the room, and where it is none', async () => {
    const { id } = await world.make(world.member);
    for (const by of [world.stranger, world.outsider])
      expect((await answer(id, { status: 'accepted' }, by)).status).toBe(404);
    expect((await answer(id, { status: 'perhaps' })).status).toBe(400);
  });
});
