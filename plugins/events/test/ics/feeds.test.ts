import type { TestUser } from '@teambrain/core/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CalendarFeed } from '../../shared/types.js';
import { openWorld, type World } from '../world.js';
import { read } from './support.js';

let world: World;
beforeAll(async () => {
  world = await openWorld({ config: { limits: { factor: 100 } } });
});

async function makeFeed(by: TestUser, room: string): Promise<string> {
  const answer = await by.inject<CalendarFeed>({ method: 'POST', url: `/v1/rooms/${room}/events/feed` });
  expect(answer.status).toBe(201);
  expect(answer.headers['cache-control']).toBe('no-store');
  return new URL(answer.body.url).pathname;
}

/** As a calendar program asks: no session, its own kinds of answers. */
const fetchFeed = (path: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') =>
  world.server.app.inject({ method, url: path, headers: { accept: 'text/calendar,*/*;q=0.8', ...headers } });

async function roomWithFeed(name: string) {
  const room = await world.createRoom(name, [
    [world.member, 'member'],
    [world.viewer, 'viewer'],
  ]);
  const event = await world.make(
    world.member,
    { title: 'Standup, daily', rrule: 'FREQ=WEEKLY;COUNT=3' },
    room,
  );
  return { room, event, path: await makeFeed(world.viewer, room) };
}

describe('a feed', () => {
  it('is the calendar of the room, for whoever has its address', async () => {
    const { event, path } = await roomWithFeed('Feed, "quoted"');
    const answer = await fetchFeed(path);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'cache-control': 'private, max-age=300',
      'last-modified': new Date(Math.floor(Date.parse(event.updatedAt) / 1000) * 1000).toUTCString(),
    });
    expect(answer.headers['content-disposition']).toBe(
      `attachment; filename="Feed_ _quoted_.ics"; filename*=UTF-8''Feed%2C%20%22quoted%22.ics`,
    );
    for (const line of [
      'X-WR-CALNAME:Feed\\, "quoted"',
      'REFRESH-INTERVAL;VALUE=DURATION:PT15M',
      'X-PUBLISHED-TTL:PT15M',
      'TZID:Europe/Berlin',
      'SUMMARY:Standup\\, daily',
      'RRULE:FREQ=WEEKLY;COUNT=3',
    ])
      expect(answer.body).toContain(`${line}\r\n`);
    const { entries } = await read(answer.body);
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({
      title: 'Standup, daily',
      start: event.start,
      timeZone: event.timeZone,
    });
  });

  it('is fetched once and then asked for changes, as calendar programs do', async () => {
    const { room, event, path } = await roomWithFeed('Refreshed');
    let known = '';
    const refresh = async () => {
      const answer = await fetchFeed(path, known === '' ? {} : { 'if-none-match': known });
      known = answer.headers.etag as string;
      return { status: answer.statusCode, body: answer.body };
    };
    expect((await refresh()).status).toBe(200);
    const unchanged = { status: 304, body: '' };
    expect(await refresh()).toEqual(unchanged);
    expect(await refresh()).toEqual(unchanged);

    await world.member.inject({
      method: 'PATCH',
      url: `/v1/events/${event.id}`,
      body: { title: 'Moved' },
    });
    expect((await refresh()).body).toContain('SUMMARY:Moved');
    expect(await refresh()).toEqual(unchanged);

    const occurrence = `/v1/events/${event.id}/occurrences/2027-03-09T10:00:00`;
    await world.member.inject({ method: 'PATCH', url: occurrence, body: { title: 'Once' } });
    expect((await refresh()).body).toContain('RECURRENCE-ID;TZID=Europe/Berlin:20270309T100000');
    expect(await refresh()).toEqual(unchanged);

    const second = await world.make(world.member, { title: 'Second' }, room);
    expect((await refresh()).body).toContain('SUMMARY:Second');
    await world.member.inject({ method: 'DELETE', url: `/v1/events/${second.id}` });
    expect((await refresh()).body).not.toContain('SUMMARY:Second');
    expect(await refresh()).toEqual(unchanged);
  });

  it('answers HEAD with the headers alone', async () => {
    const { path } = await roomWithFeed('Head');
    const get = await fetchFeed(path);
    const head = await fetchFeed(path, {}, 'HEAD');
    expect(head.statusCode).toBe(200);
    expect(head.body).toBe('');
    expect(head.headers['content-length']).toBe(get.headers['content-length']);
    for (const name of ['etag', 'last-modified', 'content-type', 'content-disposition'])
      expect(head.headers[name]).toBe(get.headers[name]);
    const again = await fetchFeed(path, { 'if-none-match': String(get.headers.etag) }, 'HEAD');
    expect(again.statusCode).toBe(304);
  });

  it('has an address that nobody guesses and that only its hash is kept of', async () => {
    const { path, room } = await roomWithFeed('Secret');
    const secret = path.slice('/v1/feeds/'.length, -'.ics'.length);
    expect(secret).toMatch(/^[A-Za-z0-9_-]{32}$/);
    const rows = await world.server.server
      .context('events')
      .db.query('select * from event_feeds where room_id = $1', [room]);
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(secret);
    await fetchFeed(path);
    await fetchFeed(path.replace('.ics', 'x.ics'));
    expect(JSON.stringify(world.server.logged)).not.toContain(secret);
    const metrics = await world.server.app.inject({ url: '/metrics' });
    expect(metrics.statusCode).toBe(200);
    expect(metrics.body).not.toContain(secret);
  });

  it('is limited by the address that asks', async () => {
    const limited = await openWorld({ config: { limits: { factor: 2 } } });
    const answers = [];
    for (let n = 0; n < 121; n += 1)
      answers.push(await limited.server.app.inject({ url: `/v1/feeds/${'x'.repeat(32)}.ics` }));
    expect(answers.slice(0, 120).every(({ statusCode }) => statusCode === 404)).toBe(true);
    expect(answers[120]?.statusCode).toBe(429);
    expect(answers[120]?.headers['retry-after']).toBeDefined();
  });
});

