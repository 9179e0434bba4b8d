import { TeamBrain, ValidationError } from '@teambrain/sdk';
import { msgpack } from '@teambrain/sdk/msgpack';
import { beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { openWorld, type World } from '../world.js';
import { event, fixture } from './support.js';

let world: World;
let url = '';
beforeAll(async () => {
  world = await openWorld();
  ({ url } = await world.server.listen());
});

async function open(codec: typeof msgpack | undefined) {
  const tb = new TeamBrain({
    url,
    getToken: async () => world.member.token,
    WebSocket: WebSocket as never,
    ...(codec ? { codec } : {}),
  });
  const id = await world.createRoom(`Files ${codec ? 'packed' : 'plain'}`, [[world.member, 'member']]);
  return { tb, room: await tb.rooms.open(id) };
}

describe.each([
  ['JSON', undefined],
  ['MessagePack', msgpack],
])('a client that speaks %s', (_, codec) => {
  it('brings calendar files in and takes them out', async () => {
    const { tb, room } = await open(codec);
    const report = await room.events.import(new Blob([Buffer.from(fixture('odd-forms.ics'))]), {
      timeZone: 'Asia/Tokyo',
    });
    expect(report).toMatchObject({ created: 9, skipped: [{ uid: 'nobody-knows' }] });
    const text = await room.events.export();
    expect(text).toContain('SUMMARY:A moment\\, no more\r\n');
    expect(await room.events.import(text)).toMatchObject({ created: 0, unchanged: 9 });
    const { eventId } = report.events[0]!;
    expect(await tb.events.export(eventId)).toContain('X-WR-CALNAME:In a zone that only this file names\r\n');

    const { url: feed } = await room.events.feed();
    const subscribed = await fetch(feed);
    expect(subscribed.status).toBe(200);
    expect(await subscribed.text()).toContain('UID:own-zone\r\n');
    await room.events.endFeed();
    expect((await fetch(feed)).status).toBe(404);
    await tb.close();
  });

  it('hears what is wrong with a file', async () => {
    const { tb, room } = await open(codec);
    const refused = room.events.import(event('DTSTART:20260101T000000Z').slice(0, 60));
    await expect(refused).rejects.toMatchObject({ code: 'event_calendar_invalid', status: 422 });
    await expect(refused).rejects.toBeInstanceOf(ValidationError);
    await tb.close();
  });
});
