import { beforeAll, describe, expect, it } from 'vitest';
import { enter, buildWorld as openLobby, origin } from '../../../embed/test/world.js';
import { buildWorld, march, type World } from './world.js';

describe('what somebody sees of the bookings of others', () => {
  let world: World;
  let resource: string;
  let secret: string;
  beforeAll(async () => {
    world = await buildWorld();
    resource = await world.resource('The room');
    const made = await world.made(
      {
        title: 'Dismissals',
        start: march(1, '10:00'),
        end: march(1, '11:00'),
        resources: [resource],
        attendees: [world.people.olga.user.id],
        policy: 'reject',
      },
      { roomId: world.secretId },
    );
    secret = made.id;
  }, 60_000);

  const wish = () => ({
    title: 'Mine',
    timeZone: 'UTC',
    start: march(1, '10:30'),
    end: march(1, '11:30'),
    resources: [resource],
    attendees: [world.people.olga.user.id],
  });
  const check = (
    by: 'olga' | 'mia' | 'vera' | 'xaver' | 'tom',
    body: object = wish(),
    roomId = world.roomId,
  ) => world.people[by].inject({ method: 'POST', url: `/v1/rooms/${roomId}/events/check`, body });

  it('is the time alone where they do not read the room, in dry runs, refusals and warnings', async () => {
    const report = await check('mia');
    expect(report.status).toBe(200);
    const busy = { start: '2027-03-01T10:00:00.000Z', end: '2027-03-01T11:00:00.000Z' };
    const occurrence = '2027-03-01T10:30:00.000Z';
    const hidden = [
      { resourceId: resource, ...busy, occurrence },
      { userId: world.people.olga.user.id, ...busy, occurrence },
    ];
    const byMia = { by: world.people.mia };
    const refused = await world.create({ ...wish(), policy: 'reject' }, byMia);
    const warned = await world.made(wish(), byMia);
    for (const conflicts of [report.body.conflicts, refused.body.conflicts, warned.conflicts]) {
      expect(conflicts).toHaveLength(2);
      for (const conflict of hidden) expect(conflicts).toContainEqual(conflict);
    }
    const own = await world.people.mia.inject({ url: `/v1/events/${warned.id}/conflicts` });
    const everything = JSON.stringify([report.body, refused.body, warned, own.body]);
    expect(everything).not.toContain('Dismissals');
    expect(everything).not.toContain(secret);
    const told = await check('olga', { ...wish(), resources: [resource], attendees: [] });
    expect(told.body.conflicts).toContainEqual(
      expect.objectContaining({ eventId: secret, title: 'Dismissals' }),
    );
    await world.people.mia.inject({ method: 'DELETE', url: `/v1/events/${warned.id}` });
  });

  it('needs the rights of the room', async () => {
    expect((await check('vera')).status).toBe(403);
    expect((await check('xaver')).status).toBe(404);
    expect((await check('tom')).status).toBe(404);
    expect(
      (await world.server.inject({ method: 'POST', url: `/v1/rooms/${world.roomId}/events/check` })).status,
    ).toBe(401);
    const conflicts = (by: 'olga' | 'mia' | 'vera' | 'xaver' | 'tom', id: string) =>
      world.people[by].inject({ url: `/v1/events/${id}/conflicts` });
    expect((await conflicts('olga', secret)).status).toBe(200);
    for (const by of ['mia', 'vera', 'xaver', 'tom'] as const)
      expect((await conflicts(by, secret)).status).toBe(404);
  });

  it('cannot be found out by naming an event of another room as one’s own', async () => {
    const named = await check('mia', { ...wish(), eventId: secret });
    expect([named.status, named.body.code]).toEqual([404, 'not_found']);
  });

  it('knows no resources of other workspaces', async () => {
    const room = await world.people.tom.inject({
      method: 'POST',
      url: '/v1/workspaces/elsewhere/rooms',
      body: { name: 'Room' },
    });
    const theirs = await check('tom', { ...wish(), attendees: [] }, room.body.id);
    expect([theirs.status, theirs.body.code]).toEqual([422, 'event_resource_unknown']);
  });

  it('does not depend on how a request is spelled', async () => {
    const packed = await world.people.mia.inject({
      method: 'POST',
      url: `/v1/rooms/${world.roomId}/events/check`,
      body: { ...wish(), resources: [resource.toUpperCase()] },
      format: 'msgpack',
    });
    expect(packed.status).toBe(200);
    expect(packed.body.conflicts).toHaveLength(2);
    expect((await check('mia', { ...wish(), colour: 'red' })).status).toBe(400);
    expect((await check('mia', { ...wish(), end: march(1, '09:00') })).status).toBe(422);
  });
});

describe('a visitor of another site', () => {
  it('sees times alone, and neither resources nor when people are free', { timeout: 60_000 }, async () => {
    const place = await openLobby();
    const { server, wanda, workspaceId, lobbyId: lobby, backId: back } = place;
    const { id: resource } = await wanda.create(`/v1/workspaces/${workspaceId}/resources`, { name: 'Stage' });
    const times = { timeZone: 'UTC', start: march(1, '10:00'), end: march(1, '11:00') };
    await wanda.create(`/v1/rooms/${back}/events`, { title: 'Secret', ...times, resources: [resource] });
    const app = await place.app({ rooms: [lobby], guests: 'write', identity: 'optional' });
    const { accessToken: token } = await enter(server, app, { profile: { name: 'Gus' } });
    const visit = (method: 'GET' | 'POST', url: string, body?: object) =>
      server.inject({ method, url, token, headers: { origin }, body });
    for (const url of [
      `/v1/workspaces/${workspaceId}/resources`,
      `/v1/workspaces/${workspaceId}/free-busy?users=${wanda.user.id}`,
    ])
      expect((await visit('GET', url)).status).toBe(403);
    expect((await visit('POST', `/v1/rooms/${back}/events/check`, { title: 'X', ...times })).status).toBe(
      404,
    );
    const report = await visit('POST', `/v1/rooms/${lobby}/events/check`, {
      title: 'X',
      ...times,
      resources: [resource],
    });
    expect(report.raw.body).not.toContain('Secret');
    expect(report.status).toBe(200);
    expect(report.body.conflicts).toEqual([
      {
        resourceId: resource,
        start: '2027-03-01T10:00:00.000Z',
        end: '2027-03-01T11:00:00.000Z',
        occurrence: '2027-03-01T10:00:00.000Z',
      },
    ]);
  });
});
