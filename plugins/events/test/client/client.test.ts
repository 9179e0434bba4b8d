import { ConflictError, NotFoundError, PermissionError, TeamBrain, ValidationError } from '@teambrain/sdk';
import { msgpack } from '@teambrain/sdk/msgpack';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import { openWorld, plain, type World } from '../world.js';

let world: World;
let url = '';
const open: TeamBrain[] = [];
beforeAll(async () => {
  world = await openWorld();
  ({ url } = await world.server.listen());
});
afterEach(async () => {
  for (const client of open.splice(0)) await client.close();
});
afterAll(() => vi.restoreAllMocks());

type Options = ConstructorParameters<typeof TeamBrain>[0];

function client(token: string, codec?: typeof msgpack) {
  const asked: string[] = [];
  const fetch = ((address: string, init: RequestInit) => {
    asked.push(`${init.method} ${new URL(address).pathname.replace('/v1', '')}`);
    return globalThis.fetch(address, init);
  }) as typeof globalThis.fetch;
  const tb = new TeamBrain({ url, getToken: () => token, codec, fetch, WebSocket } as unknown as Options);
  open.push(tb as TeamBrain);
  return { tb: tb as TeamBrain, asked };
}

const march = { from: '2027-03-01T00:00:00Z', to: '2027-04-01T00:00:00Z' };

