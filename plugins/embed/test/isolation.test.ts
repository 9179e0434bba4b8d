import { beforeAll, describe, expect, it } from 'vitest';
import { actionsOf, type Route, routesOf } from '../../../tests/rights/inventory.js';
import { sample } from '../../../tests/rights/sample.js';
import { openPeer, type Peer, until } from '../../../tests/support/socket.js';
import type { CreatedEmbedApp, EmbedSession } from '../shared/types.js';
import { buildWorld, enterAs, origin, type World } from './world.js';

const formats = ['json', 'msgpack'] as const;

let world: World;
let wsUrl: string;
let appA: CreatedEmbedApp;
let appB: CreatedEmbedApp;
/** A visitor of B; the staff has made it a member of A's room, too. */
let visitor: EmbedSession;
/** Everything of A that a route may be asked for. */
let things: Record<string, string>;
/** What must not come back: ids and names of A that the question did not hold. */
let secrets: string[];
beforeAll(async () => {
  world = await buildWorld();
  ({ wsUrl } = await world.server.listen());
  const { wanda } = world;
  const roomA = await world.room({ name: 'canary-room-a', slug: 'canary-slug-a', visibility: 'private' });
  const roomB = await world.room({ name: 'room b', visibility: 'private' });
  const open = { identity: 'optional', guests: 'write' };
  appA = await world.app({ name: 'canary-app-a', rooms: [roomA] });
  appB = await world.app({ name: 'B', rooms: [roomB], origins: [origin], ...open });
  const people = [
    await enterAs(world.server, appA, 'a-1', { name: 'canary-person-a' }),
    await enterAs(world.server, appA, 'a-2', { name: 'canary-other-a' }),
  ];
  visitor = await enterAs(world.server, appB, 'b-1', { name: 'bea' });
  await enterAs(world.server, appB, 'b-2', { name: 'bob' });
  const message = await wanda.create(`/v1/rooms/${roomA}/messages`, { text: 'canary-text-a' });
  await wanda.create(`/v1/rooms/${roomB}/messages`, { text: 'hello b' });
  const added = await wanda.inject({
    method: 'POST',
    url: `/v1/rooms/${roomA}/members`,
    body: { userId: visitor.user.id, role: 'member' },
  });
  expect(added.status).toBe(201);
  const event = await wanda.create(`/v1/rooms/${roomA}/events`, {
    title: 'canary-event-a',
    start: '2027-03-02T10:00',
    end: '2027-03-02T11:00',
    timeZone: 'Europe/Berlin',
    rrule: 'FREQ=DAILY',
  });
  const resource = await wanda.create(`/v1/workspaces/${world.workspaceId}/resources`, {
    name: 'canary-beamer',
  });
  const invite = await wanda.create(`/v1/workspaces/${world.workspaceId}/invites`);
  things = {
    workspaceId: world.workspaceId,
    roomId: roomA,
    messageId: message.id,
    userId: people[0]?.user.id as string,
    otherId: people[1]?.user.id as string,
    appId: appA.id,
    appKey: appA.key,
    secretId: appA.secret.id,
    inviteId: invite.id,
    token: invite.token,
    sessionId: '0190a000-0000-7000-8000-000000000000',
    emoji: '👍',
    eventId: event.id,
    originalStart: '2027-03-03T10:00',
    version: '1',
    resourceId: resource.id,
    secret: 'guessed',
  };
  secrets = [
    ...['canary', 'canary-room-a', 'canary-slug-a'],
    ...[event.id, resource.id],
    ...[roomA, message.id, appA.id, appA.key, appA.secret.id, invite.id],
    ...people.map(({ user }) => user.id),
    world.lobbyId,
    world.backId,
    world.wanda.user.id,
  ];
});

const values = () => ({
  ...things,
  userIds: [things.userId],
  id: things.otherId,
  version: 1,
  start: '2027-03-02T10:00',
  end: '2027-03-02T11:00',
  timeZone: 'Europe/Berlin',
  from: '2027-03-01',
  to: '2027-03-31',
  origins: [origin],
  role: 'viewer',
  plugin: 'presence',
  seq: 0,
  q: 'canary',
});

function ask(route: Route, format: 'json' | 'msgpack', path: string) {
  const query = route.query
    .map(({ name, schema }) => `${name}=${encodeURIComponent(String(sample(schema, values(), name)))}`)
    .join('&');
  return world.server.inject({
    method: route.method,
    url: query === '' ? path : `${path}?${query}`,
    token: visitor.accessToken,
    format,
    headers: { origin },
    ...(route.body ? { body: sample(route.body, values()) } : {}),
  });
}

const leaks = (body: string) => secrets.filter((secret) => body.includes(secret));

