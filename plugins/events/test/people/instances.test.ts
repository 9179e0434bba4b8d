import type { TestServer, TestUser } from '@teambrain/core/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { joinRoom } from '../../../../tests/support/socket.js';
import { openWorld, type World } from '../world.js';
import { ownChannel } from './listening.js';
import { instantOf, minute, utc } from './times.js';

const onServer = process.env.TEST_DATABASE_URL !== undefined;
let world: World;
let wsUrls: string[];
beforeAll(async () => {
  if (!onServer) return;
  world = await openWorld({ instances: 2 });
  wsUrls = await Promise.all(world.instances.map(async (each) => (await each.listen()).wsUrl));
});
const on = (instance: number, { token }: TestUser) => ({
  inject: (request: Parameters<TestServer['inject']>[0]) =>
    (world.instances[instance] as TestServer).inject({ ...request, token }),
});
const until = { timeout: 20_000 };
const roomOf = (name: string) =>
  world.createRoom(name, [
    [world.member, 'member'],
    [world.viewer, 'viewer'],
  ]);

// The embedded engine serves one instance only.
describe.skipIf(!onServer)('on two instances', () => {
  it('a role that is given on one counts on the other', async () => {
    const { id } = await world.make(world.member);
    const there = on(1, world.viewer);
    expect((await there.inject({ url: `/v1/events/${id}` })).body.role).toBe('viewer');
    const url = `/v1/events/${id}/permissions/${world.viewer.user.id}`;
    await world.member.inject({ method: 'PUT', url, body: { role: 'editor' } });
    const renamed = await there.inject({
      method: 'PATCH',
      url: `/v1/events/${id}`,
      body: { title: 'Renamed' },
    });
    expect(renamed.status).toBe(200);
    await expect.poll(async () => (await there.inject({ url: `/v1/events/${id}` })).body.role).toBe('editor');
    await world.member.inject({ method: 'DELETE', url });
    const refused = await there.inject({
      method: 'PATCH',
      url: `/v1/events/${id}`,
      body: { title: 'Again' },
    });
    expect(refused.status).toBe(403);
    await expect.poll(async () => (await there.inject({ url: `/v1/events/${id}` })).body.role).toBe('viewer');
  });

  it('the two owners of an event do not both let the other go', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id } = await world.make(world.member);
      const url = ({ user }: TestUser) => `/v1/events/${id}/permissions/${user.id}`;
      await world.member.inject({ method: 'PUT', url: url(world.viewer), body: { role: 'owner' } });
      const both = await Promise.all([
        on(0, world.owner).inject({ method: 'DELETE', url: url(world.viewer) }),
        on(1, world.admin).inject({ method: 'DELETE', url: url(world.member) }),
      ]);
      expect(both.map(({ status }) => status).sort()).toEqual([204, 422]);
    }
  });

  it('a reminder comes once, to those who are connected to either', async () => {
    const room = await roomOf('Once');
    const sockets = await Promise.all(wsUrls.map((url) => joinRoom(url, world.viewer.token, room)));
    const reminders = (index: number) =>
      sockets[index]
        ?.events()
        .filter(({ type }) => type === 'event.reminder')
        .map(({ data }) => (data as unknown as { title: string }).title)
        .sort();
    // Both instances know of some: they wake in the same moment.
    const titles = Array.from({ length: 40 }, (_, index) => `Event ${String(index).padStart(2, '0')}`);
    const start = utc(minute + 3000);
    await Promise.all(
      titles.map((title, index) =>
        on(index % 2, world.member).inject({
          method: 'POST',
          url: `/v1/rooms/${room}/events`,
          body: { title, start, end: utc(5 * minute), timeZone: 'UTC', reminders: [1] },
        }),
      ),
    );
    for (const index of [0, 1]) await expect.poll(() => reminders(index), until).toEqual(titles);
    const { db } = world.server.context('events');
    const logged = await db.query(
      `select ref from channel_events where channel = $1 and type = 'event.reminder'`,
      [`room:${room}`],
    );
    expect(logged).toHaveLength(titles.length);
    for (const socket of sockets) socket.close();
  });

  it('a notice reaches who is connected to the other', async () => {
    const room = await roomOf('Notices');
    const vera = await ownChannel(wsUrls[1] as string, world.viewer.token, world.viewer.user.id);
    const event = await world.make(world.member, { attendees: [world.viewer.user.id] }, room);
    await world.member.inject({ method: 'DELETE', url: `/v1/events/${event.id}` });
    await expect
      .poll(() => vera.notices().map(({ reason }) => reason), until)
      .toEqual(['invited', 'cancelled']);
    vera.close();
  });

  it('what was left untold is told once, whichever instances look for it at the same time', async () => {
    const room = await roomOf('Left');
    const vera = await ownChannel(wsUrls[1] as string, world.viewer.token, world.viewer.user.id);
    const { id } = await world.make(world.member, { attendees: [world.viewer.user.id] }, room);
    const titles = Array.from({ length: 40 }, (_, index) => `Left ${index}`);
    const { db } = world.server.context('events');
    await db.query(
      `insert into event_untold (id, room_id, actor_id, notices, written_at)
       select gen_random_uuid(), $1, $2, each, clock_timestamp() - interval '1 minute' from unnest($3::jsonb[]) as each`,
      [
        room,
        world.member.user.id,
        titles.map((title) =>
          JSON.stringify([{ eventId: id, reason: 'changed', title, userIds: [world.viewer.user.id] }]),
        ),
      ],
    );
    await Promise.all(
      world.instances.map((each) => each.context('events').jobs.enqueue('events.tell-left', {})),
    );
    const left = async () => (await db.query('select id from event_untold')).length;
    await expect.poll(left, until).toBe(0);
    const told = await db.query(
      `select seq from channel_events where channel = $1 and type = 'event.notice' and ref = $2 and facts->>'reason' = 'changed'`,
      [`user:${world.viewer.user.id}`, id],
    );
    expect(told).toHaveLength(titles.length);
    await expect
      .poll(
        () => vera.notices().filter(({ reason, eventId }) => reason === 'changed' && eventId === id).length,
      )
      .toBe(titles.length);
    vera.close();
  });

  // The one locks the head of the workspace and then those of people, the other the other way round.
  it('people who are told of a change may be taken out of the workspace in that moment', async () => {
    const room = await roomOf('Crosswise');
    const { user } = world.viewer;
    const members = `/v1/workspaces/${world.workspaceId}/members`;
    const event = await world.make(world.member, { attendees: [user.id] }, room);
    for (let round = 0; round < 8; round += 1) {
      const changes = Array.from({ length: 4 }, (_, index) =>
        on(index % 2, world.member).inject({
          method: 'PATCH',
          url: `/v1/events/${event.id}`,
          body: { title: `Round ${round}.${index}` },
        }),
      );
      const taken = on(round % 2, world.owner).inject({ method: 'DELETE', url: `${members}/${user.id}` });
      const answers = await Promise.all([...changes, taken]);
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 204]);
      for (const [url, role] of [
        [members, 'member'],
        [`/v1/rooms/${room}/members`, 'viewer'],
      ] as const)
        await world.owner.inject({ method: 'POST', url, body: { userId: user.id, role } });
    }
  }, 60_000);

  it('reminders of an instance that is gone are sent by the other', async () => {
    const room = await roomOf('Survivor');
    const [, second] = world.instances as [TestServer, TestServer];
    const socket = await joinRoom(wsUrls[0] as string, world.viewer.token, room);
    const start = utc(minute + 4000);
    const made = await on(1, world.member).inject({
      method: 'POST',
      url: `/v1/rooms/${room}/events`,
      body: { title: 'Orphan', start, end: utc(5 * minute), timeZone: 'UTC', reminders: [1] },
    });
    expect(made.status).toBe(201);
    await second.close();
    await expect
      .poll(() => socket.events().filter(({ type }) => type === 'event.reminder').length, until)
      .toBe(1);
    expect(Date.now()).toBeGreaterThan(Date.parse(instantOf(start)) - minute);
    socket.close();
  });
});
