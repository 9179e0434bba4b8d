import type { TestServer, TestUser } from '@teambrain/core/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { openWorld, plain, starts, type World } from './world.js';

const onServer = process.env.TEST_DATABASE_URL !== undefined;
let world: World;
beforeAll(async () => {
  if (onServer) world = await openWorld({ instances: 2 });
});

/** The same person on another instance. */
const on = (instance: number, { token }: TestUser) => ({
  inject: (request: Parameters<TestServer['inject']>[0]) =>
    (world.instances[instance] as TestServer).inject({ ...request, token }),
});
const window = (by: { inject: TestServer['inject'] }) =>
  by.inject({ url: `/v1/rooms/${world.roomId}/events?from=2027-03-02&to=2027-03-03` });

// The embedded engine serves one instance only.
describe.skipIf(!onServer)('on two instances', () => {
  it('a change on one ends what the other had cached', async () => {
    const { id } = await world.make(world.member);
    const other = on(1, world.viewer);
    expect((await other.inject({ url: `/v1/events/${id}` })).body.title).toBe('Standup');
    expect((await window(other)).body.items).toHaveLength(1);
    await world.member.inject({
      method: 'PATCH',
      url: `/v1/events/${id}`,
      body: { title: 'Moved', start: '2027-03-02T12:00' },
    });
    await expect.poll(async () => (await other.inject({ url: `/v1/events/${id}` })).body.title).toBe('Moved');
    await expect.poll(async () => starts((await window(other)).body)).toEqual(['2027-03-02T11:00:00.000Z']);
    await world.viewer.inject({ method: 'PUT', url: `/v1/events/${id}/rsvp`, body: { status: 'accepted' } });
    await expect.poll(async () => (await window(other)).body.items[0].rsvp).toBe('accepted');
    expect((await window(on(1, world.admin))).body.items[0].rsvp).toBeUndefined();
    await world.member.inject({ method: 'DELETE', url: `/v1/events/${id}` });
    await expect.poll(async () => (await window(other)).body.items).toEqual([]);
    await expect.poll(async () => (await other.inject({ url: `/v1/events/${id}` })).status).toBe(404);
  });

  it('a removal ends reading on the other at once, before any cache is asked', async () => {
    const room = await world.createRoom('Removal', [[world.member, 'member']]);
    const { id } = await world.make(world.owner, {}, room);
    const other = on(1, world.member);
    const urls = [`/v1/events/${id}`, `/v1/rooms/${room}/events?from=2027-03-01&to=2027-04-01`];
    for (const url of urls) expect((await other.inject({ url })).status).toBe(200);
    await world.owner.inject({ method: 'DELETE', url: `/v1/rooms/${room}/members/${world.member.user.id}` });
    for (const url of urls) expect((await other.inject({ url })).status).toBe(404);
  });

  it('one of twenty changes of the same version is let through', async () => {
    const { id } = await world.make(world.member);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        on(index % 2, world.member).inject({
          method: 'PATCH',
          url: `/v1/events/${id}`,
          body: { title: `change ${index}`, baseVersion: 1 },
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(19).fill(409)]);
  });

  it('twenty creates with one client id make one event', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        on(index % 2, world.member).inject({
          method: 'POST',
          url: `/v1/rooms/${world.roomId}/events`,
          body: { ...plain, clientId: 'twenty' },
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(19).fill(200), 201]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  });

  it('one client id in two rooms at once makes one event, and is refused for the other room', async () => {
    const second = await world.createRoom('Other', [[world.member, 'member']]);
    const roomOf = (index: number) => (index % 4 < 2 ? world.roomId : second);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        on(index % 2, world.member).inject({
          method: 'POST',
          url: `/v1/rooms/${roomOf(index)}/events`,
          body: { ...plain, clientId: 'two-rooms' },
        }),
      ),
    );
    const [made] = answers.filter(({ status }) => status === 201);
    for (const [index, { status, body }] of answers.entries())
      if (roomOf(index) === made?.body.roomId) expect([200, 201]).toContain(status);
      else expect([status, body.code]).toEqual([409, 'idempotency_conflict']);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  });

  it('one of fifty bookings of the same hour in two rooms is let through', async () => {
    const { body: resource } = await world.owner.inject({
      method: 'POST',
      url: `/v1/workspaces/${world.workspaceId}/resources`,
      body: { name: 'Beamer' },
    });
    const second = await world.createRoom('Second', [[world.member, 'member']]);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        on(index % 2, world.member).inject({
          method: 'POST',
          url: `/v1/rooms/${index % 4 < 2 ? world.roomId : second}/events`,
          body: { ...plain, resources: [resource.id], policy: 'reject' },
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(49).fill(409)]);
  });
});