describe.each([
  ['JSON', undefined],
  ['MessagePack', msgpack],
])('the calendar of a room, in %s', (format, codec) => {
  async function place() {
    const roomId = await world.createRoom(`Calendar ${format} ${Math.random()}`, [[world.member, 'member']]);
    const hers = client(world.owner.token, codec);
    const his = client(world.member.token, codec);
    const [herRoom, hisRoom] = [await hers.tb.rooms.open(roomId), await his.tb.rooms.open(roomId)];
    await Promise.all([herRoom.channel.ready, hisRoom.channel.ready]);
    return { roomId, hers, his, herRoom, hisRoom };
  }

  it('makes, reads, changes, answers and deletes, occurrence by occurrence', async () => {
    const { hers, his, herRoom } = await place();
    const event = await herRoom.events.create({ ...plain, rrule: 'FREQ=WEEKLY;COUNT=4' });
    expect(event).toMatchObject({ title: 'Standup', role: 'owner', version: 1 });
    const starts = async () => (await herRoom.events.list(march).toArray()).map(({ start }) => start);
    expect(await starts()).toHaveLength(4);
    const [first, second, third] = await herRoom.events.list(march).toArray();
    const changed = await hers.tb.events.updateOccurrence(event.id, second?.originalStart ?? '', {
      title: 'Longer',
    });
    expect(changed).toMatchObject({ title: 'Longer', moved: true, event: { id: event.id } });
    await hers.tb.events.deleteOccurrence(event.id, third?.originalStart ?? '', 'following');
    expect(await starts()).toHaveLength(2);
    await his.tb.events.rsvp(event.id, 'tentative', first?.originalStart);
    expect(await his.tb.events.occurrence(event.id, first?.originalStart ?? '')).toMatchObject({
      rsvp: 'tentative',
      attendees: [{ user: { id: world.member.user.id }, status: 'tentative' }],
      rruleFrom: 'FREQ=WEEKLY;COUNT=2',
    });
    expect((await hers.tb.events.get(event.id)).attendees.map(({ user }) => user.id)).toContain(
      world.member.user.id,
    );
    await expect(his.tb.events.update(event.id, { title: 'Mine' })).rejects.toBeInstanceOf(PermissionError);
    await expect(
      herRoom.events.create({ ...plain, end: plain.start.replace('2027', '2026') }),
    ).rejects.toBeInstanceOf(ValidationError);
    const { version } = await hers.tb.events.update(event.id, { location: 'Room 4' });
    await expect(
      hers.tb.events.update(event.id, { location: 'Room 5', baseVersion: version - 1 }),
    ).rejects.toBeInstanceOf(ConflictError);
    const history = hers.tb.events.history(event.id);
    expect((await history.versions()).items[0]).toMatchObject({ version });
    const back = await history.rollback({ version: version - 1, baseVersion: version });
    expect(back).toMatchObject({ version: version + 1 });
    expect(back.location).toBeUndefined();
    await expect(hers.tb.events.delete(event.id, { baseVersion: version })).rejects.toBeInstanceOf(
      ConflictError,
    );
    await hers.tb.events.delete(event.id, { baseVersion: version + 1 });
    await expect(hers.tb.events.get(event.id)).rejects.toBeInstanceOf(NotFoundError);
  });

  it('hears of everything, typed, on the room’s live stream', async () => {
    const { herRoom, hisRoom, his } = await place();
    const heard: string[] = [];
    hisRoom.on('event.created', ({ event }) => heard.push(event.title));
    const stop = new AbortController();
    const stream = (async () => {
      const types: string[] = [];
      for await (const { type } of hisRoom.events({ signal: stop.signal })) {
        if (type === 'event.created' || type === 'event.rsvp' || type === 'event.deleted') types.push(type);
        if (type === 'event.deleted') stop.abort();
      }
      return types;
    })();
    const event = await herRoom.events.create(plain);
    await his.tb.events.rsvp(event.id, 'accepted');
    await his.tb.events.get(event.id);
    await herRoom.events.batch([{ op: 'delete', eventId: event.id }]);
    expect(await stream).toEqual(['event.created', 'event.rsvp', 'event.deleted']);
    expect(heard).toEqual(['Standup']);
  });

  it('tries what an event is to become without its clashing with itself, and lists what was cancelled', async () => {
    const { hers, herRoom } = await place();
    const input = { ...plain, rrule: 'FREQ=DAILY;COUNT=3', attendees: [world.owner.user.id] };
    const event = await herRoom.events.create(input);
    expect((await herRoom.events.check({ ...input, eventId: event.id })).conflicts).toEqual([]);
    expect((await herRoom.events.check(input)).conflicts).not.toEqual([]);
    const [, second] = await hers.tb.events.occurrences(event.id, march).toArray();
    await hers.tb.events.deleteOccurrence(event.id, second?.originalStart ?? '');
    const cancelled = { ...march, cancelled: true };
    const lists = [
      await hers.tb.events.occurrences(event.id, march).toArray(),
      await hers.tb.events.occurrences(event.id, cancelled).toArray(),
      await herRoom.events.list(cancelled).toArray(),
      (await herRoom.events.page({ ...cancelled, limit: 10 })).items,
    ];
    expect(lists.map(({ length }) => length)).toEqual([2, 3, 3, 3]);
    await hers.tb.events.delete(event.id);
  });

  it('imports and exports calendar files', async () => {
    const { herRoom, hers } = await place();
    const event = await herRoom.events.create(plain);
    expect(await hers.tb.events.export(event.id)).toContain('SUMMARY:Standup');
    const file = await herRoom.events.export();
    expect(file).toMatch(/^BEGIN:VCALENDAR/);
    const other = await place();
    expect(await other.herRoom.events.import(file)).toMatchObject({ created: 1, skipped: [] });
    expect(await other.herRoom.events.list(march).toArray()).toHaveLength(1);
  });

  it('follows a window: many changes at once are one read, one change reads its event alone', async () => {
    const { herRoom, hisRoom, his } = await place();
    const store = await hisRoom.events.follow(march);
    await vi.waitFor(() => expect(store.state.loading).toBe(false), { timeout: 10_000 });
    his.asked.length = 0;
    const operations = Array.from({ length: 12 }, (_, index) => ({
      op: 'create' as const,
      data: { ...plain, title: `Event ${index}` },
    }));
    const { results } = await herRoom.events.batch(operations);
    await vi.waitFor(() => expect(store.state.items).toHaveLength(12), { timeout: 10_000 });
    const reads = his.asked.filter((line) => line.startsWith('GET /rooms/'));
    expect(reads.length).toBeLessThanOrEqual(2);
    his.asked.length = 0;
    const [{ eventId } = { eventId: '' }] = results;
    await herRoom.events.batch([{ op: 'update', eventId, data: { title: 'Changed' } }]);
    await vi.waitFor(() => expect(store.state.items.map(({ title }) => title)).toContain('Changed'), {
      timeout: 10_000,
    });
    expect(his.asked).toEqual([`GET /events/${eventId}/occurrences`]);
    await herRoom.events.batch([{ op: 'delete', eventId }]);
    await vi.waitFor(() => expect(store.state.items).toHaveLength(11), { timeout: 10_000 });
    await store.move({ from: '2027-06-01', to: '2027-07-01' });
    expect(store.state).toMatchObject({ items: [], loading: false, error: undefined });
    store.close();
  });
});
