import { beforeAll, describe, expect, it } from 'vitest';
import { joinRoom } from '../../../../tests/support/socket.js';
import { remind } from '../../server/migrations/0002-remind.js';
import type { CreateEvent, Reminder } from '../../shared/types.js';
import { openWorld, type World } from '../world.js';
import { instantOf, minute, utc } from './times.js';

let world: World;
let wsUrl: string;
beforeAll(async () => {
  world = await openWorld();
  ({ wsUrl } = await world.server.listen());
});

/** An event that starts a minute after its reminder is due, which is in two seconds. */
const soon = (more: Partial<CreateEvent> = {}): Partial<CreateEvent> => {
  const start = utc(minute + 2000);
  return { title: 'Soon', start, end: utc(10 * minute), timeZone: 'UTC', reminders: [1], ...more };
};
async function listen(name: string) {
  const room = await world.createRoom(name, [[world.viewer, 'viewer']]);
  const socket = await joinRoom(wsUrl, world.viewer.token, room);
  return {
    room,
    close: socket.close,
    reminders: () =>
      socket
        .events()
        .filter(({ type }) => type === 'event.reminder')
        .map(({ data, at }) => ({ at: Date.parse(at), ...(data as unknown as Reminder) })),
  };
}
const until = { timeout: 15_000 };
/** Something that is due later, in the same room: what comes before it had its chance. */
const marker = (room: string, start = utc(minute + 4000)) =>
  world.make(world.owner, soon({ title: 'Marker', start }), room);
const patch = (url: string, body: object) => world.owner.inject({ method: 'PATCH', url, body });
const nextOf = async (id: string) => {
  const rows = await world.server
    .context('events')
    .db.query<{ due: Date }>('select due_at as due from event_next_reminders where event_id = $1', [id]);
  return rows[0] ? new Date(rows[0].due).toISOString() : null;
};

describe('a reminder', () => {
  it('comes when it is due, once, with the instance it is about', async () => {
    const { room, reminders, close } = await listen('Once');
    const event = await world.make(world.owner, soon({ rrule: 'FREQ=DAILY;COUNT=3' }), room);
    const due = Date.parse(instantOf(event.start)) - minute;
    await expect.poll(() => reminders().length, until).toBe(1);
    const [first] = reminders();
    expect(first).toMatchObject({
      eventId: event.id,
      originalStart: instantOf(event.start),
      start: instantOf(event.start),
      title: 'Soon',
      minutes: 1,
    });
    expect((first?.at ?? 0) - due).toBeGreaterThanOrEqual(0);
    expect((first?.at ?? 0) - due).toBeLessThan(5000);
    expect(await nextOf(event.id)).toBe(new Date(due + 24 * 60 * minute).toISOString());
    await marker(room, utc(minute + 2000));
    await expect.poll(() => reminders().length, until).toBe(2);
    expect(reminders().map(({ title }) => title)).toEqual(['Soon', 'Marker']);
    close();
  });

  it('follows an instance that was moved, and its event that was moved', async () => {
    const { room, reminders, close } = await listen('Moved');
    const start = utc(60 * minute);
    const series = await world.make(
      world.owner,
      soon({ start, end: utc(70 * minute), rrule: 'FREQ=DAILY;COUNT=3' }),
      room,
    );
    const single = await world.make(world.owner, soon({ start: utc(9 * minute), title: 'Single' }), room);
    const to = utc(minute + 2000);
    const moved = await patch(`/v1/events/${series.id}/occurrences/${instantOf(start)}`, {
      start: to,
      end: utc(20 * minute),
      title: 'Earlier',
    });
    expect(moved.status, moved.raw.body).toBe(200);
    await patch(`/v1/events/${single.id}`, { start: to });
    await expect.poll(() => reminders().length, until).toBe(2);
    expect(reminders().find(({ title }) => title === 'Earlier')).toMatchObject({
      originalStart: instantOf(start),
      start: instantOf(to),
    });
    expect(reminders().find(({ title }) => title === 'Single')).toMatchObject({
      originalStart: instantOf(to),
    });
    // Moved again after its reminder: it reminds of the new time.
    const again = utc(minute + 2000);
    await patch(`/v1/events/${series.id}/occurrences/${instantOf(start)}`, {
      start: again,
      end: utc(20 * minute),
    });
    await expect.poll(() => reminders().at(-1)?.start, until).toBe(instantOf(again));
    close();
  });

  it('is none for what is cancelled, deleted, taken away, or was due when it was written', async () => {
    const { room, reminders, close } = await listen('None');
    const series = await world.make(world.owner, soon({ rrule: 'FREQ=DAILY;COUNT=3' }), room);
    await world.owner.inject({
      method: 'DELETE',
      url: `/v1/events/${series.id}/occurrences/${instantOf(series.start)}`,
    });
    const gone = await world.make(world.owner, soon(), room);
    await world.owner.inject({ method: 'DELETE', url: `/v1/events/${gone.id}` });
    const quiet = await world.make(world.owner, soon(), room);
    await patch(`/v1/events/${quiet.id}`, { reminders: [] });
    const past = await world.make(world.owner, soon({ start: utc(3000), reminders: [1, 5] }), room);
    const last = await marker(room);
    expect(await nextOf(past.id)).toBeNull();
    expect(await nextOf(quiet.id)).toBeNull();
    await expect.poll(() => reminders().length, until).toBe(1);
    expect(reminders().map(({ eventId }) => eventId)).toEqual([last.id]);
    close();
  });

  it('comes late when no server ran, unless the event began more than ten minutes ago', async () => {
    const { room, reminders, close } = await listen('Late');
    const { db } = world.server.context('events');
    const past = (title: string, begun: number) =>
      world.make(
        world.owner,
        { title, start: utc(-begun * minute), end: utc(60 * minute), timeZone: 'UTC', reminders: [5] },
        room,
      );
    const ids = [(await past('Begun', 3)).id, (await past('Long ago', 30)).id];
    const next = await world.make(world.owner, soon({ start: utc(10 * minute), reminders: [20, 30] }), room);
    for (const id of [...ids, next.id])
      await db.query(
        `insert into event_next_reminders (event_id, due_at) values ($1, now() - interval '1 hour')`,
        [id],
      );
    await marker(room, utc(minute + 2000));
    await expect.poll(() => reminders().some(({ title }) => title === 'Marker'), until).toBe(true);
    expect(
      reminders()
        .map(({ title, minutes }) => `${title} ${minutes}`)
        .sort(),
    ).toEqual(['Begun 5', 'Marker 1', 'Soon 20', 'Soon 30']);
    expect(await Promise.all(ids.map(nextOf))).toEqual([null, null]);
    close();
  });

  it('is shown on replay as the event is now, and not of what is no longer so', async () => {
    const { room, reminders, close } = await listen('Replayed');
    const [kept, moved, gone] = [
      await world.make(world.owner, soon({ title: 'canary' }), room),
      await world.make(world.owner, soon({ title: 'moved-canary' }), room),
      await world.make(world.owner, soon({ title: 'gone-canary' }), room),
    ];
    await expect.poll(() => reminders().length, until).toBe(3);
    await patch(`/v1/events/${kept.id}`, { title: 'Renamed' });
    await patch(`/v1/events/${moved.id}`, { start: utc(50 * minute) });
    await world.owner.inject({ method: 'DELETE', url: `/v1/events/${gone.id}` });
    const late = await joinRoom(wsUrl, world.viewer.token, room, { after: 0 });
    const shown = late.events().filter(({ type }) => type === 'event.reminder');
    expect(shown.map(({ data }) => data)).toEqual([
      expect.objectContaining({ eventId: kept.id, title: 'Renamed', minutes: 1 }),
    ]);
    late.close();
    close();
  });

  it('keeps to the wall time where the clock changes, and to the midnight of an all-day event', async () => {
    // Clocks go forward in Berlin on 28 March 2027.
    const wall = await world.make(world.owner, {
      start: '2027-03-27T10:00',
      end: '2027-03-27T11:00',
      rrule: 'FREQ=DAILY;COUNT=2',
      reminders: [1440],
    });
    expect(await nextOf(wall.id)).toBe('2027-03-26T09:00:00.000Z');
    await world.owner.inject({ method: 'DELETE', url: `/v1/events/${wall.id}/occurrences/2027-03-27T10:00` });
    expect(await nextOf(wall.id)).toBe('2027-03-27T08:00:00.000Z');
    const day = await world.make(world.owner, {
      start: '2027-03-29',
      end: '2027-03-30',
      allDay: true,
      reminders: [60, 1440],
    });
    expect(await nextOf(day.id)).toBe('2027-03-27T22:00:00.000Z');
  });
});

