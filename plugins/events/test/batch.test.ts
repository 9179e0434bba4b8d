import { beforeAll, describe, expect, it } from 'vitest';
import type { BatchOperation, CreateEvent } from '../shared/types.js';
import { openWorld, plain, starts, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
const run = (operations: (BatchOperation | object)[], by = world.member, room = world.roomId) =>
  by.inject({ method: 'POST', url: `/v1/rooms/${room}/events/batch`, body: { operations } });
const on = (day: number, more: Partial<CreateEvent> = {}): CreateEvent => ({
  ...plain,
  start: `2027-08-${String(day).padStart(2, '0')}T10:00`,
  end: `2027-08-${String(day).padStart(2, '0')}T11:00`,
  ...more,
});
const countOf = async (room: string) => {
  const { db } = world.server.context('events');
  const [row] = await db.query<{ events: number; log: number }>(
    `select (select count(*)::int from events where room_id = $1) as events,
       (select last_seq::int from channel_heads where channel = $2) as log`,
    [room, `room:${room}`],
  );
  return row;
};

describe('a batch', () => {
  it('does everything in its order and answers in it', async () => {
    const kept = await world.make(world.member, on(1, { rrule: 'FREQ=DAILY;COUNT=5' }));
    const gone = await world.make(world.member, on(1));
    const answer = await run([
      { op: 'create', data: on(2, { title: 'New', clientId: 'batch-1' }) },
      { op: 'update', eventId: kept.id, data: { title: 'First', baseVersion: 1 } },
      { op: 'update', eventId: kept.id.toUpperCase(), data: { title: 'Second', baseVersion: 2 } },
      { op: 'delete', eventId: gone.id },
      {
        op: 'update_occurrence',
        eventId: kept.id,
        originalStart: '2027-08-02T10:00',
        data: { title: 'One' },
      },
      { op: 'delete_occurrence', eventId: kept.id, originalStart: '2027-08-03T10:00' },
      {
        op: 'update_occurrence',
        eventId: kept.id,
        originalStart: '2027-08-04T10:00',
        scope: 'following',
        data: { start: '2027-08-04T15:00' },
      },
    ]);
    expect(answer.status, answer.raw.body).toBe(200);
    const { results } = answer.body;
    expect(results.map(({ op }: { op: string }) => op)).toEqual([
      'create',
      'update',
      'update',
      'delete',
      'update_occurrence',
      'delete_occurrence',
      'update_occurrence',
    ]);
    expect(results[0].event).toMatchObject({ title: 'New', version: 1, role: 'owner' });
    expect(results[2]).toMatchObject({ eventId: kept.id, event: { title: 'Second' } });
    expect(results[3]).toEqual({ op: 'delete', eventId: gone.id });
    expect(results[6].event).toMatchObject({ start: '2027-08-04T15:00:00', title: 'Second', version: 1 });
    const window = await world.window(world.viewer, '2027-08-01', '2027-08-08');
    expect(window.items.map(({ title, start }) => [start.slice(8, 13), title])).toEqual([
      ['01T08', 'Second'],
      ['02T08', 'One'],
      ['02T08', 'New'],
      ['04T13', 'Second'],
      ['05T13', 'Second'],
    ]);
    const { body } = await world.member.inject({ url: `/v1/events/${kept.id}/versions` });
    expect(body.items.map(({ version }: { version: number }) => version)).toEqual([6, 5, 4, 3, 2, 1]);
    const again = await run([{ op: 'create', data: on(2, { title: 'New', clientId: 'batch-1' }) }]);
    expect(again.body.results[0]).toMatchObject({ eventId: results[0].eventId, event: { title: 'New' } });
  });

  it.each([
    [
      'a time that does not exist',
      { op: 'create', data: { ...plain, start: '2027-02-30T10:00' } },
      422,
      '/operations/1/data/start',
    ],
    [
      'a rule that is none',
      { op: 'create', data: { ...plain, rrule: 'FREQ=NEVER' } },
      422,
      '/operations/1/data/rrule',
    ],
    [
      'an event that is none',
      { op: 'delete', eventId: '0190a000-0000-7000-8000-000000000000' },
      404,
      '/operations/1',
    ],
  ])('with %s changes nothing and says which it was', async (_, operation, status, path) => {
    const room = await world.createRoom('Atomic', [[world.member, 'member']]);
    const before = await countOf(room);
    const answer = await run(
      [{ op: 'create', data: on(3) }, operation, { op: 'create', data: on(4) }],
      world.member,
      room,
    );
    expect(answer).toMatchObject({ status, body: { index: 1, errors: [{ path }] } });
    expect(await countOf(room)).toEqual(before);
  });

  it('tells the operation by its place where people are refused after everything was worked out', async () => {
    const answer = await run([
      { op: 'create', data: on(3) },
      { op: 'create', data: on(3, { attendees: [world.viewer.user.id, world.stranger.user.id] }) },
    ]);
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'event_person_unknown', index: 1, errors: [{ path: '/operations/1/data/attendees/1' }] },
    });
  });

  it('shows the event as it is where a version is old', async () => {
    const { id } = await world.make(world.member);
    const answer = await run([{ op: 'update', eventId: id, data: { title: 'x', baseVersion: 9 } }]);
    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'version_conflict', index: 0, current: { id, version: 1 } },
    });
  });

  it('does not reach events of other rooms', async () => {
    const other = await world.createRoom('Other', [[world.member, 'member']]);
    const { id } = await world.make(world.member, {}, other);
    for (const operation of [
      { op: 'update', eventId: id, data: { title: 'x' } },
      { op: 'delete', eventId: id },
      { op: 'delete_occurrence', eventId: id, originalStart: '2027-03-02T10:00' },
    ])
      expect(await run([operation])).toMatchObject({ status: 404, body: { code: 'not_found', index: 0 } });
  });

  it('asks each operation for its right', async () => {
    const { id } = await world.make(world.owner);
    expect((await run([{ op: 'create', data: plain }], world.viewer)).status).toBe(403);
    for (const operation of [
      { op: 'update', eventId: id, data: { title: 'x' } },
      { op: 'delete', eventId: id },
      { op: 'update_occurrence', eventId: id, originalStart: '2027-03-02T10:00', data: { title: 'x' } },
    ])
      for (const by of [world.member, world.viewer])
        expect(await run([operation], by)).toMatchObject({ status: 403, body: { index: 0 } });
    for (const by of [world.stranger, world.outsider])
      expect((await run([{ op: 'create', data: plain }], by)).status).toBe(404);
  });

  it('holds fifty operations at most, and one at least', async () => {
    const create = { op: 'create', data: on(20) };
    const answer = await run(Array(50).fill(create));
    expect(answer.status).toBe(200);
    expect(new Set(answer.body.results.map(({ eventId }: { eventId: string }) => eventId)).size).toBe(50);
    expect((await run(Array(51).fill(create))).status).toBe(400);
    expect((await run([])).status).toBe(400);
    expect((await run([{ op: 'explode' }])).status).toBe(400);
    expect(starts(await world.window(world.viewer, '2027-08-20', '2027-08-21'))).toHaveLength(50);
  });
});

