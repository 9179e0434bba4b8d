import { describe, expect, it, vi } from 'vitest';
import type { StoredSession } from '../src/index.js';
import { AuthError, memoryStorage } from '../src/index.js';
import { createMockServer } from '../src/testing.js';
import { connect, eventually, online, place, withoutJitter } from './support.js';

const ada = { email: 'ada@example.org', username: 'ada', password: 'correct horse' };

function sessionStore() {
  let session: StoredSession | null = null;
  return {
    load: () => session,
    save: (next: StoredSession | null) => {
      session = next;
    },
  };
}

describe('accounts', () => {
  it('register, are known, and sign out', async () => {
    const { url, fetch, WebSocket } = createMockServer();
    const tb = connect({ url, fetch, WebSocket });
    const users: (string | undefined)[] = [];
    tb.on('user', (user) => users.push(user?.username));
    const { user } = await tb.auth.register(ada);
    expect(tb.user).toEqual(user);
    expect((await tb.auth.me()).username).toBe('ada');
    await online(tb);
    await tb.auth.logout();
    expect(tb.user).toBeNull();
    expect(tb.status).toBe('idle');
    expect(users).toEqual(['ada', undefined]);
    await expect(tb.auth.me()).rejects.toBeInstanceOf(AuthError);
  });

  it('refuse a wrong password without asking for a refresh', async () => {
    const server = createMockServer();
    const tb = connect({ url: server.url, fetch: server.fetch });
    await expect(tb.auth.login({ login: 'ada', password: 'x' })).rejects.toMatchObject({
      code: 'credentials_invalid',
    });
    expect(server.requests).toHaveLength(1);
  });

  it('keep their token when a password given with it is wrong', async () => {
    const refused = { code: 'credentials_invalid', detail: 'The login or the password is wrong.' };
    const fetch = vi.fn(async () => Response.json(refused, { status: 401 }));
    const tb = connect({ url: 'http://x.test', fetch, getToken: () => 't' });
    const change = tb.auth.changePassword({ currentPassword: 'x', newPassword: 'y' });
    await expect(change).rejects.toMatchObject({ code: 'credentials_invalid' });
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('refresh once for many requests that need it', async () => {
    const server = createMockServer();
    place(server);
    const tb = connect({ url: server.url, fetch: server.fetch });
    await tb.auth.register(ada);
    server.faults.delayMs = 5;
    const clock = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 900_000);
    await Promise.all(Array.from({ length: 5 }, () => tb.workspaces.list()));
    expect(server.requests.filter(({ path }) => path === '/auth/refresh')).toHaveLength(1);
    clock.mockRestore();
  });

  it('outlive a reload where a session store is given, and end for good after the sign-out', async () => {
    const server = createMockServer();
    const options = { url: server.url, fetch: server.fetch, session: sessionStore() };
    const before = connect(options);
    expect(await before.auth.restore()).toBe(false);
    await before.auth.register(ada);
    const after = connect(options);
    expect(await after.auth.restore()).toBe(true);
    expect(after.user?.username).toBe('ada');
    await after.auth.logout();
    expect(await connect(options).auth.restore()).toBe(false);
  });

  it('are signed out when the session was ended elsewhere', async () => {
    withoutJitter();
    const server = createMockServer();
    const tb = connect({ url: server.url, fetch: server.fetch, WebSocket: server.WebSocket });
    await tb.auth.register(ada);
    await online(tb);
    const users: unknown[] = [];
    tb.on('user', (user) => users.push(user));
    server.revoke();
    await eventually(() => expect(users).toEqual([null]));
    expect(tb.status).toBe('idle');
    vi.restoreAllMocks();
  });
});

describe('host tokens', () => {
  it('are exchanged for a session of the embed app', async () => {
    const server = createMockServer();
    const getToken = vi.fn(() => 'ada');
    const tb = connect({ url: server.url, fetch: server.fetch, app: 'pk_acme', getToken });
    await tb.workspaces.list();
    await tb.workspaces.list();
    expect(getToken).toHaveBeenCalledTimes(1);
    expect(getToken).toHaveBeenCalledWith({ signal: expect.any(AbortSignal) });
    expect(server.requests[0]).toMatchObject({
      path: '/embed/session',
      body: { appKey: 'pk_acme', token: 'ada' },
    });
    expect(tb.user?.username).toBe('ada');
  });

  it('are not trusted to the clock of this machine', async () => {
    const server = createMockServer();
    const token = ['e30', btoa(JSON.stringify({ iat: 1_000, exp: 1_900 })), 's'].join('.');
    const getToken = vi.fn(() => token);
    const tb = connect({
      url: server.url,
      fetch: async () => new Response('{}', { headers: { 'content-type': 'application/json' } }),
      getToken,
    });
    await tb.workspaces.list();
    await tb.workspaces.list();
    expect(getToken).toHaveBeenCalledTimes(1);
    const clock = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 880_000);
    await tb.workspaces.list();
    expect(getToken).toHaveBeenCalledTimes(2);
    clock.mockRestore();
  });

  it('that cannot be had say so, and are asked for again', async () => {
    withoutJitter();
    const server = createMockServer();
    const options = server.as('ada');
    const getToken = vi.fn(options.getToken!).mockRejectedValueOnce(new Error('host is down'));
    const tb = connect({ ...options, getToken });
    const errors: Error[] = [];
    tb.on('error', (error) => errors.push(error));
    await tb.connect();
    expect(errors[0]).toMatchObject({
      message: expect.stringContaining('getToken failed'),
      cause: { message: 'host is down' },
    });
    vi.restoreAllMocks();
  });
});

