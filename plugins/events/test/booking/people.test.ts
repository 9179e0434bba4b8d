import { beforeAll, describe, expect, it } from 'vitest';
import { buildWorld, march, type World } from './world.js';

describe('the time of attendees', () => {
  let world: World;
  let olga: string;
  let mia: string;
  let vera: string;
  beforeAll(async () => {
    world = await buildWorld();
    olga = world.people.olga.user.id;
    mia = world.people.mia.user.id;
    vera = world.people.vera.user.id;
  }, 60_000);

  const answer = (by: 'mia' | 'vera' | 'olga', eventId: string, status: string, originalStart?: string) =>
    world.people[by].inject({
      method: 'PUT',
      url: `/v1/events/${eventId}/rsvp`,
      body: { status, ...(originalStart ? { originalStart } : {}) },
    });
  const hour = (day: number, attendees: string[]) => ({
    start: march(day, '10:00'),
    end: march(day, '11:00'),
    attendees,
  });

  it('is taken in every room of the workspace', async () => {
    const first = await world.made(hour(1, [olga, mia]), { roomId: world.otherId });
    const refused = await world.create({ ...hour(1, [mia, vera, olga]), policy: 'reject' });
    expect([refused.status, refused.body.code]).toEqual([409, 'event_conflict']);
    expect(refused.body.conflicts).toHaveLength(2);
    for (const userId of [olga, mia])
      expect(refused.body.conflicts).toContainEqual(
        expect.objectContaining({ userId, eventId: first.id, title: 'Meeting' }),
      );
    expect(refused.body.freeSlots[0].start).toBe('2027-03-01T11:00:00.000Z');
    const warned = await world.made(hour(1, [mia, vera]));
    expect(warned.conflicts).toMatchObject([{ userId: mia, eventId: first.id }]);
    expect((await world.create({ ...hour(1, [mia]), policy: 'allow' })).status).toBe(201);
  });

  it('is not taken by events that are not busy, nor asked for by them, though they take resources', async () => {
    const resource = await world.resource();
    await world.made({ ...hour(2, [mia]), busy: false, resources: [resource] });
    await world.made({ ...hour(2, [mia]), policy: 'reject' });
    await world.made({ ...hour(2, [mia]), busy: false, policy: 'reject' });
    const refused = await world.create({ ...hour(2, []), resources: [resource], policy: 'reject' });
    expect(refused.status).toBe(409);
  });

  it('is not taken by what they declined, as a whole or one occurrence', async () => {
    const single = await world.made(hour(3, [mia]));
    expect((await answer('mia', single.id, 'declined')).status).toBe(200);
    await world.made({ ...hour(3, [mia]), policy: 'reject' });

    const series = await world.made({ ...hour(4, [vera]), rrule: 'FREQ=WEEKLY;COUNT=4' });
    await answer('vera', series.id, 'declined', '2027-03-11T10:00:00.000Z');
    expect((await world.create({ ...hour(4, [vera]), policy: 'reject' })).status).toBe(409);
    expect((await world.create({ ...hour(11, [vera]), policy: 'reject' })).status).toBe(201);
    await answer('vera', series.id, 'declined');
    expect((await world.create({ ...hour(18, [vera]), policy: 'reject' })).status).toBe(201);
    await answer('vera', series.id, 'accepted', '2027-03-25T10:00:00.000Z');
    expect((await world.create({ ...hour(25, [vera]), policy: 'reject' })).status).toBe(409);
  });

  it('is not taken by cancelled occurrences, and by moved ones where they are', async () => {
    const series = await world.made({ ...hour(5, [mia]), rrule: 'FREQ=WEEKLY;COUNT=3' });
    const url = `/v1/events/${series.id}/occurrences`;
    await world.people.olga.inject({ method: 'DELETE', url: `${url}/${march(12, '10:00')}` });
    await world.people.olga.inject({
      method: 'PATCH',
      url: `${url}/${march(19, '10:00')}`,
      body: { start: march(20, '10:00'), end: march(20, '11:00') },
    });
    for (const [day, status] of [
      [12, 201],
      [19, 201],
      [20, 409],
      [5, 409],
    ] as const)
      expect([day, (await world.create({ ...hour(day, [mia]), policy: 'reject' })).status]).toEqual([
        day,
        status,
      ]);
  });

  it('is that of those alone who read the room', async () => {
    const unknown = await world.people.olga.inject({
      method: 'POST',
      url: `/v1/rooms/${world.roomId}/events/check`,
      body: { title: 'X', timeZone: 'UTC', ...hour(6, [world.people.tom.user.id, mia]) },
    });
    expect([unknown.status, unknown.body.code]).toEqual([422, 'event_person_unknown']);
    expect(unknown.body.errors).toMatchObject([{ path: '/attendees/0' }]);
  });

  it('of somebody with very many dates is compared up to a bound, and not promised beyond it', async () => {
    const hourly = { rrule: 'FREQ=HOURLY', attendees: [vera], policy: 'allow' as const };
    for (let index = 0; index < 8; index += 1)
      await world.made({ ...hourly, start: '2027-06-01T00:40:00', end: '2027-06-01T00:55:00' });
    const daily = {
      start: '2027-06-01T10:00:00',
      end: '2027-06-01T10:30:00',
      rrule: 'FREQ=DAILY',
      attendees: [vera],
    };
    const began = performance.now();
    const report = await world.check(daily, { roomId: world.otherId });
    if (process.env.SHOW_FIGURES) console.log('bounded search', performance.now() - began);
    expect(report).toMatchObject({ conflicts: [], truncated: true });
    const refused = await world.create({ ...daily, policy: 'reject' });
    expect([refused.status, refused.body.code]).toEqual([422, 'recurrence_too_costly']);
    // Within a day there is little to compare, however long the series are.
    const single = { start: '2040-05-01T10:00:00', end: '2040-05-01T10:30:00', attendees: [vera] };
    expect((await world.create({ ...single, policy: 'reject' })).status).toBe(201);
    const taken = { start: '2040-05-02T10:40:00', end: '2040-05-02T11:00:00', attendees: [vera] };
    expect((await world.create({ ...taken, policy: 'reject' })).body.conflicts).toHaveLength(8);
  });
});
