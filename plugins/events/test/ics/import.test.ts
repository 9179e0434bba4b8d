import type { TestUser } from '@teambrain/core/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CalendarEvent, ImportReport } from '../../shared/types.js';
import { openWorld, type World } from '../world.js';
import { calendar, event, fixture, fixtureNames, read, sample, sampleNames } from './support.js';

let world: World;
beforeAll(async () => {
  world = await openWorld({ config: { limits: { factor: 100 } } });
});

async function importFile(
  by: TestUser,
  room: string,
  body: string | Uint8Array,
  query = '',
  { server } = world,
) {
  const answer = await server.app.inject({
    method: 'POST',
    url: `/v1/rooms/${room}/events/import${query}`,
    headers: { 'content-type': 'text/calendar', authorization: `Bearer ${by.token}` },
    payload: Buffer.from(body as string),
  });
  return { status: answer.statusCode, body: answer.json<ImportReport & { code?: string }>() };
}

const exportFile = async (by: TestUser, room: string) => {
  const answer = await by.inject({ url: `/v1/rooms/${room}/events.ics` });
  expect(answer.status).toBe(200);
  return answer.raw.body;
};

const three = calendar(
  ...['a', 'b', 'c'].flatMap((uid) => [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `SUMMARY:Event ${uid}`,
    'DTSTART;TZID=Europe/Berlin:20270302T100000',
    'DURATION:PT1H',
    'RRULE:FREQ=WEEKLY;COUNT=3',
    'END:VEVENT',
  ]),
);