describe('a feed ends', () => {
  const plain404 = async (path: string) => {
    const answer = await fetchFeed(path);
    expect(answer.statusCode).toBe(404);
    expect(answer.headers['cache-control']).toBe('no-store');
    const { requestId, ...body } = answer.json();
    return body;
  };

  it('with one and the same answer for every address that opens nothing', async () => {
    const { path, room } = await roomWithFeed('Ended');
    await world.viewer.inject({ method: 'DELETE', url: `/v1/rooms/${room}/events/feed` });
    const ended = await plain404(path);
    expect(ended).toMatchObject({ code: 'not_found' });
    expect(await plain404(`/v1/feeds/${'x'.repeat(32)}.ics`)).toEqual(ended);
    expect(await plain404('/v1/feeds/x.ics')).toEqual(ended);
    expect(await plain404('/v1/feeds/%F0%9F%90%88.ics')).toEqual(ended);
  });

  it('when its owner makes it anew', async () => {
    const { path, room } = await roomWithFeed('Anew');
    const others = await makeFeed(world.member, room);
    const next = await makeFeed(world.viewer, room);
    await plain404(path);
    expect((await fetchFeed(next)).statusCode).toBe(200);
    expect((await fetchFeed(others)).statusCode).toBe(200);
  });

  it('when its owner is removed from the room', async () => {
    const { path, room } = await roomWithFeed('Removed');
    await world.owner.inject({
      method: 'DELETE',
      url: `/v1/rooms/${room}/members/${world.viewer.user.id}`,
    });
    await plain404(path);
  });

  it('when its owner leaves the workspace or is deactivated', async () => {
    for (const end of ['leave', 'deactivate'] as const) {
      const person = await world.server.register(`feed-${end}`);
      await world.owner.inject({
        method: 'POST',
        url: `/v1/workspaces/${world.workspaceId}/members`,
        body: { userId: person.user.id, role: 'member' },
      });
      const room = await world.createRoom(`Feed ${end}`, [[person, 'member']]);
      const path = await makeFeed(person, room);
      expect((await fetchFeed(path)).statusCode).toBe(200);
      const gone = await (end === 'leave'
        ? person.inject({
            method: 'DELETE',
            url: `/v1/workspaces/${world.workspaceId}/members/${person.user.id}`,
          })
        : person.inject({ method: 'DELETE', url: '/v1/users/me' }));
      expect(gone.status, gone.raw.body).toBeLessThan(300);
      await plain404(path);
    }
  });

  it('with its room', async () => {
    const { path, room } = await roomWithFeed('Deleted');
    await world.owner.inject({ method: 'DELETE', url: `/v1/rooms/${room}` });
    await plain404(path);
  });

  it('while the plugin is off, on the server or in the workspace', async () => {
    const { path } = await roomWithFeed('Off');
    const { owner, admin, member, viewer, stranger, outsider, workspaceId } = world;
    const everybody = [owner, admin, member, viewer, stranger, outsider];
    const root = everybody.find(({ user }) => user.roles.includes('admin'))!;
    const places = [
      { by: root, url: '/v1/admin/plugins' },
      { by: owner, url: `/v1/workspaces/${workspaceId}/plugins` },
    ];
    for (const { by, url } of places) {
      const flip = async (enabled: boolean) => {
        const answer = await by.inject({ method: 'PATCH', url, body: { plugin: 'events', enabled } });
        expect(answer.status, answer.raw.body).toBeLessThan(300);
      };
      await flip(false);
      expect((await fetchFeed(path)).statusCode).toBe(404);
      await flip(true);
      expect((await fetchFeed(path)).statusCode).toBe(200);
    }
  });
});

