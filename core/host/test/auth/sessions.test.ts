import { buildTestServer, type TestServer, testPassword } from '@teambrain/core/testing';
import { beforeAll, describe, expect, it, vi } from 'vitest';

let server: TestServer;
beforeAll(async () => {
  server = await buildTestServer();
});

const agent = (name: string) => ({ 'user-agent': name });
const login = (name: string, password = testPassword, headers = {}) =>
  server.inject({ method: 'POST', url: '/v1/auth/login', body: { login: name, password }, headers });
const refresh = (refreshToken: string, headers = {}) =>
  server.inject({ method: 'POST', url: '/v1/auth/refresh', body: { refreshToken }, headers });
const me = (token: string) => server.inject({ url: '/v1/auth/me', token });

describe('logging in', () => {
  it('takes the username or the e-mail address, in any case', async () => {
    await server.register('logan');
    for (const name of ['logan', 'LOGAN', 'Logan@Example.com']) {
      const answer = await login(name);
      expect(answer.status).toBe(200);
      expect((await me(answer.body.accessToken)).body.username).toBe('logan');
    }
  });

  it('says the same about a wrong password and an unknown account', async () => {
    await server.register('known');
    const wrong = await login('known', 'not the password 1');
    const unknown = await login('unknown', 'not the password 1');
    expect(wrong.status).toBe(401);
    const { requestId: _a, ...first } = wrong.body;
    const { requestId: _b, ...second } = unknown.body;
    expect(first).toEqual(second);
    expect(first.code).toBe('credentials_invalid');
  });

  it('counts tries on one account from any address', async () => {
    const strict = await buildTestServer({ config: { limits: { factor: 1 } } });
    const statuses: number[] = [];
    for (let index = 0; index < 7; index++) {
      const answer = await strict.inject({
        method: 'POST',
        url: '/v1/auth/login',
        body: { login: index % 2 ? 'Target' : 'target', password: 'wrong password 1' },
      });
      statuses.push(answer.status);
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429]);
  });
});

describe('refreshing', () => {
  it('gives a new pair, good for the same session', async () => {
    const { refreshToken, token } = await server.register('rita');
    const next = await refresh(refreshToken);
    expect(next.status).toBe(200);
    expect(next.body.refreshToken).not.toBe(refreshToken);
    expect(next.body.accessToken).not.toBe(token);
    expect((await me(next.body.accessToken)).status).toBe(200);
    expect((await me(token)).status).toBe(200);
    const sessions = await server.inject({ url: '/v1/auth/sessions', token });
    expect(sessions.body.items).toHaveLength(1);
  });

  it('gives the same client the same pair again within the grace', async () => {
    const { refreshToken } = await server.register('retry');
    const [first, second] = await Promise.all([refresh(refreshToken), refresh(refreshToken)]);
    const third = await refresh(refreshToken);
    for (const answer of [second, third]) {
      expect(answer.status).toBe(200);
      expect(answer.body.accessToken).toBe(first.body.accessToken);
      expect(answer.body.refreshToken).toBe(first.body.refreshToken);
    }
  });

  it('ends the session when another client presents a used token', async () => {
    await server.register('victim');
    const device = (await login('victim', testPassword, agent('phone'))).body;
    const other = (await login('victim', testPassword, agent('laptop'))).body;
    const next = (await refresh(device.refreshToken, agent('phone'))).body;
    const theft = await refresh(device.refreshToken, agent('thief'));
    expect(theft.status).toBe(401);
    expect(theft.body.code).toBe('session_revoked');
    expect((await me(next.accessToken)).status).toBe(401);
    expect((await refresh(next.refreshToken, agent('phone'))).status).toBe(401);
    expect((await me(other.accessToken)).status).toBe(200);
    expect(
      server.logged.some((line) => (line.audit as { action?: string })?.action === 'auth.refresh_reused'),
    ).toBe(true);
  });

  it('ends the session when a token is used after the grace, or an older one at any time', async () => {
    const graceless = await buildTestServer({ config: { auth: { refreshGrace: 0 } } });
    const again = (refreshToken: string) =>
      graceless.inject({ method: 'POST', url: '/v1/auth/refresh', body: { refreshToken } });
    const { refreshToken } = await graceless.register('late');
    const next = (await again(refreshToken)).body;
    expect((await again(refreshToken)).status).toBe(401);
    expect((await again(next.refreshToken)).status).toBe(401);

    const { refreshToken: oldest } = await server.register('older');
    const second = (await refresh(oldest)).body;
    const third = (await refresh(second.refreshToken)).body;
    expect((await refresh(oldest)).status).toBe(401);
    expect((await me(third.accessToken)).status).toBe(401);
  });

  it('gives one successor however many ask at once', async () => {
    const { refreshToken } = await server.register('crowd');
    const answers = await Promise.all(Array.from({ length: 10 }, () => refresh(refreshToken)));
    expect(new Set(answers.map(({ body }) => body.refreshToken)).size).toBe(1);
    expect(answers.every(({ status }) => status === 200)).toBe(true);
  });

  it('refuses access tokens, and refresh tokens are no bearers', async () => {
    const { token, refreshToken } = await server.register('purpose');
    expect((await refresh(token)).status).toBe(401);
    expect((await me(refreshToken)).status).toBe(401);
    expect((await refresh('')).status).toBe(400);
    expect((await refresh('x'.repeat(43))).status).toBe(401);
  });

  it('keeps the refresh token in a cookie for browsers that ask, and refuses other sites', async () => {
    await server.register('browser');
    const cookieMode = { 'x-teambrain-session': 'cookie', host: 'app.example' };
    const signedIn = await login('browser', testPassword, cookieMode);
    const cookie = String(signedIn.headers['set-cookie']);
    expect(signedIn.body.refreshToken).toBeUndefined();
    expect(cookie).toMatch(
      /^__Host-tb_rt=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict; Max-Age=\d+$/,
    );
    const jar = cookie.split(';')[0] as string;
    const ask = (headers: Record<string, string>) =>
      server.inject({
        method: 'POST',
        url: '/v1/auth/refresh',
        body: {},
        headers: { cookie: jar, ...headers },
      });
    expect((await ask({})).status).toBe(401);
    const foreign = await ask({ ...cookieMode, origin: 'https://evil.example' });
    expect(foreign.status).toBe(403);
    expect(foreign.body.code).toBe('origin_refused');
    const own = await ask({ ...cookieMode, origin: 'http://app.example' });
    expect(own.status).toBe(200);
    expect(String(own.headers['set-cookie'])).not.toContain(jar);
  });
});

