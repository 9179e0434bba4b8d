import { beforeAll, describe, expect, it } from 'vitest';
import type { CalendarEvent, Occurrence } from '../shared/types.js';
import { openWorld, starts, type World } from './world.js';

let world: World;
let room: string;
beforeAll(async () => {
  world = await openWorld();
  room = world.roomId;
});

const url = (id: string, original = '', rest = '') =>
  `/v1/events/${id}/occurrences${original === '' ? '' : `/${encodeURIComponent(original)}`}${rest}`;
const list = async (id: string, from: string, to: string, more = ''): Promise<Occurrence[]> => {
  const { status, body } = await world.viewer.inject({ url: url(id, '', `?from=${from}&to=${to}${more}`) });
  expect(status, JSON.stringify(body)).toBe(200);
  return body.items;
};
const change = (id: string, original: string, body: object, scope = 'this') =>
  world.member.inject({ method: 'PATCH', url: url(id, original, `?scope=${scope}`), body });
const remove = (id: string, original: string, scope = 'this') =>
  world.member.inject({ method: 'DELETE', url: url(id, original, `?scope=${scope}`) });
const times = (items: Occurrence[]) => items.map(({ start }) => start.replace(':00.000Z', 'Z'));

/** 10:00 in Berlin: 09:00 UTC in winter, 08:00 from 28 March on. */
const daily = (more: object = {}): Promise<CalendarEvent> =>
  world.make(world.member, { rrule: 'FREQ=DAILY', ...more });

describe('instances of a series', () => {
  it('keep the wall time over the change of the clock', async () => {
    const { id } = await daily();
    expect(times(await list(id, '2027-03-26', '2027-03-30'))).toEqual([
      '2027-03-26T09:00Z',
      '2027-03-27T09:00Z',
      '2027-03-28T08:00Z',
      '2027-03-29T08:00Z',
    ]);
  });

  it('at a time that the clock skips take place by what it skips later, under their own name', async () => {
    const { id } = await daily({ start: '2027-03-27T02:30', end: '2027-03-27T03:00' });
    const items = await list(id, '2027-03-27', '2027-03-30');
    expect(times(items)).toEqual(['2027-03-27T01:30Z', '2027-03-28T01:30Z', '2027-03-29T00:30Z']);
    const byLocal = await change(id, '2027-03-28T02:30', { title: 'By its wall time' });
    expect(byLocal).toMatchObject({ status: 200, body: { originalStart: '2027-03-28T01:30:00.000Z' } });
    const byInstant = await change(id, '2027-03-28T01:30:00Z', { location: 'By its instant' });
    expect(byInstant.body).toMatchObject({
      title: 'By its wall time',
      location: 'By its instant',
      moved: true,
    });
  });

  it('follow New York over its own change', async () => {
    const { id } = await daily({ timeZone: 'America/New_York' });
    expect(times(await list(id, '2027-03-13', '2027-03-16'))).toEqual([
      '2027-03-13T15:00Z',
      '2027-03-14T14:00Z',
      '2027-03-15T14:00Z',
    ]);
  });

  it('may begin in one zone and end in another', async () => {
    const flight = await world.make(world.member, {
      title: 'Flight',
      start: '2027-03-02T22:00',
      end: '2027-03-03T00:30',
      endTimeZone: 'America/New_York',
      rrule: 'FREQ=WEEKLY;COUNT=2',
    });
    const [first] = await list(flight.id, '2027-03-01', '2027-03-05');
    expect(first).toMatchObject({ start: '2027-03-02T21:00:00.000Z', end: '2027-03-03T05:30:00.000Z' });
  });

  it('of all-day events are dates', async () => {
    const { id } = await daily({
      allDay: true,
      start: '2027-03-26',
      end: '2027-03-28',
      rrule: 'FREQ=WEEKLY',
    });
    const items = await list(id, '2027-03-20', '2027-04-03');
    expect(items).toMatchObject([
      { originalStart: '2027-03-26', start: '2027-03-26', end: '2027-03-28', allDay: true },
      { originalStart: '2027-04-02', start: '2027-04-02', end: '2027-04-04' },
    ]);
    expect(await change(id, '2027-04-02', { start: '2027-04-04' })).toMatchObject({
      status: 200,
      body: { start: '2027-04-04', end: '2027-04-06', moved: true },
    });
  });

  it('are unknown under any other name', async () => {
    const { id } = await daily({ exdate: ['2027-03-05T10:00'] });
    for (const name of [
      '2027-03-05T10:00',
      '2027-03-05T09:00:00Z',
      '2027-03-03T11:00:00',
      '2027-03-03',
      'now',
      `'; drop table events; --`,
      '2027-02-30T10:00',
      '2027-03-01T10:00',
    ])
      for (const answer of [await change(id, name, { title: 'x' }), await remove(id, name)])
        expect(answer, name).toMatchObject({ status: 404, body: { code: 'event_occurrence_unknown' } });
  });
});

