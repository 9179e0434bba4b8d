import { beforeAll, describe, expect, it } from 'vitest';
import type { CreatedEmbedApp } from '../shared/types.js';
import { buildWorld, enter, enterAs, exchange, origin, tokenFor, type World } from './world.js';

let world: World;
let app: CreatedEmbedApp;
beforeAll(async () => {
  world = await buildWorld();
  app = await world.app();
});
const from = { origin };

describe('a user of the host', () => {
  it('gets a session for a signed token: confined, short and without refresh', async () => {
    const answer = await exchange(world.server, { appKey: app.key, token: tokenFor(app) });
    expect(answer.status).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.headers['access-control-allow-origin']).toBe(origin);
    expect(answer.body).toEqual({
      user: { id: expect.any(String), username: 'Ulla', displayName: 'Ulla', kind: 'user' },
      accessToken: expect.any(String),
      expiresIn: 900,
      config: {
        key: app.key,
        name: 'Shop',
        identity: 'required',
        guests: 'off',
        conversation: 'shared',
        theme: {},
        workspaceId: world.workspaceId,
        rooms: [world.lobbyId],
        verbs: ['read', 'write', 'react', 'upload', 'ask'],
      },
    });
    const { accessToken: token, user } = answer.body;
    const me = await world.server.inject({ url: '/v1/auth/me', token, headers: from });
    expect([me.status, me.body.id, me.body.email]).toEqual([200, user.id, undefined]);
    const sent = await world.server.inject({
      method: 'POST',
      url: `/v1/rooms/${world.lobbyId}/messages`,
      token,
      headers: from,
      body: { text: 'hello' },
    });
    expect(sent.status).toBe(201);
    const back = await world.server.inject({ url: `/v1/rooms/${world.backId}`, token, headers: from });
    expect(back.status).toBe(404);
    const out = await world.server.inject({ method: 'POST', url: '/v1/auth/logout', token, headers: from });
    expect(out.status).toBe(204);
    expect((await world.server.inject({ url: '/v1/auth/me', token, headers: from })).status).toBe(401);
  });

  it('is the same user ever after, under the name that was signed last', async () => {
    const first = await enterAs(world.server, app, 'same', { name: 'Old name' });
    const again = await enterAs(world.server, app, 'same', {
      name: 'New name',
      avatar: 'https://acme.dev/a.png',
      email: 'wanda@example.com',
    });
    expect(again.user.id).toBe(first.user.id);
    expect(again.user).toMatchObject({ displayName: 'New name', avatarUrl: 'https://acme.dev/a.png' });
    expect(again.user.id).not.toBe(world.wanda.user.id);
    const other = await enterAs(world.server, app, 'other', { name: 'New name' });
    expect(other.user.id).not.toBe(first.user.id);
    expect(other.user.username).not.toBe(again.user.username);
  });

  it('is another user in another app, whatever its id there', async () => {
    const second = await world.app({ name: 'Second' });
    const [a, b] = [await enterAs(world.server, app, 'twin'), await enterAs(world.server, second, 'twin')];
    expect(a.user.id).not.toBe(b.user.id);
  });

  it('reaches the rooms that app and token both name, by id or slug, and does there what its verbs allow', async () => {
    const both = await world.app({ rooms: [world.backId, world.lobbyId] });
    const all = await enterAs(world.server, both, 'a');
    expect(all.config.rooms).toEqual([world.backId, world.lobbyId]);
    const one = await enterAs(world.server, both, 'b', {
      rooms: ['lobby', 'no-such-room', world.workspaceId],
    });
    expect(one.config.rooms).toEqual([world.lobbyId]);
    const none = await enterAs(world.server, app, 'c', { rooms: [world.backId] });
    expect(none.config.rooms).toEqual([]);

    const viewer = await enterAs(world.server, both, 'd', { role: 'viewer' });
    expect(viewer.config.verbs).toEqual(['read', 'ask']);
    const reader = await enterAs(world.server, both, 'e', { verbs: ['read', 'react'] });
    expect(reader.config.verbs).toEqual(['read', 'react']);
    for (const { accessToken: token } of [viewer, reader]) {
      const url = `/v1/rooms/${world.lobbyId}/messages`;
      const read = await world.server.inject({ url, token, headers: from });
      const sent = await world.server.inject({
        method: 'POST',
        url,
        token,
        headers: from,
        body: { text: 'x' },
      });
      expect([read.status, sent.status]).toEqual([200, 403]);
    }
    const grown = await enterAs(world.server, both, 'd', { role: 'member' });
    const sent = await world.server.inject({
      method: 'POST',
      url: `/v1/rooms/${world.lobbyId}/messages`,
      token: grown.accessToken,
      headers: from,
      body: { text: 'now' },
    });
    expect(sent.status).toBe(201);
  });
});

