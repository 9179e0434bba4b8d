import { buildTestInstances, type TestServer } from '@teambrain/core/testing';
import { officialPlugins } from 'teambrain';
import { beforeAll, describe, expect, it } from 'vitest';
import { openPeer, until } from '../../../tests/support/socket.js';
import type { EmbedSession } from '../shared/types.js';
import { enterAs, exchange, furnish, origin, tokenFor, type World } from './world.js';

describe.skipIf(!process.env.TEST_DATABASE_URL)('an app on two instances', () => {
  let world: World;
  let here: TestServer;
  let there: TestServer;
  let wsThere: string;
  beforeAll(async () => {
    [here, there] = (await buildTestInstances(2, { plugins: officialPlugins })) as [TestServer, TestServer];
    world = await furnish(here);
    await here.listen();
    ({ wsUrl: wsThere } = await there.listen());
  });

  const me = (server: TestServer, { accessToken: token }: EmbedSession) =>
    server.inject({ url: '/v1/auth/me', token, headers: { origin } });
  const change = (id: string, body: object) =>
    world.wanda.inject({ method: 'PATCH', url: `/v1/apps/${id}`, body });

  it('takes each token once, whichever of them it is shown to', async () => {
    const app = await world.app({ singleUse: true });
    const token = tokenFor(app);
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) => exchange(n % 2 ? here : there, { appKey: app.key, token })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(401)]);
  });

  it('makes one account and one room for a visitor who comes to both at once', async () => {
    const app = await world.app({ conversation: 'perVisitor', staff: [world.sam.user.id] });
    const sessions = await Promise.all(
      Array.from({ length: 8 }, (_, n) => enterAs(n % 2 ? here : there, app, 'racer')),
    );
    expect(new Set(sessions.map(({ user }) => user.id)).size).toBe(1);
    expect(new Set(sessions.map(({ config }) => config.rooms.join())).size).toBe(1);
  });

  it('ends everywhere within a second of being switched off on one of them', async () => {
    const app = await world.app();
    const session = await enterAs(there, app, 'far');
    const peer = openPeer(wsThere, 'json', { origin }, `?app=${app.key}`);
    await peer.signIn(session.accessToken);
    expect((await me(there, session)).status).toBe(200);
    const began = Date.now();
    await change(app.id, { enabled: false });
    expect(await peer.closing(1_000)).toBe(4401);
    await expect.poll(async () => (await me(there, session)).status, { timeout: 1_000 }).toBe(401);
    await expect
      .poll(async () => (await exchange(there, { appKey: app.key, token: tokenFor(app) })).status)
      .toBe(403);
    expect(Date.now() - began).toBeLessThan(2_000);
  });

  it('changes its plugins for visitors of both within two seconds', async () => {
    const app = await world.app();
    const session = await enterAs(there, app, 'switched');
    const peer = openPeer(wsThere, 'json', { origin }, `?app=${app.key}`);
    await peer.signIn(session.accessToken);
    const began = Date.now();
    await change(app.id, { plugins: ['presence'] });
    await until(() => peer.of('signal').some(({ type }) => type === 'meta.changed'));
    const url = `/v1/rooms/${world.lobbyId}/messages`;
    const off = await there.inject({ url, token: session.accessToken, headers: { origin } });
    expect([off.status, off.body.code]).toEqual([404, 'plugin_disabled']);
    expect(Date.now() - began).toBeLessThan(2_000);
    peer.close();
  });

  it('counts one budget of a visitor over both, where they share their counters', async (context) => {
    if (!process.env.TEST_REDIS_URL) return context.skip();
    const { limits } = here.context('embed');
    const shared = there.context('embed').limits;
    const first = await limits.take('visitor', 'embed.requests', { max: 5 });
    const second = await shared.take('visitor', 'embed.requests', { max: 5 });
    expect(first.remaining - second.remaining).toBe(1);
  });
});