describe('this instance', () => {
  it('is moved alone: into a window that it was outside of, and out of its own', async () => {
    const { id } = await daily({ rrule: 'FREQ=DAILY;COUNT=3' });
    const answer = await change(id, '2027-03-03T09:00:00.000Z', { start: '2027-04-20T15:00' });
    expect(answer.body).toMatchObject({
      eventId: id,
      originalStart: '2027-03-03T09:00:00.000Z',
      start: '2027-04-20T13:00:00.000Z',
      end: '2027-04-20T14:00:00.000Z',
      moved: true,
      cancelled: false,
      event: { id, version: 2, start: '2027-03-02T10:00:00' },
    });
    expect(times(await list(id, '2027-03-01', '2027-03-10'))).toEqual([
      '2027-03-02T09:00Z',
      '2027-03-04T09:00Z',
    ]);
    const window = await world.window(world.viewer, '2027-04-20', '2027-04-21');
    expect(window.items.filter(({ eventId }) => eventId === id)).toMatchObject([
      { originalStart: '2027-03-03T09:00:00.000Z', moved: true },
    ]);
  });

  it('is no longer moved when it is put back', async () => {
    const { id } = await daily();
    await change(id, '2027-03-03T10:00', { start: '2027-03-03T12:00', title: 'Late' });
    await change(id, '2027-03-03T10:00', { start: '2027-03-03T10:00', title: 'Standup' });
    expect((await list(id, '2027-03-03', '2027-03-04'))[0]).toMatchObject({ moved: false, title: 'Standup' });
  });

  it('is cancelled, shown as such to who asks, and brought back', async () => {
    const { id } = await daily();
    await change(id, '2027-03-03T10:00', { title: 'Special' });
    expect((await remove(id, '2027-03-03T10:00')).status).toBe(204);
    expect((await remove(id, '2027-03-03T10:00')).status).toBe(204);
    expect(times(await list(id, '2027-03-02', '2027-03-05'))).toEqual([
      '2027-03-02T09:00Z',
      '2027-03-04T09:00Z',
    ]);
    expect((await list(id, '2027-03-03', '2027-03-04', '&cancelled=true'))[0]).toMatchObject({
      cancelled: true,
      title: 'Special',
    });
    const back = await change(id, '2027-03-03T10:00', { cancelled: false });
    expect(back.body).toMatchObject({ cancelled: false, title: 'Special', event: { version: 4 } });
    expect(await list(id, '2027-03-03', '2027-03-04')).toHaveLength(1);
  });

  it('has no rule, zone or people of its own', async () => {
    const { id } = await daily();
    const answer = await change(id, '2027-03-03T10:00', {
      rrule: 'FREQ=DAILY',
      timeZone: 'UTC',
      allDay: true,
      attendees: [],
    });
    expect(answer).toMatchObject({ status: 422, body: { code: 'event_series_field' } });
    expect(answer.body.errors.map(({ path }: { path: string }) => path)).toEqual([
      '/rrule',
      '/timeZone',
      '/allDay',
      '/attendees',
    ]);
    expect(await change(id, '2027-03-03T10:00', { end: '2027-03-03T09:00' })).toMatchObject({
      status: 422,
      body: { code: 'event_times_invalid', errors: [{ path: '/end' }] },
    });
  });

  it('of an event that does not recur is the event', async () => {
    const { id } = await world.make(world.member);
    const answer = await change(id, '2027-03-02T10:00', { start: '2027-03-02T12:00', baseVersion: 1 });
    expect(answer.body).toMatchObject({ moved: false, event: { start: '2027-03-02T12:00:00', version: 2 } });
    expect((await remove(id, '2027-03-02T12:00')).status).toBe(204);
    expect((await world.member.inject({ url: `/v1/events/${id}` })).status).toBe(404);
  });

  it('follows the version that the change was based on', async () => {
    const { id } = await daily();
    expect(await change(id, '2027-03-03T10:00', { title: 'x', baseVersion: 7 })).toMatchObject({
      status: 409,
      body: { code: 'version_conflict', current: { id, version: 1 } },
    });
  });
});

