import { beforeAll, describe, expect, it } from 'vitest';
import { openWorld, plain, starts, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
const url = (id: string, rest = '') => `/v1/events/${id}${rest}`;
const post = (body: object, by = world.member) =>
  by.inject({ method: 'POST', url: `/v1/rooms/${world.roomId}/events`, body });

describe('creating an event', () => {
  it('gives it back in one form, with its author as owner', async () => {
    const answer = await post({
      ...plain,
      start: '2027-03-02T10:00',
      end: '2027-03-02T11:00',
      timeZone: 'europe/berlin',
      description: 'Every day',
      location: 'Kitchen',
      reminders: [30, 5],
    });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      id: expect.any(String),
      roomId: world.roomId,
      title: 'Standup',
      description: 'Every day',
      start: '2027-03-02T10:00:00',
      end: '2027-03-02T11:00:00',
      timeZone: 'Europe/Berlin',
      allDay: false,
      location: 'Kitchen',
      rdate: [],
      exdate: [],
      busy: true,
      resources: [],
      attendees: [],
      reminders: [5, 30],
      role: 'owner',
      author: expect.objectContaining({ id: world.member.user.id, username: 'mia' }),
      version: 1,
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
    });
    const read = await world.viewer.inject({ url: url(answer.body.id) });
    expect(read.body).toEqual({ ...answer.body, role: 'viewer' });
  });

  it('takes an all-day event that names one day twice as that day', async () => {
    const event = await world.make(world.member, { allDay: true, start: '2027-03-02', end: '2027-03-02' });
    expect(event).toMatchObject({ start: '2027-03-02', end: '2027-03-03', allDay: true });
  });

  it.each([
    ['a day that does not exist', { start: '2027-02-30T10:00:00' }, '/start'],
    ['an hour that does not exist', { end: '2027-03-02T24:00:00' }, '/end'],
    ['an end before the start', { end: '2027-03-02T09:59:59' }, '/end'],
    ['an end before the start across zones', { endTimeZone: 'Asia/Tokyo' }, '/end'],
    ['a date where a time belongs', { start: '2027-03-02' }, '/start'],
    ['a time where a date belongs', { allDay: true }, '/start'],
    ['a year before 1970', { start: '1969-12-31T10:00:00' }, '/start'],
    ['a year after 2199', { end: '2200-01-01T00:00:00' }, '/end'],
    ['a zone that does not exist', { timeZone: 'Mars/Olympus' }, '/timeZone'],
    ['an offset as zone', { timeZone: '+02:00' }, '/timeZone'],
    ['an end zone that does not exist', { endTimeZone: 'Nowhere' }, '/endTimeZone'],
    ['a further date that does not exist', { rdate: ['2027-13-01T10:00:00'] }, '/rdate/0'],
  ])('refuses %s and names the field', async (_, input, path) => {
    const answer = await post({ ...plain, ...input });
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'event_times_invalid', errors: [{ path }] },
    });
  });

  it('says what is wrong with a rule, and in which part of it', async () => {
    const answer = await post({ ...plain, rrule: 'FREQ=WEEKLY;BYDAY=XX' });
    expect(answer).toMatchObject({
      status: 422,
      body: {
        code: 'recurrence_invalid',
        part: 'BYDAY',
        reason: expect.any(String),
        errors: [{ path: '/rrule' }],
      },
    });
    const never = await post({ ...plain, rrule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' });
    expect(never).toMatchObject({ status: 422, body: { code: 'recurrence_never_occurs' } });
    const long = await post({ ...plain, rrule: `FREQ=YEARLY;BYYEARDAY=${'1,'.repeat(400)}2` });
    expect(long).toMatchObject({ status: 422, body: { code: 'recurrence_too_costly', part: 'rrule' } });
    const minutes = Array.from({ length: 1001 }, (_, at) =>
      new Date(at * 60_000).toISOString().slice(11, 19),
    );
    const many = await post({ ...plain, rdate: minutes.map((time) => `2027-03-03T${time}`) });
    expect(many).toMatchObject({ status: 422, body: { code: 'event_exceptions_full', part: 'rdate' } });
  });

  it('refuses what the schema does not know with 400', async () => {
    for (const body of [
      { ...plain, title: ' ' },
      { ...plain, color: 'red' },
      { ...plain, start: 'soon' },
      {},
    ])
      expect((await post(body)).status).toBe(400);
  });

  it('invites readers of the room alone', async () => {
    const { member, viewer, stranger } = world;
    const event = await world.make(member, { attendees: [viewer.user.id, member.user.id] });
    expect(event.attendees.map(({ user, status }) => [user.username, status]).sort()).toEqual([
      ['mia', 'accepted'],
      ['vera', 'needs_action'],
    ]);
    const answer = await post({ ...plain, attendees: [viewer.user.id, stranger.user.id] });
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'event_person_unknown', errors: [{ path: '/attendees/1' }] },
    });
  });

  it('with a client id happens once', async () => {
    const body = { ...plain, title: 'Once', clientId: 'once-1' };
    const first = await post(body);
    const second = await post(body);
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.headers['idempotency-replayed']).toBe('true');
    expect(second.body).toEqual(first.body);
    expect(first.body.clientId).toBe('once-1');
    expect(await post({ ...body, title: 'Other' })).toMatchObject({
      status: 409,
      body: { code: 'idempotency_conflict' },
    });
  });
});

