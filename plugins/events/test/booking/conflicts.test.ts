import { beforeAll, describe, expect, it } from 'vitest';
import type { Conflict } from '../../shared/types.js';
import { buildWorld, march, type World } from './world.js';

describe('bookings of a resource', () => {
  let world: World;
  beforeAll(async () => {
    world = await buildWorld();
  }, 60_000);

  const bookings = async (eventId: string) => {
    const { db } = world.server.context('events');
    return db.query<{ original: string; start: string }>(
      `select original, to_char(lower(span) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS') as start from event_bookings
       where event_id = $1 order by span`,
      [eventId],
    );
  };
  const patch = (url: string, body: object) =>
    world.people.olga.inject({ method: 'PATCH', url: `/v1/events/${url}`, body });

  it.each(['json', 'msgpack'] as const)('are refused twice at once with `reject`, as %s', async (format) => {
    const resource = await world.resource();
    const first = await world.made({
      title: 'Planning',
      start: march(1, '10:00'),
      end: march(1, '11:00'),
      resources: [resource],
      policy: 'reject',
    });
    const second = await world.create(
      { start: march(1, '10:30'), end: march(1, '11:30'), resources: [resource], policy: 'reject' },
      { format },
    );
    expect(second.status).toBe(409);
    expect(second.body).toMatchObject({
      code: 'event_conflict',
      status: 409,
      truncated: false,
      conflicts: [
        {
          resourceId: resource,
          eventId: first.id,
          title: 'Planning',
          originalStart: '2027-03-01T10:00:00.000Z',
          start: '2027-03-01T10:00:00.000Z',
          end: '2027-03-01T11:00:00.000Z',
          occurrence: '2027-03-01T10:30:00.000Z',
        },
      ],
      freeSlots: [
        { start: '2027-03-01T11:00:00.000Z', end: '2027-03-01T12:00:00.000Z' },
        { start: '2027-03-01T12:00:00.000Z', end: '2027-03-01T13:00:00.000Z' },
        { start: '2027-03-01T13:00:00.000Z', end: '2027-03-01T14:00:00.000Z' },
      ],
    });
  });

  it('are told of by default, and not looked for with `allow`', async () => {
    const resource = await world.resource();
    const times = { start: march(2, '10:00'), end: march(2, '11:00'), resources: [resource] };
    const first = await world.made(times);
    expect(first.conflicts ?? []).toEqual([]);
    const warned = await world.made(times);
    expect(warned.conflicts).toMatchObject([{ resourceId: resource, eventId: first.id }]);
    const allowed = await world.made({ ...times, policy: 'allow' });
    expect(allowed.conflicts ?? []).toEqual([]);
    const refused = await world.create({ ...times, policy: 'reject' });
    expect(refused.body.conflicts.map(({ eventId }: Conflict) => eventId).sort()).toEqual(
      [first.id, warned.id, allowed.id].sort(),
    );
  });

  it('follow each other back to back', async () => {
    const resource = await world.resource();
    for (const [start, end] of [
      ['10:00', '11:00'],
      ['11:00', '12:00'],
      ['09:00', '10:00'],
    ] as const)
      await world.made({
        start: march(3, start),
        end: march(3, end),
        resources: [resource],
        policy: 'reject',
      });
    // Without length it takes no time.
    await world.made({
      start: march(3, '10:30'),
      end: march(3, '10:30'),
      resources: [resource],
      policy: 'reject',
    });
  });

  it('move with an occurrence, and leave its old time free', async () => {
    const resource = await world.resource();
    const weekly = await world.made({
      start: march(1, '10:00'),
      end: march(1, '11:00'),
      rrule: 'FREQ=WEEKLY;COUNT=4',
      resources: [resource],
      policy: 'reject',
    });
    const moved = await patch(`${weekly.id}/occurrences/${march(8, '10:00')}`, {
      start: march(9, '15:00'),
      end: march(9, '16:00'),
      policy: 'reject',
    });
    expect(moved.status).toBe(200);
    const single = (day: number, from: string, to: string) =>
      world.create({
        start: march(day, from),
        end: march(day, to),
        resources: [resource],
        policy: 'reject',
      });
    expect((await single(8, '10:00', '11:00')).status).toBe(201);
    const taken = await single(9, '15:30', '17:00');
    expect(taken.status).toBe(409);
    expect(taken.body.conflicts).toMatchObject([
      { originalStart: '2027-03-08T10:00:00.000Z', start: '2027-03-09T15:00:00.000Z' },
    ]);
    const back = await patch(`${weekly.id}/occurrences/${march(8, '10:00')}`, {
      start: march(8, '10:30'),
      end: march(8, '11:30'),
      policy: 'reject',
    });
    expect([back.status, back.body.code]).toEqual([409, 'event_conflict']);
    expect((await single(15, '10:00', '11:00')).status).toBe(409);
    const cancelled = await world.people.olga.inject({
      method: 'DELETE',
      url: `/v1/events/${weekly.id}/occurrences/${march(15, '10:00')}`,
    });
    expect(cancelled.status).toBe(204);
    expect((await single(15, '10:00', '11:00')).status).toBe(201);
  });

  it('that were firm refuse what a change takes anew, and nothing that it only keeps or frees', async () => {
    const [one, two] = [await world.resource(), await world.resource()];
    const weekly = await world.made({
      start: march(1, '08:00'),
      end: march(1, '09:00'),
      rrule: 'FREQ=WEEKLY;COUNT=4',
      resources: [one],
      policy: 'reject',
    });
    const allow = { policy: 'allow' as const };
    await world.made({ start: march(8, '08:30'), end: march(8, '09:00'), resources: [one, two], ...allow });
    await world.made({ start: march(9, '08:00'), end: march(9, '09:00'), resources: [one], ...allow });
    const url = `/v1/events/${weekly.id}/occurrences`;
    const { olga } = world.people;
    const cancelled = await olga.inject({ method: 'DELETE', url: `${url}/${march(15, '08:00')}` });
    expect(cancelled.status).toBe(204);
    const moved = (day: number, from: string, to: string) =>
      patch(`${weekly.id}/occurrences/${march(22, '08:00')}`, {
        start: march(day, from),
        end: march(day, to),
      });
    expect((await moved(23, '08:00', '09:00')).status).toBe(200);
    const refused = await moved(9, '08:30', '09:30');
    expect([refused.status, refused.body.code]).toEqual([409, 'event_conflict']);
    expect(refused.body.conflicts).toHaveLength(1);
    const overItself = await moved(1, '08:30', '09:30');
    expect(overItself.status).toBe(409);
    expect(overItself.body.conflicts).toMatchObject([{ eventId: weekly.id, resourceId: one }]);
    const more = await patch(weekly.id, { resources: [one, two] });
    expect(more.status).toBe(409);
    expect(more.body.conflicts).toMatchObject([{ resourceId: two, occurrence: '2027-03-08T08:00:00.000Z' }]);
    expect((await patch(weekly.id, { description: 'Kept', busy: false })).status).toBe(200);
    expect((await patch(weekly.id, { policy: 'reject' })).status).toBe(409);
  });

  it('end with their event, their resource and their room', async () => {
    const resource = await world.resource();
    const times = { start: march(4, '10:00'), end: march(4, '11:00'), policy: 'reject' as const };
    const first = await world.made({ ...times, resources: [resource] });
    await world.people.olga.inject({ method: 'DELETE', url: `/v1/events/${first.id}` });
    const second = await world.made({ ...times, resources: [resource] });
    expect((await patch(second.id, { resources: [] })).status).toBe(200);
    const roomId = await world.room();
    const third = await world.made({ ...times, resources: [resource] }, { roomId });
    await world.people.olga.inject({ method: 'DELETE', url: `/v1/rooms/${roomId}` });
    await expect.poll(() => bookings(third.id)).toEqual([]);
    const fourth = await world.made({ ...times, resources: [resource] });
    expect((await world.people.olga.inject({ url: `/v1/events/${fourth.id}` })).body.resources).toEqual([
      resource,
    ]);
    await world.people.olga.inject({ method: 'DELETE', url: `/v1/resources/${resource}` });
    expect(await bookings(fourth.id)).toEqual([]);
    expect((await world.people.olga.inject({ url: `/v1/events/${fourth.id}` })).body.resources).toEqual([]);
    const gone = await world.create({ ...times, resources: [resource] });
    expect([gone.status, gone.body.code]).toEqual([422, 'event_resource_unknown']);
  });

  it('are found at single occurrences of a series, on both sides, beyond every horizon', async () => {
    const resource = await world.resource();
    // A Monday, 73 years ahead.
    const far = await world.made({
      start: '2100-11-22T10:30:00',
      end: '2100-11-22T12:00:00',
      resources: [resource],
      policy: 'reject',
    });
    const weekly = { start: march(1, '10:00'), end: march(1, '11:00'), rrule: 'FREQ=WEEKLY' };
    const refused = await world.create({ ...weekly, resources: [resource], policy: 'reject' });
    expect(refused.status).toBe(409);
    expect(refused.body.conflicts).toMatchObject([
      { eventId: far.id, occurrence: '2100-11-22T10:00:00.000Z' },
    ]);
    await world.people.olga.inject({ method: 'DELETE', url: `/v1/events/${far.id}` });
    const series = await world.made({ ...weekly, resources: [resource], policy: 'reject' });
    const late = await world.create({
      start: '2100-11-22T10:30:00',
      end: '2100-11-22T12:00:00',
      resources: [resource],
      policy: 'reject',
    });
    expect(late.status).toBe(409);
    expect(late.body.conflicts).toMatchObject([
      { eventId: series.id, originalStart: '2100-11-22T10:00:00.000Z' },
    ]);
    expect(late.body.freeSlots[0]).toEqual({
      start: '2100-11-22T11:00:00.000Z',
      end: '2100-11-22T12:30:00.000Z',
    });
  });

  it('are found between two endless series that meet years ahead', async () => {
    const resource = await world.resource();
    await world.made({
      start: '2026-11-24T10:00:00',
      end: '2026-11-24T11:00:00',
      rrule: 'FREQ=YEARLY',
      resources: [resource],
      policy: 'reject',
    });
    const refused = await world.create({
      start: march(1, '10:00'),
      end: march(1, '11:00'),
      rrule: 'FREQ=WEEKLY',
      resources: [resource],
      policy: 'reject',
    });
    expect(refused.status).toBe(409);
    expect(refused.body.conflicts[0].start).toBe('2031-11-24T10:00:00.000Z');
  });

  it('of a series that overlaps itself are refused, and told of', async () => {
    const resource = await world.resource();
    const long = {
      title: 'Long',
      start: march(1, '10:00'),
      end: march(2, '12:00'),
      rrule: 'FREQ=DAILY;COUNT=3',
      resources: [resource],
    };
    const refused = await world.create({ ...long, policy: 'reject' });
    expect(refused.status).toBe(409);
    expect(refused.body.conflicts).toMatchObject([
      { resourceId: resource, title: 'Long', occurrence: '2027-03-02T10:00:00.000Z' },
      { resourceId: resource, title: 'Long', occurrence: '2027-03-03T10:00:00.000Z' },
    ]);
    expect(refused.body.freeSlots).toEqual([]);
    expect((await world.made(long)).conflicts).toHaveLength(2);
  });

  it('follow the wall clock over a change of it', async () => {
    const resource = await world.resource();
    // Berlin changes its clocks on 28 March 2027, New York on 14 March.
    await world.made({
      start: march(22, '15:00'),
      end: march(22, '16:00'),
      timeZone: 'Europe/Berlin',
      rrule: 'FREQ=WEEKLY;COUNT=2',
      resources: [resource],
      policy: 'reject',
    });
    const inNewYork = (day: number, from: string, to: string) =>
      world.create({
        start: march(day, from),
        end: march(day, to),
        timeZone: 'America/New_York',
        resources: [resource],
        policy: 'reject',
      });
    expect((await inNewYork(22, '10:30', '11:00')).status).toBe(409);
    expect((await inNewYork(22, '09:00', '10:00')).status).toBe(201);
    expect((await inNewYork(29, '09:30', '10:00')).status).toBe(409);
    expect((await inNewYork(29, '10:00', '11:00')).status).toBe(201);
  });

  it('take whole days of the zone', async () => {
    const resource = await world.resource();
    const day = await world.made({
      start: '2027-03-10',
      end: '2027-03-11',
      allDay: true,
      timeZone: 'Asia/Tokyo',
      resources: [resource],
      policy: 'reject',
    });
    const evening = { resources: [resource], policy: 'reject' as const };
    expect(
      (await world.create({ ...evening, start: march(10, '15:00'), end: march(10, '16:00') })).status,
    ).toBe(201);
    const refused = await world.create({ ...evening, start: march(9, '15:00'), end: march(9, '16:00') });
    expect(refused.body.conflicts).toMatchObject([{ eventId: day.id, originalStart: '2027-03-10' }]);
  });

  it('are written all or not at all by a batch', async () => {
    const resource = await world.resource();
    const operations = Array.from({ length: 50 }, (_, index) => ({
      op: 'create',
      data: {
        title: `Slot ${index}`,
        timeZone: 'UTC',
        start: march(1 + (index % 25), index < 25 ? '10:00' : '12:00'),
        end: march(1 + (index % 25), index < 25 ? '11:00' : '13:00'),
        resources: [resource],
        policy: 'reject',
      },
    }));
    const send = () =>
      world.people.olga.inject({
        method: 'POST',
        url: `/v1/rooms/${world.roomId}/events/batch`,
        body: { operations },
      });
    const last = operations.at(-1) as (typeof operations)[number];
    const fits = { ...last.data };
    last.data = { ...last.data, start: march(1, '10:30'), end: march(1, '11:30') };
    const before = await world.rows();
    const refused = await send();
    expect([refused.status, refused.body.code]).toEqual([409, 'event_conflict']);
    expect(refused.body.conflicts).toHaveLength(1);
    expect(refused.body.freeSlots).toHaveLength(3);
    expect(await world.rows()).toEqual(before);
    last.data = fits;
    const began = performance.now();
    expect((await send()).status).toBe(200);
    expect(performance.now() - began).toBeLessThan(5_000);
    expect((await world.rows()).event_bookings).toBe((before.event_bookings ?? 0) + 50);
  });

  it('let two events change places in one batch', async () => {
    const resource = await world.resource();
    const early = { start: march(5, '10:00'), end: march(5, '11:00') };
    const late = { start: march(5, '11:00'), end: march(5, '12:00') };
    const [one, two] = [
      await world.made({ ...early, resources: [resource], policy: 'reject' }),
      await world.made({ ...late, resources: [resource], policy: 'reject' }),
    ];
    const answer = await world.people.olga.inject({
      method: 'POST',
      url: `/v1/rooms/${world.roomId}/events/batch`,
      body: {
        operations: [
          { op: 'update', eventId: one.id, data: { ...late, policy: 'reject' } },
          { op: 'update', eventId: two.id, data: { ...early, policy: 'reject' } },
        ],
      },
    });
    expect(answer.status).toBe(200);
    expect(await bookings(one.id)).toEqual([{ original: march(5, '11:00'), start: march(5, '11:00') }]);
  });

  it('are tried without writing anything', async () => {
    const resource = await world.resource();
    const first = await world.made({
      start: march(6, '10:00'),
      end: march(6, '11:00'),
      resources: [resource],
    });
    const before = await world.rows();
    const wish = { start: march(6, '10:00'), end: march(6, '11:00'), resources: [resource] };
    expect(await world.check(wish)).toMatchObject({
      conflicts: [{ resourceId: resource, eventId: first.id }],
      truncated: false,
      freeSlots: [{ start: '2027-03-06T11:00:00.000Z' }, {}, {}],
    });
    expect(await world.check({ ...wish, eventId: first.id })).toMatchObject({
      conflicts: [],
      freeSlots: [{ start: '2027-03-06T10:00:00.000Z' }, {}, {}],
    });
    const own = await world.people.mia.inject({ url: `/v1/events/${first.id}/conflicts` });
    expect([own.status, own.body.conflicts]).toEqual([200, []]);
    expect(await world.rows()).toEqual(before);
    const unknown = await world.create({ ...wish, resources: [world.roomId] });
    expect([unknown.status, unknown.body.code]).toEqual([422, 'event_resource_unknown']);
  });

  it('show a hundred clashes, the first ones in order of time', async () => {
    const resource = await world.resource();
    const daily = { start: march(1, '08:00'), end: march(1, '08:30'), rrule: 'FREQ=DAILY;COUNT=120' };
    await world.made({ ...daily, resources: [resource] });
    const report = await world.check({ ...daily, resources: [resource] });
    expect([report.conflicts.length, report.truncated]).toEqual([100, true]);
    const order = report.conflicts.map(({ start }) => start);
    expect(order).toEqual([...order].sort());
    expect(order[0]).toBe('2027-03-01T08:00:00.000Z');
    expect((await world.made({ ...daily, resources: [resource] })).conflicts).toHaveLength(20);
  });

  it('of a series are offered times at which all of it is free, and taken then', async () => {
    const resource = await world.resource();
    for (const [day, from, to] of [
      [1, '09:00', '12:00'],
      [8, '12:00', '13:00'],
      [15, '14:00', '23:59'],
    ] as const)
      await world.made({ start: march(day, from), end: march(day, to), resources: [resource] });
    const weekly = {
      start: march(1, '09:00'),
      end: march(1, '10:00'),
      rrule: 'FREQ=WEEKLY',
      resources: [resource],
      policy: 'reject' as const,
    };
    const refused = await world.create(weekly);
    expect(refused.body.freeSlots).toHaveLength(3);
    expect(refused.body.freeSlots[0].start).toBe('2027-03-01T13:00:00.000Z');
    for (const { start, end } of refused.body.freeSlots) {
      const again = await world.create({ ...weekly, start: start.slice(0, 19), end: end.slice(0, 19) });
      expect([start, again.status]).toEqual([start, 201]);
      await world.people.olga.inject({ method: 'DELETE', url: `/v1/events/${again.body.id}` });
    }
  });
});
