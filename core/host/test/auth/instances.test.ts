import { buildTestInstances, type TestServer } from '@teambrain/core/testing';
import { describe, expect, it, vi } from 'vitest';

// Needs a database that several processes can open: set TEST_DATABASE_URL (and TEST_REDIS_URL for hints over Redis).
describe.skipIf(!process.env.TEST_DATABASE_URL)('accounts over two instances', () => {
  let one: TestServer;
  let two: TestServer;

  const setUp = async () => {
    [one, two] = (await buildTestInstances(2)) as [TestServer, TestServer];
  };

  it('share keys, sessions and refresh tokens, and end them everywhere within a second', async () => {
    await setUp();
    const ann = await one.register('ann');
    const me = (server: TestServer, token: string) => server.inject({ url: '/v1/auth/me', token });
    expect((await me(two, ann.token)).body).toEqual(ann.user);

    const refresh = (server: TestServer, refreshToken: string) =>
      server.inject({ method: 'POST', url: '/v1/auth/refresh', body: { refreshToken } });
    const answers = await Promise.all(
      [one, two, one, two].map((server) => refresh(server, ann.refreshToken)),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(new Set(answers.map(({ body }) => body.accessToken)).size).toBe(1);
    const { accessToken } = answers[0]?.body ?? {};

    const ended = vi.fn();
    const { auth } = two.context('auth');
    auth.onSessionEnded(ended);
    expect((await me(two, accessToken)).status).toBe(200);
    expect((await one.inject({ method: 'POST', url: '/v1/auth/logout', token: accessToken })).status).toBe(
      204,
    );
    const start = performance.now();
    await expect
      .poll(async () => (await me(two, accessToken)).status, { timeout: 5_000, interval: 20 })
      .toBe(401);
    expect(performance.now() - start).toBeLessThan(1_200);
    await expect.poll(() => ended.mock.calls.length).toBe(1);
    expect((await refresh(two, answers[0]?.body.refreshToken)).status).toBe(401);
  });

  it('show a changed name everywhere', async () => {
    await setUp();
    const ben = await one.register('ben');
    expect((await two.context('auth').users.find(ben.user.id))?.displayName).toBe('ben');
    await one.inject({
      method: 'PATCH',
      url: '/v1/users/me',
      token: ben.token,
      body: { displayName: 'Benedikt' },
    });
    await expect
      .poll(async () => (await two.context('auth').users.find(ben.user.id))?.displayName)
      .toBe('Benedikt');
  });

  it('make one of two first accounts the administrator', async () => {
    await setUp();
    const [a, b] = await Promise.all([one.register('first'), two.register('second')]);
    expect([...a.user.roles, ...b.user.roles]).toEqual(['admin']);
  });
});