describe('the rights of calendar files', () => {
  it('are those of the room', async () => {
    const { roomId } = world;
    const made = await world.make(world.member);
    const tries = [
      { method: 'GET', url: `/v1/rooms/${roomId}/events.ics`, viewer: 200 },
      { method: 'GET', url: `/v1/events/${made.id}/event.ics`, viewer: 200 },
      { method: 'POST', url: `/v1/rooms/${roomId}/events/feed`, viewer: 201 },
      { method: 'DELETE', url: `/v1/rooms/${roomId}/events/feed`, viewer: 204 },
      { method: 'POST', url: `/v1/rooms/${roomId}/events/import`, viewer: 403 },
    ] as const;
    for (const { method, url, viewer } of tries) {
      const ask = async (by?: TestUser) => {
        const type = url.endsWith('import') ? { 'content-type': 'text/calendar' } : {};
        const token = by ? { authorization: `Bearer ${by.token}` } : {};
        const answer = await world.server.app.inject({ method, url, headers: { ...type, ...token } });
        return answer.statusCode;
      };
      expect([url, await ask(world.viewer)]).toEqual([url, viewer]);
      expect([url, await ask(world.stranger)]).toEqual([url, 404]);
      expect([url, await ask(world.outsider)]).toEqual([url, 404]);
      expect([url, await ask()]).toEqual([url, 401]);
    }
  });

  it('let nobody end the feed of another', async () => {
    const { path, room } = await roomWithFeed('Others');
    await world.owner.inject({ method: 'DELETE', url: `/v1/rooms/${room}/events/feed` });
    expect((await fetchFeed(path)).statusCode).toBe(200);
  });
});

describe('a single event', () => {
  it('is a file of its own', async () => {
    const made = await world.make(world.member, { title: 'Launch \u{1F680}' });
    const answer = await world.viewer.inject({ url: `/v1/events/${made.id}/event.ics` });
    expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8');
    expect(answer.headers['content-disposition']).toContain("filename*=UTF-8''Launch%20%F0%9F%9A%80.ics");
    const { entries } = await read(answer.raw.body);
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({ uid: made.id, title: made.title, start: made.start });
  });
});
