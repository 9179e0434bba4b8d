import { describe, expect, it, vi } from 'vitest';
import { keysOf, stage, texts } from './embed-stage.js';
import { eventually, online, withoutJitter } from './support.js';

describe('the session of an app', () => {
  it('says where the visitor is and what they may do', async () => {
    const { server, room, visit } = stage();
    server.app.theme = { scheme: 'dark' };
    const tb = visit({ getToken: () => 'ada' });
    const seen: unknown[] = [];
    tb.embed.subscribe(({ scope }) => seen.push(scope?.theme));
    expect(tb.embed.state).toEqual({ scope: undefined, user: null, isGuest: false });
    await tb.auth.me();
    expect(tb.embed.state).toMatchObject({
      user: { username: 'ada' },
      isGuest: false,
      scope: { key: 'pk_acme', rooms: [room.id], verbs: ['read', 'write', 'react'] },
    });
    await eventually(() => expect(seen).toEqual([undefined, { scheme: 'dark' }]));
  });

  it('takes a new token in band, again and again, on one socket', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    const { server, visit, exchanges } = stage();
    const getToken = vi.fn(() => 'ada');
    const tb = visit({ getToken });
    const statuses: string[] = [];
    tb.on('status', (status) => statuses.push(status));
    const connected = tb.connect();
    await vi.advanceTimersByTimeAsync(10);
    await connected;
    // As the server does: silence would count as a dead network.
    const pass = async (seconds: number) => {
      for (let past = 0; past < seconds; past += 29) {
        server.beat();
        await vi.advanceTimersByTimeAsync(29_000);
      }
    };
    await pass(840);
    expect(getToken).toHaveBeenCalledTimes(1);
    await pass(29);
    expect(getToken).toHaveBeenCalledTimes(2);
    await pass(870);
    expect(getToken).toHaveBeenCalledTimes(3);
    expect(exchanges()).toHaveLength(3);
    expect(server.frames.filter(({ op }) => op === 'auth')).toHaveLength(3);
    expect(statuses).toEqual(['connecting', 'online']);
    vi.useRealTimers();
  });

  it('takes it with the next frame where a page in the background has its timers held back', async () => {
    const { server, visit } = stage();
    const tb = visit({ getToken: () => 'ada' });
    await online(tb);
    const auths = () => server.frames.filter(({ op }) => op === 'auth').length;
    server.beat();
    const clock = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 871_000);
    server.beat();
    await eventually(() => expect(auths()).toBe(2));
    server.beat();
    await tb.auth.me();
    expect(auths()).toBe(2);
    expect(server.connections).toBe(1);
    clock.mockRestore();
  });

  it('is refused for good where the app is not used on this page, and says so', async () => {
    withoutJitter();
    const { server, visit } = stage();
    const refusal = { code: 'origin_refused', title: 'Not here.', status: 403 };
    const fetch = vi.fn(async () => Response.json(refusal, { status: 403 }));
    const tb = visit({ getToken: () => 'ada', fetch });
    await expect(tb.connect()).rejects.toMatchObject({ code: 'origin_refused' });
    expect([tb.status, tb.reason]).toEqual(['offline', 'forbidden']);
    expect(server.connections).toBe(0);
    vi.restoreAllMocks();
  });

  it('says that somebody has to sign in when the host gives no token, tries again with pauses, and recovers', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    const { visit, exchanges } = stage();
    const getToken = vi.fn((): string => {
      throw Object.assign(new Error('Nobody is signed in.'), { status: 401 });
    });
    const tb = visit({ getToken });
    const seen: unknown[] = [];
    tb.on('status', (status) => seen.push([status, tb.reason]));
    tb.connect().catch(() => {});
    await vi.advanceTimersByTimeAsync(120_000);
    expect(seen).toEqual([
      ['connecting', undefined],
      ['reconnecting', 'auth'],
      ['offline', 'auth'],
    ]);
    expect(getToken.mock.calls.length).toBeLessThan(60);
    expect(exchanges()).toHaveLength(0);
    getToken.mockImplementation(() => 'ada');
    await vi.advanceTimersByTimeAsync(31_000);
    expect([tb.status, tb.reason]).toEqual(['online', undefined]);
    vi.useRealTimers();
  });

  it.each([
    ['a network that is down', new TypeError('fetch failed'), 'network'],
    ['a backend that fails', Object.assign(new Error('Oops.'), { status: 502 }), 'network'],
  ])('tells %s from a missing sign-in', async (_, error, reason) => {
    withoutJitter();
    const { visit } = stage();
    const getToken = vi
      .fn((): string => 'ada')
      .mockImplementationOnce(() => {
        throw error;
      });
    const tb = visit({ getToken });
    const reasons: unknown[] = [];
    tb.on('status', () => reasons.push(tb.reason));
    await tb.connect();
    expect(reasons).toContain(reason);
    expect(reasons).not.toContain('auth');
    vi.restoreAllMocks();
  });

  it('tells so when the server refuses the token, also while it is still connected', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    const { server, visit } = stage();
    const tb = visit({ getToken: () => 'ada' });
    const connected = tb.connect();
    await vi.advanceTimersByTimeAsync(10);
    await connected;
    server.faults.exchangeRefused = 1;
    for (let i = 0; i < 29; i++) {
      server.beat();
      await vi.advanceTimersByTimeAsync(30_000);
    }
    expect([tb.status, tb.reason]).toEqual(['online', 'auth']);
    await vi.advanceTimersByTimeAsync(18_000);
    expect([tb.status, tb.reason]).toEqual(['online', undefined]);
    expect(server.connections).toBe(1);
    vi.useRealTimers();
  });

  it('refuses to turn into another user by itself', async () => {
    const { server, visit } = stage();
    const names = ['ada', 'ben'];
    const tb = visit({ getToken: () => names.shift() ?? 'ben' });
    const users: unknown[] = [];
    tb.on('user', (user) => users.push(user?.username));
    await online(tb);
    server.faults.unauthorized = 1;
    await expect(tb.workspaces.list()).rejects.toMatchObject({ name: 'AbortError' });
    expect(users).toEqual(['ada', undefined]);
    expect([tb.user, tb.status]).toEqual([null, 'idle']);
    await tb.setUser(() => 'ben');
    await tb.auth.me();
    expect(users).toEqual(['ada', undefined, 'ben']);
  });
});

