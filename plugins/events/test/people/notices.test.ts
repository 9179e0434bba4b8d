import type { TestUser } from '@teambrain/core/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Noticed } from '../../server/contract.js';
import type { CalendarEvent } from '../../shared/types.js';
import { openWorld, type World } from '../world.js';
import { ownChannel } from './listening.js';

let world: World;
let wsUrl: string;
const emitted: Noticed[] = [];
beforeAll(async () => {
  world = await openWorld();
  ({ wsUrl } = await world.server.listen());
  world.server.context('events').events.on('event.noticed', (noticed) => void emitted.push(noticed));
});

const listen = ({ token, user }: TestUser, after?: number) => ownChannel(wsUrl, token, user.id, after);
const change = (by: TestUser, { id }: { id: string }, body: object) =>
  by.inject<CalendarEvent>({ method: 'PATCH', url: `/v1/events/${id}`, body });
const idOf = ({ user }: TestUser) => user.id;
const until = { timeout: 10_000 };
/** Reasons of an event, in order. */
const about = (notices: { eventId: string; reason: string }[], { id }: { id: string }) =>
  notices.filter(({ eventId }) => eventId === id).map(({ reason }) => reason);

describe('a notice', () => {
  it('tells those invited, changed for, uninvited and left without the event; never who did it', async () => {
    const [vera, adam, mia] = [
      await listen(world.viewer),
      await listen(world.admin),
      await listen(world.member),
    ];
    const attendees = [world.viewer, world.admin, world.member].map(idOf);
    const event = await world.make(world.member, { attendees });
    await change(world.member, event, { title: 'Planning', start: '2027-03-02T12:00' });
    await change(world.member, event, { reminders: [5], busy: false });
    await change(world.member, event, { attendees: attendees.slice(1) });
    await world.member.inject({
      method: 'POST',
      url: `/v1/events/${event.id}/rollback`,
      body: { version: 1 },
    });
    await change(world.admin, event, { location: 'Kitchen' });
    await world.member.inject({ method: 'DELETE', url: `/v1/events/${event.id}` });
    await expect
      .poll(() => about(vera.notices(), event), until)
      .toEqual(['invited', 'changed', 'uninvited', 'invited', 'changed', 'cancelled']);
    await expect
      .poll(() => about(adam.notices(), event), until)
      .toEqual(['invited', 'changed', 'restored', 'cancelled']);
    await expect.poll(() => about(mia.notices(), event), until).toEqual(['changed']);
    expect(vera.notices()[0]).toEqual({
      eventId: event.id,
      roomId: world.roomId,
      reason: 'invited',
      title: 'Standup',
      actor: expect.objectContaining({ username: 'mia' }),
    });
    expect(
      vera
        .notices()
        .map(({ title }) => title)
        .slice(-3),
    ).toEqual(['Standup', 'Standup', 'Standup']);
    const told = emitted.filter(({ eventId }) => eventId === event.id);
    expect(told.map(({ reason }) => reason)).toContain('uninvited');
    expect(told[0]).toEqual({
      eventId: event.id,
      roomId: world.roomId,
      reason: 'invited',
      actorId: world.member.user.id,
      userIds: expect.arrayContaining([world.viewer.user.id, world.admin.user.id]),
    });
    expect(told.every(({ userIds, actorId }) => !userIds.includes(actorId))).toBe(true);
    for (const each of [vera, adam, mia]) each.close();
  });

  it('names the instance that was cancelled, changed or brought back', async () => {
    const vera = await listen(world.viewer);
    const event = await world.make(world.member, {
      rrule: 'FREQ=DAILY;COUNT=5',
      attendees: [world.viewer.user.id],
    });
    const url = `/v1/events/${event.id}/occurrences/2027-03-04T10:00`;
    await world.member.inject({ method: 'PATCH', url, body: { title: 'Special' } });
    await world.member.inject({ method: 'DELETE', url });
    await world.member.inject({ method: 'PATCH', url, body: { cancelled: false } });
    await world.member.inject({ method: 'PATCH', url: `${url}?scope=following`, body: { location: 'Roof' } });
    const originalStart = '2027-03-04T09:00:00.000Z';
    await expect
      .poll(() => vera.notices().map(({ reason, originalStart: at }) => [reason, at]), until)
      .toEqual([
        ['invited', undefined],
        ['changed', originalStart],
        ['cancelled', originalStart],
        ['restored', originalStart],
        ['changed', undefined],
      ]);
    expect(vera.notices()[1]?.title).toBe('Special');
    vera.close();
  });

  it('tells of a role that was given or taken away', async () => {
    const vera = await listen(world.viewer);
    const event = await world.make(world.member);
    const url = `/v1/events/${event.id}/permissions/${world.viewer.user.id}`;
    await world.member.inject({ method: 'PUT', url, body: { role: 'editor' } });
    await change(world.member, event, { title: 'Shared' });
    await change(world.viewer, event, { title: 'Mine' });
    await world.member.inject({ method: 'DELETE', url });
    await change(world.member, event, { title: 'Not shared' });
    await expect
      .poll(() => about(vera.notices(), event), until)
      .toEqual(['permission', 'changed', 'permission']);
    vera.close();
  });

  it('of many events of one batch is one of each kind, that says how many more', async () => {
    const vera = await listen(world.viewer);
    const attendees = [world.viewer.user.id];
    const data = (day: number) => ({
      title: `Event ${day}`,
      start: `2027-04-0${day}T10:00`,
      end: `2027-04-0${day}T11:00`,
      timeZone: 'UTC',
      attendees,
    });
    const old = await world.make(world.member, { attendees });
    const operations = [
      ...[1, 2, 3, 4].map((day) => ({ op: 'create', data: data(day) })),
      { op: 'delete', eventId: old.id },
    ];
    const done = await world.member.inject({
      method: 'POST',
      url: `/v1/rooms/${world.roomId}/events/batch`,
      body: { operations },
    });
    expect(done.status, done.raw.body).toBe(200);
    await expect.poll(() => vera.notices().length, until).toBe(3);
    const [, invited, cancelled] = vera.notices();
    expect(invited).toMatchObject({ reason: 'invited', title: 'Event 1', more: 3 });
    expect(cancelled).toMatchObject({ reason: 'cancelled', eventId: old.id });
    expect(cancelled).not.toHaveProperty('more');
    vera.close();
  });

  it('is replayed without what is gone, and to nobody who left the room', async () => {
    const room = await world.createRoom('Left', [
      [world.member, 'member'],
      [world.viewer, 'viewer'],
      [world.admin, 'member'],
    ]);
    const attendees = [world.viewer.user.id, world.admin.user.id];
    const [kept, gone] = [
      await world.make(world.member, { attendees, title: 'canary' }, room),
      await world.make(world.member, { attendees, title: 'deleted canary' }, room),
    ];
    await change(world.member, kept, { title: 'Renamed' });
    await world.member.inject({ method: 'DELETE', url: `/v1/events/${gone.id}` });
    await world.admin.inject({ method: 'POST', url: `/v1/rooms/${room}/leave` });
    const before = emitted.length;
    await change(world.member, kept, { location: 'Roof' });
    await expect.poll(() => emitted.length, until).toBe(before + 1);
    expect(emitted.at(-1)?.userIds).toEqual([world.viewer.user.id]);
    const vera = await listen(world.viewer, 0);
    const inRoom = vera.notices().filter(({ roomId }) => roomId === room);
    expect(inRoom.map(({ reason, title }) => [reason, title])).toEqual([
      ['invited', 'Renamed'],
      ['changed', 'Renamed'],
      ['cancelled', ''],
      ['changed', 'Renamed'],
    ]);
    const adam = await listen(world.admin, 0);
    expect(adam.notices().filter(({ roomId }) => roomId === room)).toEqual([]);
    vera.close();
    adam.close();
  });
});