describe('changing an event', () => {
  it('makes a new version of what was named and leaves the rest', async () => {
    const event = await world.make(world.member, { description: 'text', location: 'Kitchen' });
    const answer = await world.member.inject({
      method: 'PATCH',
      url: url(event.id),
      body: { title: 'Retro', description: null, baseVersion: 1 },
    });
    const { description: _, ...rest } = event;
    expect(answer).toMatchObject({ status: 200 });
    expect(answer.body).toEqual({ ...rest, title: 'Retro', version: 2, updatedAt: expect.any(String) });
    expect((await world.member.inject({ url: url(event.id) })).body).toEqual(answer.body);
  });

  it('takes the end along when the start alone moves, and what is said about single days', async () => {
    const { id } = await world.make(world.member, {
      rrule: 'FREQ=DAILY;COUNT=4',
      exdate: ['2027-03-03T10:00:00'],
      rdate: ['2027-03-10T10:00:00'],
    });
    const { body } = await world.member.inject({
      method: 'PATCH',
      url: url(id),
      body: { start: '2027-03-02T15:30' },
    });
    expect(body).toMatchObject({
      start: '2027-03-02T15:30:00',
      end: '2027-03-02T16:30:00',
      exdate: ['2027-03-03T15:30:00'],
      rdate: ['2027-03-10T15:30:00'],
    });
  });

  it('writes nothing where nothing differs', async () => {
    const event = await world.make(world.member);
    const answer = await world.member.inject({
      method: 'PATCH',
      url: url(event.id),
      body: { title: event.title },
    });
    expect(answer.body).toEqual(event);
  });

  it('refuses an old version with the present event, by body or by If-Match', async () => {
    const { id } = await world.make(world.member);
    const patch = (body: object, headers = {}) =>
      world.member.inject({ method: 'PATCH', url: url(id), body, headers });
    await patch({ title: 'Two' });
    for (const answer of [
      await patch({ title: 'x', baseVersion: 1 }),
      await patch({ title: 'x' }, { 'if-match': '"1"' }),
    ])
      expect(answer).toMatchObject({
        status: 409,
        body: { code: 'version_conflict', current: { id, title: 'Two', version: 2, role: 'owner' } },
      });
    expect(await patch({ title: 'Three' }, { 'if-match': '"2"' })).toMatchObject({
      status: 200,
      body: { version: 3 },
    });
  });

  it('lets one of twenty changes of the same version through', async () => {
    const { id } = await world.make(world.member);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        world.member.inject({
          method: 'PATCH',
          url: url(id),
          body: { title: `change ${index}`, baseVersion: 1 },
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(19).fill(409)]);
  });
});

describe('deleting an event', () => {
  it('removes it, its occurrences and its history', async () => {
    const { id } = await world.make(world.member, { start: '2027-05-04T10:00', end: '2027-05-04T11:00' });
    const removal = { method: 'DELETE', url: url(id) } as const;
    expect((await world.member.inject({ ...removal, headers: { 'if-match': '"7"' } })).status).toBe(409);
    expect((await world.member.inject(removal)).status).toBe(204);
    for (const rest of ['', '/versions', '/changelog'])
      expect((await world.member.inject({ url: url(id, rest) })).status, rest).toBe(404);
    expect(starts(await world.window(world.viewer, '2027-05-04', '2027-05-05'))).toEqual([]);
    expect((await world.member.inject(removal)).status).toBe(404);
  });
});

describe('odd text', () => {
  it.each([
    `'); drop table events; --`,
    `\u202Eright to left`,
    '<script>alert(1)</script>',
    `{"a":1},"rsvp":"accepted"`,
    'a"b\\c',
    '𝕏 👩‍👩‍👧‍👦 漢字 عربى',
    '$1 %s $' + '{x}',
    'line\nline\r\n\u2028',
  ])('is kept as it is: %j', async (title) => {
    const day = '2027-06-01';
    const event = await world.make(world.member, {
      title,
      location: title,
      description: title,
      start: `${day}T10:00`,
      end: `${day}T11:00`,
    });
    expect(event).toMatchObject({ title, location: title, description: title });
    const { items } = await world.window(world.viewer, day, '2027-06-02');
    expect(items.find(({ eventId }) => eventId === event.id)).toMatchObject({ title, location: title });
  });
});