describe('a guest', () => {
  it('comes without a token, is kept with its secret, and returns', async () => {
    const { storage, visit, exchanges } = stage();
    const tb = visit({ guestName: 'Gus' });
    const { id } = await tb.auth.me();
    expect(tb.embed.state).toMatchObject({ isGuest: true, user: { id, displayName: 'Gus', kind: 'guest' } });
    await tb.close();
    const [key = ''] = keysOf(storage, 'teambrain:guest:');
    expect(JSON.parse(String(storage.get(key)))).toEqual({ id, secret: expect.any(String) });
    expect((await visit().auth.me()).id).toBe(id);
    expect(exchanges().map(({ body }) => body)).toEqual([
      { appKey: 'pk_acme', profile: { name: 'Gus' } },
      { appKey: 'pk_acme', guest: { id, secret: expect.any(String) } },
    ]);
  });

  it('leaves no token behind, only its secret', async () => {
    const { storage, visit } = stage();
    const tb = visit();
    await online(tb);
    const kept = keysOf(storage, '').map((key) => storage.get(key));
    expect(kept).toHaveLength(1);
    expect(kept.join()).not.toContain('access.');
  });

  it('is a new one where the kept one is over or was tampered with', async () => {
    const { storage, visit } = stage();
    const { id } = await visit().auth.me();
    const [key = ''] = keysOf(storage, 'teambrain:guest:');
    storage.set(key, JSON.stringify({ id, secret: 'guessed' }));
    const next = await visit().auth.me();
    expect(next.id).not.toBe(id);
    storage.set(key, 'no json');
    expect((await visit().auth.me()).id).not.toBe(next.id);
  });

  it('is turned away where the app takes signed users only, without asking again and again', async () => {
    const { server, visit, exchanges } = stage();
    server.app.identity = 'required';
    const tb = visit();
    await expect(tb.auth.me()).rejects.toMatchObject({ code: 'embed_identity_required', status: 401 });
    expect(exchanges()).toHaveLength(1);
  });

  it('lasts as long as the page where nothing can be stored, and the client says so', async () => {
    vi.stubGlobal('localStorage', undefined);
    const { visit } = stage({ storage: undefined });
    const tb = visit();
    expect(tb.storage.persistent).toBe(false);
    const room = await tb.rooms.open((await tb.rooms.list('acme')).items[0]!.id);
    await room.messages.send({ text: 'hello' }).done;
    expect(await texts(room)).toEqual(['hello']);
    await tb.setUser(() => 'ada');
    expect(await tb.embed.hasGuest()).toBe(true);
    vi.unstubAllGlobals();
  });
});
