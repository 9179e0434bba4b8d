import { beforeAll, describe, expect, it } from 'vitest';
import { openPeer, type Peer, until } from '../../../tests/support/socket.js';
import type { CreatedEmbedApp, EmbedSession } from '../shared/types.js';
import {
  buildWorld,
  claimsFor,
  enter,
  enterAs,
  exchange,
  origin,
  sign,
  tokenFor,
  type World,
} from './world.js';

let world: World;
let wsUrl: string;
beforeAll(async () => {
  world = await buildWorld();
  ({ wsUrl } = await world.server.listen());
});

async function socket(app: CreatedEmbedApp, session: EmbedSession, from = origin): Promise<Peer> {
  const peer = openPeer(wsUrl, 'json', { origin: from }, `?app=${app.key}`);
  await peer.signIn(session.accessToken);
  return peer;
}
const statusOf = async ({ accessToken: token }: EmbedSession) =>
  (await world.server.inject({ url: '/v1/auth/me', token, headers: { origin } })).status;
const wanda = (method: 'PATCH' | 'DELETE' | 'POST', url: string, body?: object) =>
  world.wanda.inject({ method, url, ...(body ? { body } : {}) });

/** Within a second the session is refused and its socket is closed with 4401, by whatever `end` does. */
async function endsBy(
  end: (app: CreatedEmbedApp, session: EmbedSession) => Promise<unknown>,
  { stays }: { stays: boolean },
): Promise<CreatedEmbedApp> {
  const app = await world.app();
  const [session, other] = [
    await enterAs(world.server, app, 'leaving'),
    await enterAs(world.server, app, 'other'),
  ];
  const [peer, otherPeer] = [await socket(app, session), await socket(app, other)];
  await end(app, session);
  const began = Date.now();
  expect(await peer.closing(1_000)).toBe(4401);
  expect(await statusOf(session)).toBe(401);
  expect(Date.now() - began).toBeLessThan(1_000);
  expect(peer.of('bye')[0]?.reason).toBe('session_revoked');
  expect(await statusOf(other)).toBe(stays ? 200 : 401);
  if (stays) expect(otherPeer.closed).toBeUndefined();
  else expect(await otherPeer.closing(1_000)).toBe(4401);
  otherPeer.close();
  return app;
}

describe('a session ends within a second', () => {
  it('when the app is switched off', async () => {
    await endsBy((app) => wanda('PATCH', `/v1/apps/${app.id}`, { enabled: false }), { stays: false });
  });

  it('when the app is deleted', async () => {
    await endsBy((app) => wanda('DELETE', `/v1/apps/${app.id}`), { stays: false });
  });

  it('when the app may no longer be used on its page, or its rooms become fewer', async () => {
    await endsBy((app) => wanda('PATCH', `/v1/apps/${app.id}`, { origins: ['https://new.dev'] }), {
      stays: false,
    });
    await endsBy((app) => wanda('PATCH', `/v1/apps/${app.id}`, { rooms: [world.backId] }), { stays: false });
  });

  it('when the visitor logs out', async () => {
    await endsBy(
      (_, { accessToken: token }) =>
        world.server.inject({ method: 'POST', url: '/v1/auth/logout', token, headers: { origin } }),
      { stays: true },
    );
  });

  it('when the staff takes the visitor out of the workspace, who stays out until let in again', async () => {
    let userId = '';
    const members = `/v1/workspaces/${world.workspaceId}/members`;
    const app = await endsBy(
      async (_, session) => {
        userId = session.user.id;
        await wanda('DELETE', `${members}/${userId}`);
      },
      { stays: true },
    );
    const again = () => exchange(world.server, { appKey: app.key, token: tokenFor(app, { sub: 'leaving' }) });
    const refused = await again();
    expect([refused.status, refused.body.code]).toEqual([403, 'embed_user_removed']);
    await wanda('POST', members, { userId, role: 'guest' });
    expect((await again()).status).toBe(200);
  });

  it('when the account is deactivated', async () => {
    await endsBy(
      async (_, session) => {
        const { db, events } = world.server.context('embed');
        await db.query('update users set deactivated_at = now() where id = $1', [session.user.id]);
        events.emit('user.deactivated', { userId: session.user.id });
      },
      { stays: true },
    );
  });

  it('when the secret that it was opened under is removed, and others go on', async () => {
    const app = await world.app();
    const old = await enterAs(world.server, app, 'old');
    const rotated = await wanda('POST', `/v1/apps/${app.id}/secrets`);
    const token = sign(claimsFor(app, { sub: 'new' }), { secret: rotated.body.secret });
    const fresh = await enter(world.server, app, { token });
    const peer = await socket(app, old);
    await wanda('DELETE', `/v1/apps/${app.id}/secrets/${app.secret.id}`);
    expect(await peer.closing(1_000)).toBe(4401);
    expect([await statusOf(old), await statusOf(fresh)]).toEqual([401, 200]);
  });
});

