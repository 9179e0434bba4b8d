import type { EventFrame } from '@teambrain/protocol';
import { beforeAll, describe, expect, it } from 'vitest';
import { openPeer, until } from '../../../../tests/support/socket.js';
import type { EmbedSession } from '../../../embed/shared/types.js';
import { buildWorld, enter, enterAs, origin, type World } from '../../../embed/test/world.js';
import type { EventNotice } from '../../shared/types.js';
import { minute, utc } from './times.js';

let world: World;
let wsUrl: string;
/** Wanda's, in the lobby. */
let eventId: string;
beforeAll(async () => {
  world = await buildWorld();
  ({ wsUrl } = await world.server.listen());
  eventId = (await world.wanda.create(events(), plain)).id;
});

const plain = { title: 'Open day', start: '2027-03-02T10:00', end: '2027-03-02T11:00', timeZone: 'UTC' };
const events = (roomId = world.lobbyId) => `/v1/rooms/${roomId}/events`;
const ask = (
  { accessToken: token }: EmbedSession,
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  url: string,
  body?: object,
) => world.server.inject({ method, url, token, headers: { origin }, ...(body ? { body } : {}) });
const rsvp = (session: EmbedSession) =>
  ask(session, 'PUT', `/v1/events/${eventId}/rsvp`, { status: 'accepted' });
const list = (session: EmbedSession, roomId?: string) =>
  ask(session, 'GET', `${events(roomId)}?from=2027-03-01&to=2027-04-01`);

describe('a visitor of another product', () => {
  it('reads, creates, changes and answers, where the app has the plugin and the session may write', async () => {
    const app = await world.app({ plugins: ['messaging', 'events'] });
    const visitor = await enterAs(world.server, app, 'writer');
    expect((await list(visitor)).body.items).toEqual([
      expect.objectContaining({ eventId, title: 'Open day' }),
    ]);
    const own = await ask(visitor, 'POST', events(), { ...plain, title: 'Own' });
    expect([own.status, own.body.role]).toEqual([201, 'owner']);
    const url = `/v1/events/${own.body.id}`;
    expect((await ask(visitor, 'PATCH', url, { title: 'Renamed' })).status).toBe(200);
    expect((await ask(visitor, 'PATCH', `/v1/events/${eventId}`, { title: 'x' })).status).toBe(403);
    expect((await rsvp(visitor)).status).toBe(200);
    expect((await ask(visitor, 'GET', `${url}/permissions`)).status).toBe(200);
    // Nobody but people of the place says who may change what, takes an address along or sees what can be booked.
    const me = `${url}/permissions/${visitor.user.id}`;
    const refused = [
      await ask(visitor, 'PUT', me, { role: 'editor' }),
      await ask(visitor, 'DELETE', me),
      await ask(visitor, 'POST', `${events()}/feed`, {}),
      await ask(visitor, 'GET', `/v1/workspaces/${world.workspaceId}/resources`),
      await ask(visitor, 'GET', `/v1/workspaces/${world.workspaceId}/free-busy?users=${visitor.user.id}`),
    ];
    for (const { status, raw } of refused) expect([403, 404], raw.body).toContain(status);
    expect((await list(visitor, world.backId)).status).toBe(404);
    expect((await ask(visitor, 'DELETE', url)).status).toBe(204);
  });

  it('only reads with a session that may not write', async () => {
    const app = await world.app({ identity: 'optional', guests: 'read' });
    const sessions = [
      await enterAs(world.server, app, 'reader', { role: 'viewer' }),
      await enter(world.server, app, { profile: { name: 'Gus' } }),
    ];
    for (const visitor of sessions) {
      expect((await list(visitor)).status).toBe(200);
      expect((await ask(visitor, 'GET', `/v1/events/${eventId}`)).body.role).toBe('viewer');
      for (const answer of [
        await ask(visitor, 'POST', events(), plain),
        await ask(visitor, 'PATCH', `/v1/events/${eventId}`, { title: 'x' }),
        await ask(visitor, 'DELETE', `/v1/events/${eventId}`),
        await rsvp(visitor),
      ])
        expect(answer.status, answer.raw.body).toBe(403);
    }
  });

  it('has no calendar where the app does not have the plugin, and hears nothing of it', async () => {
    const app = await world.app({ plugins: ['messaging'] });
    const visitor = await enterAs(world.server, app, 'without');
    const answer = await list(visitor);
    expect([answer.status, answer.body.code]).toEqual([404, 'plugin_disabled']);
    const peer = openPeer(wsUrl, 'json', { origin }, `?app=${app.key}`);
    await peer.signIn(visitor.accessToken);
    await peer.subscribe(`room:${world.lobbyId}`);
    await world.wanda.create(events(), {
      ...plain,
      start: utc(minute + 2000),
      end: utc(5 * minute),
      reminders: [1],
    });
    const watching = openPeer(wsUrl);
    await watching.signIn(world.wanda.token);
    await watching.subscribe(`room:${world.lobbyId}`);
    await until(() => typesOn(watching).includes('event.reminder'), 15_000);
    await world.wanda.create(`/v1/rooms/${world.lobbyId}/messages`, { text: 'the last' });
    await until(() => typesOn(peer).includes('message.created'));
    expect(typesOn(peer).filter((type) => type.startsWith('event.'))).toEqual([]);
    peer.close();
    watching.close();
  });

  it('is told of events inside of the session, and of none beyond it', async () => {
    const app = await world.app({ rooms: [world.lobbyId] });
    const visitor = await enterAs(world.server, app, 'guest-of-two');
    await world.wanda.create(`/v1/rooms/${world.backId}/members`, {
      userId: visitor.user.id,
      role: 'member',
    });
    const peer = openPeer(wsUrl, 'json', { origin }, `?app=${app.key}`);
    await peer.signIn(visitor.accessToken);
    await peer.subscribe(`user:${visitor.user.id}`);
    const attendees = [visitor.user.id];
    await world.wanda.create(events(world.backId), { ...plain, title: 'canary', attendees });
    const seen = await world.wanda.create(events(), { ...plain, attendees });
    const notices = await until(() => {
      const found = peer
        .of('event')
        .filter((frame): frame is EventFrame => frame.type === 'event.notice')
        .map(({ data }) => data as unknown as EventNotice);
      return found.length > 0 && found;
    });
    expect(notices).toEqual([
      expect.objectContaining({ eventId: seen.id, roomId: world.lobbyId, reason: 'invited' }),
    ]);
    expect(JSON.stringify(peer.frames)).not.toContain('canary');
    peer.close();
  });
});

const typesOn = (peer: ReturnType<typeof openPeer>) => peer.of('event').map(({ type }) => type);
