import { beforeAll, describe, expect, it } from 'vitest';
import type { BatchOperation, Occurrence, OccurrencePage } from '../shared/types.js';
import { openWorld, plain, starts, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
const newRoom = (name: string) =>
  world.createRoom(name, [
    [world.member, 'member'],
    [world.viewer, 'viewer'],
  ]);
const fill = async (room: string, operations: BatchOperation[]) => {
  const answer = await world.member.inject({
    method: 'POST',
    url: `/v1/rooms/${room}/events/batch`,
    body: { operations },
  });
  expect(answer.status, answer.raw.body).toBe(200);
};
const keyOf = ({ start, eventId, originalStart }: Occurrence) => `${start} ${eventId} ${originalStart}`;

describe('a window of a room', () => {
  it('holds what overlaps it, whole, in order of start', async () => {
    const room = await newRoom('Overlap');
    const at = (title: string, start: string, end: string, more = {}) =>
      world.make(world.member, { title, start, end, timeZone: 'UTC', ...more }, room);
    await at('over before', '2027-04-09T10:00', '2027-04-10T00:00');
    await at('reaches in', '2027-04-09T23:00', '2027-04-10T01:00');
    await at('around it', '2027-04-01T00:00', '2027-05-01T00:00');
    await at('a moment at its start', '2027-04-10T00:00', '2027-04-10T00:00');
    await at('a moment at its end', '2027-04-11T00:00', '2027-04-11T00:00');
    await at('reaches out', '2027-04-10T23:00', '2027-04-11T03:00');
    await at('after it', '2027-04-11T00:00', '2027-04-11T01:00');
    await at('all day', '2027-04-10', '2027-04-11', { allDay: true });
    const { items, truncated, nextCursor } = await world.window(
      world.viewer,
      '2027-04-10',
      '2027-04-11',
      room,
    );
    expect(items.map(({ title }) => title).sort()).toEqual([
      'a moment at its start',
      'all day',
      'around it',
      'reaches in',
      'reaches out',
    ]);
    expect([truncated, nextCursor]).toEqual([false, null]);
    const timed = items.filter(({ allDay }) => !allDay);
    expect(starts({ items: timed })).toEqual(starts({ items: timed }).sort());
  });

  it('reads from and to as instants with any offset', async () => {
    const room = await newRoom('Offsets');
    await world.make(world.member, {}, room);
    const hour = (from: string, to: string) =>
      world.window(world.viewer, encodeURIComponent(from), encodeURIComponent(to), room);
    expect((await hour('2027-03-02T10:00:00+01:00', '2027-03-02T11:00:00+01:00')).items).toHaveLength(1);
    expect((await hour('2027-03-02T10:00:00Z', '2027-03-02T11:00:00Z')).items).toHaveLength(0);
  });

  it('says the same in MessagePack, and answers 304 to who has it', async () => {
    const room = await newRoom('Formats');
    await world.make(
      world.member,
      {
        title: 'ünïcode "quoted" 漢字',
        location: 'Kitchen',
        rrule: 'FREQ=DAILY',
        attendees: [world.viewer.user.id],
      },
      room,
    );
    const url = `/v1/rooms/${room}/events?from=2027-03-01&to=2027-04-01`;
    for (const by of [world.viewer, world.owner]) {
      const json = await by.inject<OccurrencePage>({ url });
      const packed = await by.inject<OccurrencePage>({ url, format: 'msgpack' });
      expect(packed.body).toEqual(json.body);
      expect(json.body.items).toHaveLength(30);
      expect(
        json.body.items.every(({ rsvp }) => rsvp === (by === world.viewer ? 'needs_action' : undefined)),
      ).toBe(true);
      const { etag } = json.headers as { etag: string };
      expect((await by.inject({ url, headers: { 'if-none-match': etag } })).status).toBe(304);
    }
  });

  it('shows one occurrence as the event itself lists it', async () => {
    const room = await newRoom('Equal');
    const { id } = await world.make(
      world.member,
      { rrule: 'FREQ=DAILY;COUNT=5', location: 'Kitchen', description: 'Of all', end: '2027-03-02T10:30' },
      room,
    );
    const patch = (day: number, body: object) =>
      world.member.inject({
        method: 'PATCH',
        url: `/v1/events/${id}/occurrences/2027-03-0${day}T10:00`,
        body,
      });
    await patch(3, { title: 'Own', location: 'Garden' });
    await patch(4, { start: '2027-03-04T12:15' });
    await patch(5, { description: 'own text' });
    await patch(6, { cancelled: true });
    const query = 'from=2027-03-01&to=2027-04-01&cancelled=true';
    const ofRoom = await world.viewer.inject<OccurrencePage>({ url: `/v1/rooms/${room}/events?${query}` });
    const ofEvent = await world.viewer.inject<OccurrencePage>({
      url: `/v1/events/${id}/occurrences?${query}`,
    });
    expect(ofRoom.body.items.map(({ description }) => description)).toEqual([
      undefined,
      undefined,
      undefined,
      'own text',
      undefined,
    ]);
    expect(ofRoom.body).toEqual(ofEvent.body);
  });
});

describe('a window of ten thousand occurrences', () => {
  it('comes page by page, each once and in one order, however dense single series are', async () => {
    const room = await newRoom('Dense');
    const dense = {
      start: '2027-01-01T00:00',
      end: '2027-01-01T00:10',
      timeZone: 'UTC',
      rrule: 'FREQ=HOURLY',
    };
    const operations: BatchOperation[] = [
      ...Array.from({ length: 3 }, () => ({ op: 'create' as const, data: { ...plain, ...dense } })),
      ...Array.from({ length: 40 }, (_, index) => ({
        op: 'create' as const,
        data: {
          ...plain,
          start: `2027-01-01T${String(index % 24).padStart(2, '0')}:00`,
          end: `2027-01-01T${String(index % 24).padStart(2, '0')}:30`,
          timeZone: index % 2 ? 'Asia/Tokyo' : 'America/New_York',
          rrule: 'FREQ=DAILY',
        },
      })),
    ];
    await fill(room, operations);
    const seen: string[] = [];
    const pages: OccurrencePage[] = [];
    let more = '';
    do {
      const page = await world.window(world.viewer, '2027-02-01', '2027-06-01', room, more);
      pages.push(page);
      seen.push(...page.items.map(keyOf));
      more = `&cursor=${page.nextCursor}`;
      expect(page.items.length).toBeLessThanOrEqual(5000);
      const counts = new Map<string, number>();
      for (const { eventId } of page.items) counts.set(eventId, (counts.get(eventId) ?? 0) + 1);
      expect(Math.max(...counts.values())).toBeLessThanOrEqual(1000);
    } while (pages.at(-1)?.truncated && pages.length < 20);
    // 120 days: 2,880 of each hourly series and 120 of each daily one; those of the first day may reach in from before.
    expect(seen.length).toBeGreaterThanOrEqual(3 * 2880 + 40 * 120);
    expect(seen.length).toBeLessThanOrEqual(3 * 2880 + 40 * 121);
    expect(new Set(seen).size).toBe(seen.length);
    expect([...seen].sort()).toEqual(seen);
    expect(pages.map(({ truncated }) => truncated)).toEqual([...Array(pages.length - 1).fill(true), false]);
    const small = await world.window(world.viewer, '2027-02-01', '2027-06-01', room, '&limit=7');
    expect(small.items.map(keyOf)).toEqual(seen.slice(0, 7));
    const next = await world.window(
      world.viewer,
      '2027-02-01',
      '2027-06-01',
      room,
      `&limit=7&cursor=${small.nextCursor}`,
    );
    expect(next.items.map(keyOf)).toEqual(seen.slice(7, 14));
  });
});

describe('what is cached of a window', () => {
  it('ends with every change of the room’s events', async () => {
    const room = await newRoom('Cached');
    const titles = async () =>
      (await world.window(world.viewer, '2027-03-01', '2027-03-08', room)).items.map(({ title }) => title);
    expect(await titles()).toEqual([]);
    const { id } = await world.make(world.member, { rrule: 'FREQ=DAILY;COUNT=2' }, room);
    expect(await titles()).toEqual(['Standup', 'Standup']);
    const change = (method: 'PATCH' | 'DELETE', rest: string, body?: object) =>
      world.member.inject({ method, url: `/v1/events/${id}${rest}`, ...(body ? { body } : {}) });
    await change('PATCH', '', { title: 'Retro' });
    expect(await titles()).toEqual(['Retro', 'Retro']);
    await change('PATCH', '/occurrences/2027-03-03T10:00', { title: 'Special' });
    expect(await titles()).toEqual(['Retro', 'Special']);
    await change('DELETE', '/occurrences/2027-03-02T10:00');
    expect(await titles()).toEqual(['Special']);
    await world.member.inject({ method: 'POST', url: `/v1/events/${id}/rollback`, body: { version: 2 } });
    expect(await titles()).toEqual(['Retro', 'Retro']);
    await fill(room, [{ op: 'create', data: { ...plain, title: 'Batch' } }]);
    expect((await titles()).sort()).toEqual(['Batch', 'Retro', 'Retro']);
    await change('DELETE', '');
    expect(await titles()).toEqual(['Batch']);
  });
});

describe('an earlier version', () => {
  it('comes back as a new one, with the instances that it had', async () => {
    const { id } = await world.make(world.member, {
      rrule: 'FREQ=DAILY;COUNT=3',
      attendees: [world.viewer.user.id],
      description: 'first',
    });
    const patch = (rest: string, body: object) =>
      world.member.inject({ method: 'PATCH', url: `/v1/events/${id}${rest}`, body });
    await patch('/occurrences/2027-03-03T10:00', { title: 'Own' });
    await patch('', { rrule: null, description: 'second', attendees: [], start: '2027-03-09T08:00' });
    const answer = await world.member.inject({
      method: 'POST',
      url: `/v1/events/${id}/rollback`,
      body: { version: 2, baseVersion: 3 },
    });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        version: 4,
        description: 'first',
        start: '2027-03-02T10:00:00',
        rrule: expect.stringContaining('COUNT=3'),
        attendees: [{ user: { id: world.viewer.user.id } }],
      },
    });
    const { items } = (
      await world.viewer.inject({ url: `/v1/events/${id}/occurrences?from=2027-03-01&to=2027-04-01` })
    ).body;
    expect(items.map(({ title }: Occurrence) => title)).toEqual(['Standup', 'Own', 'Standup']);
    const { body } = await world.viewer.inject({ url: `/v1/events/${id}/versions` });
    expect(body.items[0]).toMatchObject({ version: 4, cause: 'restored', restoredFrom: 2 });
  });
});