describe('an import', () => {
  it('creates the events of the file, which are in the calendar of the room', async () => {
    const room = await world.createRoom('Import', [[world.member, 'member']]);
    const { status, body } = await importFile(world.member, room, three);
    expect(status).toBe(200);
    expect(body).toMatchObject({ created: 3, updated: 0, unchanged: 0, skipped: [], notCarried: [] });
    expect(body.events.map(({ uid }) => uid)).toEqual(['a', 'b', 'c']);
    const { items } = await world.window(world.member, '2027-03-01', '2027-04-01', room);
    expect(items).toHaveLength(9);
    expect(items[0]?.start).toBe('2027-03-02T09:00:00.000Z');
  });

  it('of the same file again changes nothing, of a changed one what changed', async () => {
    const room = await world.createRoom('Again', [[world.member, 'member']]);
    const first = (await importFile(world.member, room, three)).body;
    const again = (await importFile(world.member, room, three)).body;
    expect(again).toEqual({ ...first, created: 0, unchanged: 3 });
    const changed = three.replace('Event b', 'Event B');
    expect((await importFile(world.member, room, changed)).body).toMatchObject({
      created: 0,
      updated: 1,
      unchanged: 2,
    });
    const { eventId } = first.events[1]!;
    const found = await world.member.inject({ url: `/v1/events/${eventId}` });
    expect(found.body).toMatchObject({ title: 'Event B', version: 2, role: 'owner' });
  });

  it('leaves out what somebody may not change and what cannot be held, and takes the rest', async () => {
    const room = await world.createRoom('Partly', [[world.member, 'member']]);
    await importFile(world.owner, room, three);
    const mixed = three
      .replace('Event a', 'Mine now')
      .replace('UID:b', 'UID:new')
      .replace('COUNT=3\r\nEND:VEVENT\r\nEND:VCALENDAR', 'COUNT=0\r\nEND:VEVENT\r\nEND:VCALENDAR');
    const { body } = await importFile(world.member, room, mixed);
    expect(body).toMatchObject({ created: 1, updated: 0, unchanged: 0 });
    expect(body.skipped.map(({ uid, code }) => [uid, code])).toEqual([
      ['c', 'recurrence_invalid'],
      ['a', 'forbidden'],
    ]);
  });

  it('keeps whom an event invites when it comes again', async () => {
    const room = await world.createRoom('Invited', [[world.member, 'member']]);
    const { eventId } = (await importFile(world.member, room, three)).body.events[0]!;
    const attendees = [world.member.user.id];
    await world.member.inject({ method: 'PATCH', url: `/v1/events/${eventId}`, body: { attendees } });
    await importFile(world.member, room, three.replace('Event a', 'Another'));
    const { body } = await world.member.inject({ url: `/v1/events/${eventId}` });
    expect(body.title).toBe('Another');
    expect(body.attendees).toHaveLength(1);
  });

  it('of some instances alone changes these in the series that the room has', async () => {
    const room = await world.createRoom('Instances', [[world.member, 'member']]);
    const { eventId } = (await importFile(world.member, room, three)).body.events[0]!;
    const instance = (...lines: string[]) =>
      calendar('BEGIN:VEVENT', 'UID:a', 'SUMMARY:Only this', ...lines, 'DURATION:PT1H', 'END:VEVENT');
    const file = instance('RECURRENCE-ID:20270309T090000Z', 'DTSTART:20270310T120000Z');
    expect((await importFile(world.member, room, file)).body).toMatchObject({ updated: 1, skipped: [] });
    expect((await importFile(world.member, room, file)).body).toMatchObject({ unchanged: 1 });
    const { items } = await world.window(world.member, '2027-03-01', '2027-04-01', room);
    const own = items.filter((item) => item.eventId === eventId);
    expect(own.map(({ start, title }) => [start, title])).toEqual([
      ['2027-03-02T09:00:00.000Z', 'Event a'],
      ['2027-03-10T12:00:00.000Z', 'Only this'],
      ['2027-03-16T09:00:00.000Z', 'Event a'],
    ]);
    const unknown = instance('RECURRENCE-ID:20280309T090000Z', 'DTSTART:20280310T120000Z');
    expect((await importFile(world.member, room, unknown)).body.skipped).toMatchObject([
      { uid: 'a', code: 'event_occurrence_unknown' },
    ]);
  });

  it('stops where the room is full', async () => {
    const full = await openWorld({ config: { plugins: { events: { maxEvents: 100 } } } });
    const many = calendar(
      ...Array.from({ length: 150 }, (_, n) => [
        'BEGIN:VEVENT',
        `UID:${n}`,
        'DTSTART:20270302T100000Z',
        'END:VEVENT',
      ]).flat(),
    );
    const { body } = await importFile(full.member, full.roomId, many, '', full);
    expect(body.created).toBe(100);
    expect(body.skipped).toHaveLength(50);
    expect(body.skipped[0]).toMatchObject({ uid: '100', title: '(untitled)', code: 'event_room_full' });
  });

  it('takes two at once without making an event twice', async () => {
    const room = await world.createRoom('Twice', [[world.member, 'member']]);
    const many = calendar(
      ...Array.from({ length: 120 }, (_, n) => [
        'BEGIN:VEVENT',
        `UID:${n}`,
        'DTSTART:20270302T100000Z',
        'END:VEVENT',
      ]).flat(),
    );
    const answers = await Promise.all([1, 2, 3].map(() => importFile(world.member, room, many)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(answers.reduce((sum, { body }) => sum + body.created, 0)).toBe(120);
    const { items } = await world.window(world.member, '2027-03-01', '2027-04-01', room);
    expect(items).toHaveLength(120);
  });

  it('reads times without a zone where the request says', async () => {
    const room = await world.createRoom('Floating', [[world.member, 'member']]);
    const { body } = await importFile(
      world.member,
      room,
      event('DTSTART:20270302T100000'),
      '?timeZone=asia/tokyo',
    );
    expect(body.notCarried).toEqual([{ what: 'times without a zone, read in Asia/Tokyo', count: 1 }]);
    const refused = await importFile(world.member, room, three, '?timeZone=Middle/Earth');
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({ code: 'event_times_invalid', errors: [{ path: '/timeZone' }] });
  });

  it('of 2,000 events takes a few seconds', async () => {
    const room = await world.createRoom('Many', [[world.member, 'member']]);
    const many = calendar(
      ...Array.from({ length: 2000 }, (_, n) => [
        'BEGIN:VEVENT',
        `UID:${n}`,
        `SUMMARY:Event ${n}`,
        'DTSTART;TZID=Europe/Berlin:20270302T100000',
        'DURATION:PT1H',
        'RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=10',
        'END:VEVENT',
      ]).flat(),
    );
    const started = performance.now();
    const { body } = await importFile(world.member, room, many);
    const took = performance.now() - started;
    expect(body).toMatchObject({ created: 2000, skipped: [] });
    expect(took).toBeLessThan(15_000);
    expect((await exportFile(world.member, room)).match(/^BEGIN:VEVENT/gm)).toHaveLength(2000);
  }, 60_000);
});

describe('an export', () => {
  it('of events that were made here is nothing new to the room it comes from', async () => {
    const room = await world.createRoom('Made here', [[world.member, 'member']]);
    const inputs = [
      { title: 'Plain', description: 'A\nB; c, d\\', location: 'Room: "1"', reminders: [0, 10], busy: false },
      { title: ' Days ', allDay: true, start: '2027-03-02', end: '2027-03-05', timeZone: 'Asia/Tokyo' },
      { title: 'Flight', end: '2027-03-02T08:30:00', endTimeZone: 'America/New_York' },
      { title: 'Birthday', allDay: true, start: '2027-02-28', end: '2027-03-01', rrule: 'FREQ=YEARLY' },
      {
        title: 'Series',
        rrule: 'FREQ=MONTHLY;BYDAY=1TU,-1FR;UNTIL=20281231T120000Z',
        rdate: ['2027-03-20T10:00:00'],
        exdate: ['2027-03-26T10:00:00'],
        attendees: [world.member.user.id],
      },
      { title: 'In UTC', timeZone: 'UTC', rrule: 'FREQ=DAILY;INTERVAL=2;COUNT=5' },
      {
        title: 'Over the change',
        start: '2027-03-28T01:30:00',
        end: '2027-03-28T03:30:00',
        rrule: 'FREQ=DAILY',
      },
    ];
    const made: CalendarEvent[] = [];
    for (const input of inputs) made.push(await world.make(world.member, input, room));
    const change = (index: number, name: string, body: object) =>
      world.member.inject({
        method: 'PATCH',
        url: `/v1/events/${made[index]!.id}/occurrences/${name}`,
        body,
      });
    const changes = [
      await change(4, '2027-04-06T10:00:00', { start: '2027-04-07T09:00:00', title: 'Moved' }),
      await change(4, '2027-04-30T10:00:00', { cancelled: true }),
      await change(3, '2028-02-28', { title: 'The fortieth', description: 'Round' }),
    ];
    expect(changes.map(({ status }) => status)).toEqual([200, 200, 200]);

    const file = await exportFile(world.member, room);
    expect((await importFile(world.member, room, file)).body).toMatchObject({
      created: 0,
      updated: 0,
      unchanged: inputs.length,
      skipped: [],
      notCarried: [],
    });
    const copy = await world.createRoom('Copy', [[world.member, 'member']]);
    await importFile(world.member, copy, file);
    const shown = async (of: string) => {
      const { items } = await world.window(world.member, '2027-01-01', '2028-01-01', of);
      // At the same time they stand in order of id.
      return items.map(({ eventId, rsvp, ...item }) => JSON.stringify(item)).sort();
    };
    expect(await shown(copy)).toEqual(await shown(room));
    expect((await shown(copy)).length).toBeGreaterThan(300);
  });
});

describe('the documentation', () => {
  it('says which bodies an import takes and what a file is', async () => {
    const { body } = await world.owner.inject({ url: '/openapi.json' });
    const importing = body.paths['/v1/rooms/{roomId}/events/import'].post;
    expect(Object.keys(importing.requestBody.content)).toEqual(['text/calendar', 'application/octet-stream']);
    for (const path of [
      '/v1/rooms/{roomId}/events.ics',
      '/v1/events/{eventId}/event.ics',
      '/v1/feeds/{secret}.ics',
    ])
      expect(Object.keys(body.paths[path].get.responses['200'].content)).toEqual(['text/calendar']);
  });
});

describe('a file of another program', () => {
  it.each([...fixtureNames, ...sampleNames])('%s goes from room to room without a change', async (name) => {
    const from = await world.createRoom(`From ${name}`, [[world.member, 'member']]);
    const to = await world.createRoom(`To ${name}`, [[world.member, 'member']]);
    const file = fixtureNames.includes(name) ? fixture(name) : sample(name);
    const { body } = await importFile(world.member, from, file);
    const text = await exportFile(world.member, from);
    const second = await importFile(world.member, to, text);
    expect(second.body).toMatchObject({ created: body.created, updated: 0, skipped: [], notCarried: [] });
    const byUid = async (file: string) => (await read(file)).entries.sort((a, b) => (a.uid < b.uid ? -1 : 1));
    expect(await byUid(await exportFile(world.member, to))).toEqual(await byUid(text));
    expect((await importFile(world.member, from, text)).body).toMatchObject({
      created: 0,
      updated: 0,
      unchanged: body.created,
    });
  });
});
