import { beforeAll, describe, expect, it } from 'vitest';
import { openPeer, until } from '../../../tests/support/socket.js';
import type { CreatedEmbedApp, EmbedSession } from '../shared/types.js';
import { buildWorld, enterAs, origin, type World } from './world.js';

let world: World;
let wsUrl: string;
let app: CreatedEmbedApp;
let other: CreatedEmbedApp;
let visitor: EmbedSession;
let neighbour: EmbedSession;
beforeAll(async () => {
  world = await buildWorld();
  ({ wsUrl } = await world.server.listen());
  app = await world.app();
  other = await world.app({ name: 'Other' });
  visitor = await enterAs(world.server, app, 'v');
  neighbour = await enterAs(world.server, other, 'n');
});

const get = (url: string, session?: EmbedSession) =>
  world.server.inject({
    url,
    headers: { origin },
    ...(session ? { token: session.accessToken } : {}),
  });
const plugins = async (url: string, session?: EmbedSession) =>
  Object.keys((await get(url, session)).body.plugins).sort();
const set = (names: string[] | null) =>
  world.wanda.inject({ method: 'PATCH', url: `/v1/apps/${app.id}`, body: { plugins: names } });
const messages = () => `/v1/rooms/${world.lobbyId}/messages`;
const presence = () => `/v1/rooms/${world.lobbyId}/presence`;

describe('the plugins of an app', () => {
  it('are what its visitors have, live, and nobody else’s visitors', async () => {
    const everything = await plugins('/v1/meta', visitor);
    expect(everything).toEqual(expect.arrayContaining(['embed', 'messaging', 'presence', 'rooms']));
    const peer = openPeer(wsUrl, 'json', { origin }, `?app=${app.key}`);
    await peer.signIn(visitor.accessToken);
    const otherPeer = openPeer(wsUrl, 'json', { origin }, `?app=${other.key}`);
    await otherPeer.signIn(neighbour.accessToken);
    const room = `room:${world.lobbyId}`;
    expect((await peer.subscribe(room)).op).toBe('live');
    expect((await otherPeer.subscribe(room)).op).toBe('live');

    const began = Date.now();
    expect((await set(['presence'])).status).toBe(200);
    await until(() => peer.of('signal').some(({ type }) => type === 'meta.changed'));
    expect(Date.now() - began).toBeLessThan(2_000);
    expect(otherPeer.of('signal').filter(({ type }) => type === 'meta.changed')).toEqual([]);

    expect(await plugins('/v1/meta', visitor)).toEqual(['embed', 'presence', 'rooms', 'workspaces']);
    const meta = await get(`/v1/meta?room=${world.lobbyId}`, visitor);
    expect(meta.body.permissions).not.toContain('messaging.send');
    expect(await plugins(`/v1/meta?app=${app.key}`)).toEqual(['embed', 'presence', 'rooms', 'workspaces']);
    expect(await plugins(`/v1/meta?app=${other.key}`)).toEqual(everything);
    const off = await get(messages(), visitor);
    expect([off.status, off.body.code]).toEqual([404, 'plugin_disabled']);
    expect((await get(presence(), visitor)).status).toBe(200);
    expect(await peer.do('messaging.send', room, { text: 'x' })).toMatchObject({ code: 'plugin_disabled' });
    expect((await get(messages(), neighbour)).status).toBe(200);
    expect((await world.wanda.inject({ url: messages() })).status).toBe(200);

    // What a plugin says is not for visitors whose app does not have it.
    await world.wanda.create(messages(), { text: 'for those who chat' });
    await until(() => otherPeer.events(room).some(({ type }) => type === 'message.created'));
    const late = openPeer(wsUrl, 'json', { origin }, `?app=${app.key}`);
    await late.signIn(visitor.accessToken);
    await late.subscribe(room, 0);
    for (const each of [peer, late])
      expect(each.events(room).filter(({ type }) => type.startsWith('message.'))).toEqual([]);
    expect(JSON.stringify([peer.frames, late.frames])).not.toContain('for those who chat');

    await set(['messaging']);
    expect((await get(messages(), visitor)).status).toBe(200);
    expect((await get(presence(), visitor)).status).toBe(404);
    await set(null);
    expect(await plugins('/v1/meta', visitor)).toEqual(everything);
    for (const each of [peer, otherPeer, late]) each.close();
  });

  it('never let go of what carries every session', async () => {
    await set([]);
    expect((await get('/v1/auth/me', visitor)).status).toBe(200);
    expect((await get(`/v1/rooms/${world.lobbyId}`, visitor)).status).toBe(200);
    expect((await enterAs(world.server, app, 'v')).config.rooms).toEqual([world.lobbyId]);
    await set(null);
  });

  it('lie below what the workspace has', async () => {
    const url = `/v1/workspaces/${world.workspaceId}/plugins`;
    await world.wanda.inject({ method: 'PATCH', url, body: { plugin: 'messaging', enabled: false } });
    expect((await get(messages(), visitor)).body.code).toBe('plugin_disabled');
    await world.wanda.inject({ method: 'PATCH', url, body: { plugin: 'messaging', enabled: true } });
    expect((await get(messages(), visitor)).status).toBe(200);
  });
});