describe('ending sessions', () => {
  it('logs one device out at once, and for good', async () => {
    const { token, refreshToken } = await server.register('leaver');
    const other = (await login('leaver')).body;
    const answer = await server.inject({ method: 'POST', url: '/v1/auth/logout', token });
    expect(answer.status).toBe(204);
    expect((await me(token)).body.code).toBe('session_revoked');
    expect((await refresh(refreshToken)).status).toBe(401);
    expect((await me(other.accessToken)).status).toBe(200);
  });

  it('logs all devices out, and tells who listens', async () => {
    const { token, user } = await server.register('everywhere');
    const other = (await login('everywhere')).body;
    const { auth } = server.context('auth');
    const ended = vi.fn();
    const stop = auth.onSessionEnded(ended);
    const sessionId = (await auth.verify(token)).sessionId;
    expect((await server.inject({ method: 'POST', url: '/v1/auth/logout-all', token })).status).toBe(204);
    stop();
    expect(ended).toHaveBeenCalledTimes(2);
    expect(ended).toHaveBeenCalledWith(sessionId);
    expect((await me(token)).status).toBe(401);
    expect((await me(other.accessToken)).status).toBe(401);
    expect(await auth.deadSessions([sessionId])).toEqual([sessionId]);
    expect(user.username).toBe('everywhere');
  });

  it('lists devices and ends one of them, never somebody else’s', async () => {
    const { token } = await server.register('devices');
    const phone = (await login('devices', testPassword, agent('Phone 1'))).body;
    const stranger = await server.register('devstranger');
    const { body } = await server.inject({ url: '/v1/auth/sessions', token });
    expect(body.items).toHaveLength(2);
    expect(body.items.filter((item: { current: boolean }) => item.current)).toHaveLength(1);
    const target = body.items.find((item: { userAgent?: string }) => item.userAgent === 'Phone 1');
    const url = `/v1/auth/sessions/${target.id}`;
    expect((await stranger.inject({ method: 'DELETE', url })).status).toBe(404);
    expect((await server.inject({ method: 'DELETE', url, token })).status).toBe(204);
    expect((await me(phone.accessToken)).status).toBe(401);
    expect((await me(token)).status).toBe(200);
    expect((await server.inject({ method: 'DELETE', url, token })).status).toBe(404);
  });

  it('changes the password: the others end, this one goes on with a new pair', async () => {
    const { token, refreshToken } = await server.register('changer');
    const other = (await login('changer')).body;
    const change = (currentPassword: string, newPassword: string) =>
      server.inject({
        method: 'POST',
        url: '/v1/auth/password/change',
        token,
        body: { currentPassword, newPassword },
      });
    expect((await change('wrong password 1', 'a much better one 2')).status).toBe(401);
    expect((await change(testPassword, 'password1')).status).toBe(422);
    const changed = await change(testPassword, 'a much better one 2');
    expect(changed.status).toBe(200);
    expect((await me(changed.body.accessToken)).status).toBe(200);
    expect((await me(token)).status).toBe(401);
    expect((await me(other.accessToken)).status).toBe(401);
    expect((await refresh(other.refreshToken)).status).toBe(401);
    expect((await refresh(changed.body.refreshToken)).status).toBe(200);
    expect((await login('changer')).status).toBe(401);
    expect((await login('changer', 'a much better one 2')).status).toBe(200);
    expect((await refresh(refreshToken)).status).toBe(401);
  });
});