describe('this and those that follow', () => {
  it('become an event of their own, with what was said about each of them', async () => {
    const { member, viewer } = world;
    const series = await daily({
      rrule: 'FREQ=DAILY;COUNT=10',
      attendees: [viewer.user.id],
      reminders: [10],
      exdate: ['2027-03-09T10:00'],
    });
    await change(series.id, '2027-03-03T10:00', { title: 'Before' });
    await change(series.id, '2027-03-08T10:00', { title: 'After' });
    await remove(series.id, '2027-03-07T10:00');
    const rsvp = (body: object) =>
      viewer.inject({ method: 'PUT', url: `/v1/events/${series.id}/rsvp`, body });
    await rsvp({ status: 'accepted' });
    await rsvp({ status: 'declined', originalStart: '2027-03-08T09:00:00Z' });

    const answer = await change(series.id, '2027-03-06T10:00', { start: '2027-03-06T14:00' }, 'following');
    expect(answer.status, answer.raw.body).toBe(200);
    const next: CalendarEvent = answer.body.event;
    expect(next.id).not.toBe(series.id);
    expect(next).toMatchObject({
      start: '2027-03-06T14:00:00',
      end: '2027-03-06T15:00:00',
      version: 1,
      role: 'owner',
      author: { id: member.user.id },
      reminders: [10],
      exdate: ['2027-03-09T14:00:00'],
      attendees: [{ user: { id: viewer.user.id }, status: 'accepted' }],
    });
    expect(answer.body).toMatchObject({ eventId: next.id, originalStart: '2027-03-06T13:00:00.000Z' });

    const before = await list(series.id, '2027-03-01', '2027-04-01');
    expect(before.map(({ title, start }) => [start.slice(8, 13), title])).toEqual([
      ['02T09', 'Standup'],
      ['03T09', 'Before'],
      ['04T09', 'Standup'],
      ['05T09', 'Standup'],
    ]);
    const after = await list(next.id, '2027-03-01', '2027-04-01');
    expect(after.map(({ title, start, rsvp }) => [start.slice(8, 13), title, rsvp])).toEqual([
      ['06T13', 'Standup', 'accepted'],
      ['08T13', 'After', 'declined'],
      ['10T13', 'Standup', 'accepted'],
      ['11T13', 'Standup', 'accepted'],
    ]);
    const old = await member.inject({ url: `/v1/events/${series.id}` });
    expect(old.body).toMatchObject({ version: 5, exdate: [] });
  });

  it('keep their last one when they move to a later hour or another zone', async () => {
    const { id } = await daily({ rrule: 'FREQ=DAILY;UNTIL=20270305T090000Z' });
    const later = await change(id, '2027-03-04T10:00', { start: '2027-03-04T15:00' }, 'following');
    expect(later.body.event.rrule).toBe('FREQ=DAILY;UNTIL=20270305T140000Z');
    expect(times(await list(later.body.event.id, '2027-03-01', '2027-04-01'))).toEqual([
      '2027-03-04T14:00Z',
      '2027-03-05T14:00Z',
    ]);
    const url = `/v1/events/${id}`;
    await world.member.inject({ method: 'PATCH', url, body: { timeZone: 'America/New_York' } });
    expect(times(await list(id, '2027-03-01', '2027-04-01'))).toEqual([
      '2027-03-02T15:00Z',
      '2027-03-03T15:00Z',
    ]);
  });

  it('from the first on are the series itself', async () => {
    const { id } = await daily({ rrule: 'FREQ=DAILY;COUNT=3' });
    const answer = await change(
      id,
      '2027-03-02T10:00',
      { title: 'All', start: '2027-03-02T11:00' },
      'following',
    );
    expect(answer.body).toMatchObject({ eventId: id, title: 'All', event: { id, version: 2 } });
    expect(times(await list(id, '2027-03-01', '2027-04-01'))).toEqual([
      '2027-03-02T10:00Z',
      '2027-03-03T10:00Z',
      '2027-03-04T10:00Z',
    ]);
    expect((await remove(id, '2027-03-02T11:00', 'following')).status).toBe(204);
    expect((await world.member.inject({ url: `/v1/events/${id}` })).status).toBe(404);
  });

  it('are taken out, and the series ends before', async () => {
    const { id } = await daily();
    await change(id, '2027-03-20T10:00', { start: '2027-03-21T12:00' });
    expect((await remove(id, '2027-03-04T10:00', 'following')).status).toBe(204);
    expect(times(await list(id, '2027-03-01', '2027-04-01'))).toEqual([
      '2027-03-02T09:00Z',
      '2027-03-03T09:00Z',
    ]);
  });

  it('take the new time also where the one they begin with had been moved', async () => {
    const { id } = await daily({ rrule: 'FREQ=DAILY;COUNT=5' });
    await change(id, '2027-03-04T10:00', { start: '2027-03-04T18:00' });
    const { body } = await change(id, '2027-03-04T10:00', { start: '2027-03-04T20:00' }, 'following');
    expect(body).toMatchObject({ start: '2027-03-04T19:00:00.000Z', moved: false });
    expect(times(await list(body.event.id, '2027-03-01', '2027-04-01'))).toEqual([
      '2027-03-04T19:00Z',
      '2027-03-05T19:00Z',
      '2027-03-06T19:00Z',
    ]);
  });
});