describe('a visitor whom the staff removed from a room', () => {
  it('is not placed there again by the next session, and is back once the staff says so', async () => {
    const app = await world.app({ rooms: [world.lobbyId, world.backId] });
    const { user } = await enterAs(world.server, app, 'rowdy');
    const members = `/v1/rooms/${world.backId}/members`;
    expect((await wanda('DELETE', `${members}/${user.id}`)).status).toBe(204);
    const next = await enterAs(world.server, app, 'rowdy');
    expect(next.config.rooms).toEqual([world.lobbyId]);
    await wanda('POST', members, { userId: user.id, role: 'member' });
    const after = await enterAs(world.server, app, 'rowdy');
    expect(after.config.rooms).toEqual([world.lobbyId, world.backId]);
  });
});

describe('an app that is deleted', () => {
  it('takes its visitors along, out of the workspace and its rooms, and leaves what they wrote', async () => {
    const [app, other] = [await world.app({ identity: 'optional', guests: 'write' }), await world.app()];
    const guest = await enter(world.server, app, { profile: { name: 'Gus' } });
    const gone = [guest, await enterAs(world.server, app, 'gone')];
    const stays = await enterAs(world.server, other, 'stays');
    const said = await world.server.inject({
      method: 'POST',
      url: `/v1/rooms/${world.lobbyId}/messages`,
      token: guest.accessToken,
      headers: { origin },
      body: { text: 'Said before', clientId: 'said-before' },
    });
    expect(said.status).toBe(201);
    const membersOf = async (path: string) => {
      const { body } = await world.wanda.inject({ url: `${path}/members?limit=100` });
      return body.items.map(({ user }: { user: { id: string } }) => user.id);
    };
    const left = gone.map(({ user }) => user.id);
    const [workspace, lobby] = [`/v1/workspaces/${world.workspaceId}`, `/v1/rooms/${world.lobbyId}`];
    expect(await membersOf(workspace)).toEqual(expect.arrayContaining(left));
    expect(await membersOf(lobby)).toEqual(expect.arrayContaining(left));
    await wanda('DELETE', `/v1/apps/${app.id}`);
    for (const place of [workspace, lobby]) {
      await expect
        .poll(async () => (await membersOf(place)).filter((id: string) => left.includes(id)))
        .toEqual([]);
      expect(await membersOf(place)).toContain(stays.user.id);
    }
    const { body } = await world.wanda.inject({ url: `${lobby}/messages` });
    expect(body.items.map(({ text }: { text: string }) => text)).toContain('Said before');
  });

  it('takes them along by the next day where a stop came between', async () => {
    const [app, other] = [await world.app(), await world.app()];
    const [left, stays] = [
      await enterAs(world.server, app, 'left'),
      await enterAs(world.server, other, 'stays'),
    ];
    const { db, jobs } = world.server.context('embed');
    await db.query('delete from embed_apps where id = $1', [app.id]);
    await jobs.enqueue('embed.delete-old', {});
    const members = async (): Promise<string[]> => {
      const { body } = await world.wanda.inject({
        url: `/v1/workspaces/${world.workspaceId}/members?limit=100`,
      });
      return body.items.map(({ user }: { user: { id: string } }) => user.id);
    };
    await expect.poll(members, { timeout: 8_000 }).not.toContain(left.user.id);
    expect(await members()).toEqual(expect.arrayContaining([stays.user.id, world.sam.user.id]));
  });
});

describe('a socket', () => {
  it('renews its session with that of the same visitor, and of no other', async () => {
    const app = await world.app();
    const [first, next, stranger] = [
      await enterAs(world.server, app, 'long'),
      await enterAs(world.server, app, 'long'),
      await enterAs(world.server, app, 'short'),
    ];
    const peer = await socket(app, first);
    peer.send({ op: 'auth', token: next.accessToken });
    await until(() => peer.of('ready').length === 2);
    expect((await peer.subscribe(`room:${world.lobbyId}`)).op).toBe('live');
    peer.send({ op: 'auth', token: stranger.accessToken });
    expect(await peer.closing()).toBe(4403);
  });

  it('opens on the pages of its own app alone', async () => {
    const app = await world.app();
    const other = await world.app({ name: 'Other', origins: ['https://other.dev'] });
    const session = await enterAs(world.server, app, 'page');
    for (const [from, query] of [
      ['https://evil.dev', `?app=${app.key}`],
      ['https://other.dev', `?app=${app.key}`],
      ['https://acme.dev.evil.com', `?app=${app.key}`],
      ['http://acme.dev', `?app=${app.key}`],
      ['null', `?app=${app.key}`],
      [origin, ''],
      [origin, '?app=pk_unknown'],
    ] as const)
      expect([from, query, await openPeer(wsUrl, 'json', { origin: from }, query).refusal()]).toEqual([
        from,
        query,
        403,
      ]);
    const peer = openPeer(wsUrl, 'json', { origin: 'https://other.dev' }, `?app=${other.key}`);
    await peer.greeted();
    peer.send({ op: 'auth', token: session.accessToken });
    expect(await peer.closing()).toBe(4403);
  });
});