describe('what is booked in a batch', () => {
  it('counts for the others in it', async () => {
    const { body: resource } = await world.owner.inject({
      method: 'POST',
      url: `/v1/workspaces/${world.workspaceId}/resources`,
      body: { name: 'Beamer' },
    });
    const book = (day: number, hour: string) => ({
      op: 'create',
      data: on(day, { start: `2027-08-${day}T${hour}`, resources: [resource.id], policy: 'reject' as const }),
    });
    const refused = await run([book(24, '10:00'), book(25, '10:00'), book(24, '10:30')]);
    expect(refused).toMatchObject({ status: 409, body: { code: 'event_conflict' } });
    expect(starts(await world.window(world.viewer, '2027-08-24', '2027-08-26'))).toEqual([]);
    const made = await run([book(24, '10:00'), book(25, '10:00')]);
    expect(made.status, made.raw.body).toBe(200);
    const [first, second] = made.body.results.map(({ eventId }: { eventId: string }) => eventId);
    const swapped = await run([
      { op: 'update', eventId: first, data: { start: '2027-08-25T10:00', end: '2027-08-25T11:00' } },
      { op: 'update', eventId: second, data: { start: '2027-08-24T10:00', end: '2027-08-24T11:00' } },
    ]);
    expect(swapped.status, swapped.raw.body).toBe(200);
  });
});

it('fills a room up to its bound and no further', async () => {
  const small = await openWorld({ config: { plugins: { events: { maxEvents: 100 } } } });
  const create = Array(50).fill({ op: 'create', data: plain });
  for (let round = 0; round < 2; round += 1)
    expect((await run(create, small.member, small.roomId)).status).toBe(200);
  expect(await run([create[0]], small.member, small.roomId)).toMatchObject({
    status: 422,
    body: { code: 'event_room_full', index: 0 },
  });
});