describe('a guest', () => {
  it('comes where the app lets guests in, and comes back with its secret alone', async () => {
    const open = await world.app({ identity: 'optional', guests: 'write' });
    const first = await enter(world.server, open, { profile: { name: 'Gus' } });
    expect(first.user).toMatchObject({ kind: 'guest', displayName: 'Gus' });
    expect(first.config.verbs).toEqual(['read', 'write', 'react', 'ask']);
    const again = await enter(world.server, open, { guest: first.guest });
    expect(again.user.id).toBe(first.user.id);
    expect(again.guest).toBeUndefined();
    for (const guest of [
      { id: first.guest?.id, secret: 'guessed' },
      { id: first.guest?.id, secret: '' },
      { id: first.guest?.id },
      { id: 'nobody', secret: first.guest?.secret },
      { id: world.wanda.user.id, secret: first.guest?.secret },
    ]) {
      const answer = await exchange(world.server, { appKey: open.key, guest });
      expect([answer.status, answer.body.code]).toEqual([401, 'embed_guest_invalid']);
    }
  });

  it('is refused where guests are off or a signature is required', async () => {
    for (const settings of [
      { identity: 'optional', guests: 'off' },
      { identity: 'required', guests: 'write' },
    ]) {
      const shut = await world.app(settings);
      const answer = await exchange(world.server, { appKey: shut.key });
      expect([answer.status, answer.body.code]).toEqual([401, 'embed_identity_required']);
    }
  });

  it('reads and does not write where the app says so', async () => {
    const open = await world.app({ identity: 'optional', guests: 'read' });
    const { accessToken: token } = await enter(world.server, open, {});
    const url = `/v1/rooms/${world.lobbyId}/messages`;
    expect((await world.server.inject({ url, token, headers: from })).status).toBe(200);
    const sent = await world.server.inject({
      method: 'POST',
      url,
      token,
      headers: from,
      body: { text: 'x' },
    });
    expect(sent.status).toBe(403);
  });
});

describe('a room for each visitor', () => {
  it('has the visitor and the staff in it, is made once, and is nobody else’s', async () => {
    const desk = await world.app({ conversation: 'perVisitor', staff: [world.sam.user.id] });
    const sessions = await Promise.all(Array.from({ length: 6 }, () => enterAs(world.server, desk, 'racer')));
    const rooms = new Set(sessions.map(({ config }) => config.rooms.join()));
    expect(rooms.size).toBe(1);
    const [roomId] = [...rooms];
    const { body } = await world.sam.inject({ url: `/v1/rooms/${roomId}/members` });
    expect(
      body.items.map((each: { role: string; user: { displayName: string } }) => [
        each.user.displayName,
        each.role,
      ]),
    ).toEqual([
      ['sam', 'owner'],
      ['racer', 'member'],
    ]);
    const other = await enterAs(world.server, desk, 'other');
    expect(other.config.rooms).toHaveLength(1);
    const seen = await world.server.inject({
      url: `/v1/rooms/${roomId}`,
      token: other.accessToken,
      headers: from,
    });
    expect(seen.status).toBe(404);
  });
});