describe('a session of one app', () => {
  it.each(formats)('gets nothing of another app of its workspace from any route, over %s', async (format) => {
    const routes = (await routesOf(world.server)).filter(
      // What is the same for everybody, and what ends the session that asks.
      ({ id, url }) => url.startsWith('/v1/') && id !== 'auth.logout',
    );
    const wrong: string[] = [];
    let asked = 0;
    for (const route of routes) {
      const path = route.url.replaceAll(/\{(\w+)\}/g, (_, name) =>
        encodeURIComponent(things[name] as string),
      );
      expect([route.url, path]).toEqual([route.url, expect.not.stringContaining('undefined')]);
      const answer = await ask(route, format, path);
      asked += 1;
      const text = JSON.stringify(answer.body ?? null);
      const found = leaks(text);
      if (found.length > 0) wrong.push(`${route.method} ${path}: ${answer.status} holds ${found.join()}`);
      // The workspace is both apps'; of it a visitor may list its own rooms.
      const isOpen = new Set(['rooms.list', 'embed.config']).has(route.id);
      if (route.params.length > 0 && answer.status < 300 && !isOpen)
        wrong.push(`${route.method} ${path}: ${answer.status} ${text.slice(0, 200)}`);
    }
    // The config of A is what anybody may know who has its key, its name among it.
    expect(wrong.filter((line) => !/embed\/[^/]+\/config/.test(line))).toEqual([]);
    expect(asked).toBeGreaterThan(60);
  });

  it.each([
    ['/v1/workspaces', 'memberCount'],
    [`/v1/workspaces/{workspaceId}/rooms?limit=100`, 'memberCount'],
    [`/v1/workspaces/{workspaceId}/rooms?slug=canary-slug-a`, undefined],
    [`/v1/workspaces/{workspaceId}/rooms?discover=true`, undefined],
    [`/v1/meta?workspace={workspaceId}`, undefined],
    [`/v1/meta?room={roomId}`, undefined],
    [`/v1/meta?app={appKey}`, undefined],
    [`/v1/users/{userId}`, undefined],
    [`/v1/users/{otherId}`, undefined],
  ])('counts and names nothing of it: %s', async (url, counted) => {
    const path = url.replaceAll(/\{(\w+)\}/g, (_, name) => things[name] as string);
    const answer = await world.server.inject({
      url: path,
      token: visitor.accessToken,
      headers: { origin },
    });
    expect(leaks(answer.raw.body)).toEqual([]);
    if (counted === undefined) return;
    // Two visitors of B and the owner of its room; the workspace says nothing of how many it has.
    const counts = answer.body.items.map((item: Record<string, number>) => item[counted]);
    expect(counts).toEqual([url === '/v1/workspaces' ? 0 : 3]);
  });

  it('hears nothing of it on any channel, and does nothing there', async () => {
    for (const format of formats) {
      const peer = openPeer(wsUrl, format, { origin }, `?app=${appB.key}`);
      await peer.signIn(visitor.accessToken);
      for (const channel of [
        `room:${things.roomId}`,
        `workspace:${things.workspaceId}`,
        `user:${things.userId}`,
        `document:${things.roomId}`,
        `voice:${things.roomId}`,
      ])
        expect([channel, (await peer.subscribe(channel, 0)).op]).toEqual([channel, 'err']);
      for (const action of await actionsOf(world.server)) {
        const data = sample(action.data, values());
        const answer = await peer.do(action.id, `room:${things.roomId}`, data);
        expect([action.id, answer]).toEqual([
          action.id,
          expect.objectContaining({ op: 'err', code: 'not_found' }),
        ]);
      }
      expect(leaks(JSON.stringify(peer.frames))).toEqual([]);
      peer.close();
    }
  });
});

describe('the channel of a visitor’s own account', () => {
  async function listening(): Promise<Peer> {
    const peer = openPeer(wsUrl, 'json', { origin }, `?app=${appB.key}`);
    await peer.signIn(visitor.accessToken);
    return peer;
  }

  it('says what happens inside of its session, live and in replay, and nothing from outside', async () => {
    const own = `user:${visitor.user.id}`;
    const [roomB] = visitor.config.rooms as [string];
    const peer = await listening();
    expect((await peer.subscribe(own)).op).toBe('live');
    const before = peer.events(own).length;

    const another = await world.room({ name: 'canary-later', visibility: 'private' });
    secrets.push(another);
    const add = { userId: visitor.user.id, role: 'member' };
    await world.wanda.create(`/v1/rooms/${another}/members`, add);
    await world.wanda.inject({
      method: 'DELETE',
      url: `/v1/rooms/${another}/members/${visitor.user.id}`,
    });
    await world.server.inject({
      method: 'PUT',
      url: `/v1/rooms/${roomB}/read`,
      token: visitor.accessToken,
      headers: { origin },
      body: { seq: 2 },
    });
    const seen = await until(() => peer.events(own).length > before && peer.events(own));
    expect(seen.map(({ type, data }) => [type, data])).toEqual([['read.updated', { roomId: roomB, seq: 2 }]]);

    const late = await listening();
    const reply = await late.subscribe(own, 0);
    expect(reply.op).toBe('live');
    const types = new Set(late.events(own).map(({ type }) => type));
    expect([...types].sort()).toEqual(['read.updated', 'room.joined']);
    expect(leaks(JSON.stringify([peer.frames, late.frames]))).toEqual([]);
    peer.close();
    late.close();
  });
});