it('of events from before the migration is worked out at the first look', async () => {
  const { room, reminders, close } = await listen('Before');
  const start = utc(3 * 60 * minute);
  const event = await world.make(world.owner, soon({ start, end: utc(4 * 60 * minute) }), room);
  const due = await nextOf(event.id);
  const { db } = world.server.context('events');
  await db.transaction(async () => {
    await remind.down(db);
    await remind.up(db);
  });
  expect(await nextOf(event.id)).not.toBe(due);
  await marker(room, utc(minute + 1000));
  await expect.poll(() => reminders().length, until).toBe(1);
  expect(await nextOf(event.id)).toBe(due);
  expect(reminders().map(({ title }) => title)).toEqual(['Marker']);
  close();
});

it('reminds of a thousand events that are due in one minute within seconds', async () => {
  const { room, reminders, close } = await listen('Thousand');
  const start = utc(minute + 60 * minute);
  for (let from = 0; from < 1000; from += 50) {
    const operations = Array.from({ length: 50 }, (_, index) => ({
      op: 'create',
      data: { ...soon({ start, end: utc(90 * minute), title: `Event ${from + index}` }) },
    }));
    const done = await world.owner.inject({
      method: 'POST',
      url: `/v1/rooms/${room}/events/batch`,
      body: { operations },
    });
    expect(done.status, done.raw.body).toBe(200);
  }
  const { db } = world.server.context('events');
  // As if an hour had passed: their reminders are due from now on.
  const wall = utc(minute);
  await db.query(
    `update events set start_local = $2, first_at = $2::text::timestamp at time zone 'UTC', version = version + 1 where room_id = $1`,
    [room, wall],
  );
  await db.query(
    `update event_next_reminders n set due_at = $2::text::timestamp at time zone 'UTC' - interval '1 minute'
     from events e where e.id = n.event_id and e.room_id = $1`,
    [room, wall],
  );
  const began = Date.now();
  await marker(room, utc(minute + 1000));
  await expect.poll(() => reminders().length, { timeout: 20_000 }).toBe(1001);
  const took = Date.now() - began;
  expect(new Set(reminders().map(({ eventId }) => eventId)).size).toBe(1001);
  expect(took).toBeLessThan(8000);
  close();
}, 60_000);
