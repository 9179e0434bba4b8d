import { buildTestServer, type TestServer, type TestUser, testPassword } from '@teambrain/core/testing';
import { beforeAll, describe, expect, it } from 'vitest';

let server: TestServer;
let victim: TestUser;
beforeAll(async () => {
  server = await buildTestServer();
  victim = await server.register('victim');
});

const post = (url: string, body: unknown, headers = {}) =>
  server.inject({ method: 'POST', url, body, headers });

describe('what must not happen', () => {
  it('a huge password is refused before anything is hashed', async () => {
    const start = performance.now();
    for (const size of [300, 100_000, 1_000_000]) {
      const answer = await post('/v1/auth/login', { login: 'victim', password: 'x'.repeat(size) });
      expect([400, 413]).toContain(answer.status);
    }
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  it.each<[string, unknown]>([
    ['an operator for a text', { login: { $gt: '' }, password: { $gt: '' } }],
    ['a list for a text', { login: ['victim'], password: [testPassword] }],
    ['a number for a text', { login: 1, password: 2 }],
    ['nothing', null],
    ['a list', []],
    ['one field more', { login: 'victim', password: testPassword, admin: true }],
  ])('%s does not log in', async (_, body) => {
    expect((await post('/v1/auth/login', body)).status).toBe(400);
  });

  it('text that looks like SQL finds nobody', async () => {
    for (const login of ["victim' or '1'='1", 'victim"; drop table users; --', '%', 'vic_im', '\\'])
      expect((await post('/v1/auth/login', { login, password: testPassword })).status).toBe(401);
  });

  it('no answer or log line carries a password, a hash or a token of somebody', async () => {
    const canary = 'canary-Password-77';
    const made = await post('/v1/auth/register', {
      email: 'canary@example.com',
      username: 'canary',
      password: canary,
    });
    await post('/v1/auth/login', { login: 'canary', password: `${canary}x` });
    await post('/v1/auth/refresh', { refreshToken: `${made.body.refreshToken}x` });
    await server.inject({ url: '/v1/auth/me', token: `${made.body.accessToken}x` });
    const me = await server.inject({ url: '/v1/auth/me', token: made.body.accessToken });
    const sessions = await server.inject({ url: '/v1/auth/sessions', token: made.body.accessToken });
    const shown = JSON.stringify([me.body, sessions.body, server.logged]);
    for (const secret of [canary, made.body.refreshToken, made.body.accessToken.split('.')[2], 'tb1$'])
      expect(shown.includes(secret)).toBe(false);
  });

  it('answers with tokens are not kept by caches', async () => {
    for (const [url, body] of [
      ['/v1/auth/login', { login: 'victim', password: testPassword }],
      ['/v1/auth/refresh', { refreshToken: victim.refreshToken }],
    ] as const)
      expect((await post(url, body)).headers['cache-control']).toBe('no-store');
  });

  it('a flood of logins waits in a bounded queue and is told to come back', async () => {
    const small = await buildTestServer({
      config: { auth: { hashConcurrency: 1, hashQueue: 4, bcryptCost: 8 } },
    });
    await small.register('target');
    const answers = await Promise.all(
      Array.from({ length: 30 }, () =>
        small.inject({
          method: 'POST',
          url: '/v1/auth/login',
          body: { login: 'target', password: 'wrong guess 1' },
        }),
      ),
    );
    const statuses = answers.map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([401, 429]));
    const refused = answers.find(({ status }) => status === 429);
    expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0);
    const after = await small.inject({
      method: 'POST',
      url: '/v1/auth/login',
      body: { login: 'target', password: testPassword },
    });
    expect(after.status).toBe(200);
  });

  it('every route that needs an account answers 401 without one', async () => {
    const routes = [
      ['GET', '/v1/auth/me'],
      ['GET', '/v1/auth/sessions'],
      ['DELETE', `/v1/auth/sessions/${victim.user.id}`],
      ['POST', '/v1/auth/logout'],
      ['POST', '/v1/auth/logout-all'],
      ['POST', '/v1/auth/password/change', { currentPassword: 'a', newPassword: 'b' }],
      ['PATCH', '/v1/users/me', { displayName: 'x' }],
      ['DELETE', '/v1/users/me'],
      ['GET', `/v1/users/${victim.user.id}`],
    ] as const;
    for (const [method, url, body] of routes) {
      const answer = await server.inject({ method, url, ...(body ? { body } : {}) });
      expect([url, answer.status, answer.body.code]).toEqual([url, 401, 'unauthenticated']);
    }
  });
});