describe('signing out', () => {
  it('wipes what waits to be sent, in storage too', async () => {
    const server = createMockServer();
    const { room } = place(server);
    const storage = memoryStorage();
    const tb = connect({ url: server.url, fetch: server.fetch, WebSocket: server.WebSocket, storage });
    await tb.auth.register(ada);
    const handle = await tb.rooms.open(room.id);
    server.faults.unavailable = 1_000;
    const sent = handle.messages.send({ text: 'never' });
    expect(storage.keys('')).toHaveLength(1);
    await tb.auth.logout().catch(() => {});
    await expect(sent.done).rejects.toMatchObject({ name: 'AbortError' });
    expect(storage.keys('')).toEqual([]);
  });
});

describe('sessions in a cookie', () => {
  /** A server that keeps the refresh token itself, as browsers' cookies do. */
  function cookieServer() {
    const server = createMockServer();
    let cookie: string | undefined;
    const fetch: typeof globalThis.fetch = async (input, init = {}) => {
      const path = new URL(String(input)).pathname;
      const asks =
        new Headers(init.headers).get('x-teambrain-session') === 'cookie' && init.credentials === 'include';
      const body = path === '/v1/auth/refresh' && asks ? JSON.stringify({ refreshToken: cookie }) : init.body;
      const answer = await server.fetch(input, { ...init, body });
      if (!asks || !answer.ok) return answer;
      if (path === '/v1/auth/logout') cookie = undefined;
      if (answer.status === 204) return answer;
      const { refreshToken, ...rest } = await answer.json();
      cookie = refreshToken;
      return new Response(JSON.stringify(rest), { headers: { 'content-type': 'application/json' } });
    };
    return { server, options: { url: server.url, fetch, session: 'cookie' as const } };
  }

  it('outlive a reload without a token in the page, and are gone after the sign-out', async () => {
    const { server, options } = cookieServer();
    const before = connect(options);
    expect(await before.auth.restore()).toBe(false);
    const result = await before.auth.register(ada);
    expect(result.refreshToken).toBeUndefined();
    const after = connect(options);
    expect(await after.auth.restore()).toBe(true);
    expect(after.user?.username).toBe('ada');
    await after.auth.logout();
    const requests = server.requests.length;
    await expect(after.workspaces.list()).rejects.toBeInstanceOf(AuthError);
    await expect(after.workspaces.list()).rejects.toBeInstanceOf(AuthError);
    expect(server.requests.slice(requests).map(({ path }) => path)).toEqual(['/workspaces', '/workspaces']);
  });
});

describe('the first admin', () => {
  it('is made with the key of the printed address', async () => {
    const bodies: unknown[] = [];
    const tb = connect({
      url: 'http://x.test',
      fetch: async (_, init) => {
        bodies.push(JSON.parse(String(init?.body)));
        return Response.json({
          user: { id: '1', username: 'ada' },
          accessToken: 'a',
          refreshToken: 'r',
          expiresIn: 900,
        });
      },
    });
    await tb.auth.setup({ token: 'k', ...ada });
    expect(bodies).toEqual([{ token: 'k', ...ada }]);
    expect(tb.user?.username).toBe('ada');
  });
});