describe('the whole series', () => {
  it('takes along what was said about single instances, and drops what is none any more', async () => {
    const { id } = await daily({ rrule: 'FREQ=DAILY;COUNT=10' });
    await change(id, '2027-03-03T10:00', { title: 'Third' });
    await change(id, '2027-03-04T10:00', { start: '2027-03-04T18:00' });
    await remove(id, '2027-03-05T10:00');
    const patch = (body: object) => world.member.inject({ method: 'PATCH', url: `/v1/events/${id}`, body });
    await patch({ start: '2027-03-02T11:00' });
    expect(
      (await list(id, '2027-03-03', '2027-03-06')).map(({ start, title, moved }) => [
        start.slice(8, 16),
        title,
        moved,
      ]),
    ).toEqual([
      ['03T10:00', 'Third', true],
      ['04T17:00', 'Standup', true],
    ]);
    await patch({ rrule: 'FREQ=DAILY;INTERVAL=2;COUNT=5' });
    expect(times(await list(id, '2027-03-02', '2027-03-07', '&cancelled=true'))).toEqual([
      '2027-03-02T10:00Z',
      '2027-03-04T17:00Z',
      '2027-03-06T10:00Z',
    ]);
  });

  it('keeps its overlapping names apart when it moves by its own interval', async () => {
    const { id } = await daily({ rrule: 'FREQ=DAILY;COUNT=5', attendees: [world.viewer.user.id] });
    for (const [day, status] of [
      ['03', 'declined'],
      ['04', 'tentative'],
    ])
      await world.viewer.inject({
        method: 'PUT',
        url: `/v1/events/${id}/rsvp`,
        body: { status, originalStart: `2027-03-${day}T10:00` },
      });
    await world.member.inject({
      method: 'PATCH',
      url: `/v1/events/${id}`,
      body: { start: '2027-03-03T10:00' },
    });
    expect(
      (await list(id, '2027-03-01', '2027-03-30')).map(({ start, rsvp }) => [start.slice(8, 10), rsvp]),
    ).toEqual([
      ['03', 'needs_action'],
      ['04', 'declined'],
      ['05', 'tentative'],
      ['06', 'needs_action'],
      ['07', 'needs_action'],
    ]);
  });

  it('holds a thousand exceptions and no more', async () => {
    const exdate = Array.from({ length: 1000 }, (_, index) =>
      new Date(Date.UTC(2027, 2, 3 + index, 10)).toISOString().slice(0, 19),
    );
    const { id } = await daily({ exdate });
    expect(await change(id, '2027-03-02T10:00', { title: 'One more' })).toMatchObject({
      status: 422,
      body: { code: 'event_exceptions_full' },
    });
  });
});

describe('a window', () => {
  it('goes on page by page in one order, also within a dense series', async () => {
    const { id } = await daily({ rrule: 'FREQ=HOURLY', end: '2027-03-02T10:30', timeZone: 'UTC' });
    const seen: string[] = [];
    let cursor = '';
    for (let page = 0; page < 20; page += 1) {
      const { body } = await world.viewer.inject({
        url: url(id, '', `?from=2027-03-01&to=2027-06-01&limit=700${cursor}`),
      });
      seen.push(...starts(body));
      if (!body.truncated) break;
      cursor = `&cursor=${body.nextCursor}`;
    }
    expect(seen.length).toBeGreaterThan(2100);
    expect(new Set(seen).size).toBe(seen.length);
    expect([...seen].sort()).toEqual(seen);
    expect(
      (await world.viewer.inject({ url: url(id, '', '?from=2027-03-01&to=2027-06-01') })).body.items,
    ).toHaveLength(1000);
  });

  it('of more than 366 days, or the wrong way round, is refused', async () => {
    const { id } = await daily();
    for (const base of [url(id), `/v1/rooms/${room}/events`]) {
      expect(await world.viewer.inject({ url: `${base}?from=2027-01-01&to=2028-01-03` })).toMatchObject({
        status: 422,
        body: { code: 'event_window_too_large' },
      });
      for (const query of ['from=2027-01-02&to=2027-01-01', 'from=2027-02-30', 'from=soon', 'to=1960-01-01'])
        expect((await world.viewer.inject({ url: `${base}?${query}` })).status, query).toBe(422);
      expect((await world.viewer.inject({ url: `${base}?cursor=x` })).status).toBe(400);
    }
  });
});
