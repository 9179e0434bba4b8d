import type { EventFrame } from '@teambrain/protocol';
import { beforeAll, describe, expect, it } from 'vitest';
import { joinRoom } from '../../../tests/support/socket.js';
import type { CalendarEvent } from '../shared/types.js';
import { openWorld, plain, type World } from './world.js';

let world: World;
let wsUrl: string;
beforeAll(async () => {
  world = await openWorld();
  ({ wsUrl } = await world.server.listen());
});
const newRoom = (name: string) =>
  world.createRoom(name, [
    [world.member, 'member'],
    [world.viewer, 'viewer'],
  ]);
const dataOf = (outcome: unknown) => (outcome as { data: CalendarEvent }).data;
/** The log of a room also tells of versions, which are history's. */
const ofEvents = (frames: EventFrame[]) => frames.filter(({ type }) => type !== 'event.version_created');

describe.each(['json', 'msgpack'] as const)('an action in %s', (format) => {
  it('does what its route does, and everybody in the room hears of it', async () => {
    const room = await newRoom(`Actions ${format}`);
    const writer = await joinRoom(wsUrl, world.member.token, room, { format });
    const reader = await joinRoom(wsUrl, world.viewer.token, room, { format });
    const made = await writer.act('events.create', plain, `make-${format}`);
    expect(made).toMatchObject({
      op: 'ok',
      data: { title: 'Standup', role: 'owner', clientId: `make-${format}` },
    });
    const eventId = dataOf(made).id;
    expect(await writer.act('events.update', { eventId, title: 'Retro', baseVersion: 1 })).toMatchObject({
      op: 'ok',
      data: { title: 'Retro', version: 2 },
    });
    expect(await reader.act('events.rsvp', { eventId, status: 'accepted' })).toMatchObject({
      op: 'ok',
      data: { eventId, status: 'accepted', user: { username: 'vera' } },
    });
    expect(await writer.act('events.delete', { eventId, baseVersion: 3 })).toMatchObject({ op: 'ok' });
    await expect.poll(() => ofEvents(reader.events()).length, { timeout: 10_000 }).toBe(5);
    const events = ofEvents(reader.events());
    expect(events.map(({ type }) => type)).toEqual([
      'event.created',
      'event.updated',
      'event.rsvp',
      'event.updated',
      'event.deleted',
    ]);
    expect(events[0]).toMatchObject({
      actor: world.member.user.id,
      clientId: `make-${format}`,
      data: { id: eventId, role: 'viewer' },
    });
    expect(events.at(-1)?.data).toEqual({ eventId });
    writer.close();
    reader.close();
  });
});

describe('an action', () => {
  it('with a client id happens once, and shares it with HTTP', async () => {
    const room = await newRoom('Once');
    const writer = await joinRoom(wsUrl, world.member.token, room);
    const body = { ...plain, clientId: 'both-ways' };
    const { body: made } = await world.member.inject({
      method: 'POST',
      url: `/v1/rooms/${room}/events`,
      body,
    });
    expect(await writer.act('events.create', plain, 'both-ways')).toMatchObject({
      op: 'ok',
      duplicate: true,
      data: { id: made.id },
    });
    const change = { eventId: made.id, title: 'Two', baseVersion: 1 };
    expect(await writer.act('events.update', change, 'change-1')).toMatchObject({ data: { version: 2 } });
    expect(await writer.act('events.update', change, 'change-1')).toMatchObject({
      op: 'ok',
      duplicate: true,
      data: { version: 2 },
    });
    expect(await writer.act('events.update', { ...change, title: 'x' }, 'change-1')).toMatchObject({
      code: 'idempotency_conflict',
    });
    expect(await writer.act('events.create', { ...plain, clientId: 'one' }, 'two')).toMatchObject({
      code: 'bad_request',
    });
    expect(await writer.act('events.create', plain, 'not an id')).toMatchObject({
      code: 'validation_failed',
    });
    writer.close();
  });

  it('is refused as its route refuses it', async () => {
    const room = await newRoom('Refusals');
    const event = await world.make(world.owner, {}, room);
    const elsewhere = await world.make(world.owner);
    const writer = await joinRoom(wsUrl, world.member.token, room);
    for (const [action, data, code] of [
      ['events.create', { ...plain, start: '2027-02-30T10:00' }, 'event_times_invalid'],
      ['events.create', { ...plain, color: 'red' }, 'validation_failed'],
      ['events.update', { eventId: event.id, title: 'x' }, 'forbidden'],
      ['events.delete', { eventId: event.id }, 'forbidden'],
      ['events.rsvp', { eventId: elsewhere.id, status: 'accepted' }, 'bad_request'],
      ['events.rsvp', { eventId: '0190a000-0000-7000-8000-000000000000', status: 'accepted' }, 'not_found'],
    ] as const)
      expect(await writer.act(action, data), action).toMatchObject({ op: 'err', code });
    expect(await writer.act('events.create', { ...plain, rrule: 'FREQ=WEEKLY;BYDAY=XX' })).toMatchObject({
      code: 'recurrence_invalid',
      status: 422,
      part: 'BYDAY',
      errors: [{ path: '/rrule' }],
    });
    writer.close();
  });
});

describe('replay', () => {
  it('shows everything as it is now, and nothing of what was deleted', async () => {
    const room = await newRoom('Replay');
    const { body } = await world.owner.inject({ url: `/v1/rooms/${room}` });
    const kept = await world.make(
      world.member,
      { title: 'canary-before', rrule: 'FREQ=DAILY;COUNT=3' },
      room,
    );
    const gone = await world.make(world.member, { title: 'canary-deleted' }, room);
    await world.member.inject({ method: 'PATCH', url: `/v1/events/${kept.id}`, body: { title: 'After' } });
    const answer = { method: 'PUT', url: `/v1/events/${kept.id}/rsvp` } as const;
    await world.viewer.inject({ ...answer, body: { status: 'declined', originalStart: '2027-03-03T10:00' } });
    await world.member.inject({ method: 'DELETE', url: `/v1/events/${gone.id}` });
    const late = await joinRoom(wsUrl, world.viewer.token, room, { after: body.seq });
    const events = ofEvents(late.events());
    expect(JSON.stringify(events)).not.toContain('canary');
    const shown = (await world.viewer.inject({ url: `/v1/events/${kept.id}` })).body;
    const created = events.filter(({ type }) => type === 'event.created');
    expect(created.map(({ data }) => data)).toContainEqual(shown);
    expect(events.find(({ type }) => type === 'event.rsvp')?.data).toMatchObject({
      eventId: kept.id,
      status: 'declined',
      originalStart: '2027-03-03T09:00:00.000Z',
    });
    expect(events.at(-1)).toMatchObject({ type: 'event.deleted', data: { eventId: gone.id } });
    late.close();
  });
});
