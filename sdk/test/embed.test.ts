import { describe, expect, it, vi } from 'vitest';
import type { ClientOptions, ClientStorage } from '../src/index.js';
import { memoryStorage } from '../src/index.js';
import { createMockServer } from '../src/testing.js';
import { connect, eventually, online, place, withoutJitter } from './support.js';

function stage(options: Partial<ClientOptions> = {}) {
  const server = createMockServer();
  const { room } = place(server);
  const storage = memoryStorage();
  const { url, fetch, WebSocket } = server;
  const common = { url, fetch, WebSocket, storage, app: 'pk_acme', ...options, parts: undefined };
  const visit = (more: Partial<ClientOptions> = {}) =>
    connect({ ...common, ...more, parts: undefined } as never);
  const exchanges = () => server.requests.filter(({ path }) => path === '/embed/session');
  return {
    server,
    room,
    storage,
    visit,
    exchanges,
  };
}
const keysOf = (storage: ClientStorage, prefix: string) => storage.keys(prefix) as string[];
const texts = async (room: { messages: { window(): Promise<{ items: { text: string }[] }> } }) =>
  (await room.messages.window()).items.map(({ text }) => text);

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

/** A guest who wrote three messages. */
async function guestOf({ visit, room }: Pick<ReturnType<typeof stage>, 'visit' | 'room'>) {
  const tb = visit();
  const handle = await tb.rooms.open(room.id);
  for (const text of ['one', 'two', 'three']) await handle.messages.send({ text }).done;
  return { tb, id: tb.user?.id, handle };
}

describe('signing in after being a guest', () => {
  it('hands over what the guest wrote when that is asked for, and forgets the guest', async () => {
    const { server, room, storage, visit } = stage();
    const { tb } = await guestOf({ visit, room });
    await tb.setUser(() => 'ada');
    expect(await tb.embed.hasGuest()).toBe(true);
    expect(await tb.embed.merge()).toEqual({ rooms: [room.id], messages: 3 });
    expect(tb.user?.username).toBe('ada');
    const { items } = await (await tb.rooms.open(room.id)).messages.window();
    expect(items.map(({ text, author }) => [text, author.username])).toEqual([
      ['one', 'ada'],
      ['two', 'ada'],
      ['three', 'ada'],
    ]);
    expect(keysOf(storage, 'teambrain:guest:')).toEqual([]);
    expect(await tb.embed.hasGuest()).toBe(false);
    await expect(tb.embed.merge()).rejects.toThrow(/No guest is kept/);
    expect(server.requests.filter(({ path }) => path === '/embed/merge')).toHaveLength(1);
  });

  it('hands nothing over by itself', async () => {
    const { server, room, visit } = stage();
    const { tb, id } = await guestOf({ visit, room });
    await tb.setUser(() => 'ada');
    await online(tb);
    expect(server.requests.some(({ path }) => path === '/embed/merge')).toBe(false);
    expect(server.model.list(({ author }) => author.id === id)).toHaveLength(3);
  });

  it.each([
    ['merged before', (kept: string) => kept, 'embed_guest_merged'],
    ['unknown', () => JSON.stringify({ id: 'x', secret: 'y' }), 'embed_guest_invalid'],
  ])('forgets a guest that is %s, and keeps the user signed in', async (_, change, code) => {
    const { room, storage, visit } = stage();
    const { tb } = await guestOf({ visit, room });
    const [key = ''] = keysOf(storage, 'teambrain:guest:');
    const kept = String(storage.get(key));
    const getToken = vi.fn(() => 'ada');
    await tb.setUser(getToken);
    await tb.embed.merge();
    storage.set(key, change(kept));
    const asked = getToken.mock.calls.length;
    await expect(tb.embed.merge()).rejects.toMatchObject({ code });
    expect(await tb.embed.hasGuest()).toBe(false);
    expect(getToken.mock.calls.length).toBe(asked);
    expect((await tb.auth.me()).username).toBe('ada');
  });

  it('does not merge a guest into a guest', async () => {
    const { room, visit } = stage();
    const { tb } = await guestOf({ visit, room });
    await expect(tb.embed.merge()).rejects.toMatchObject({ code: 'embed_merge_refused' });
    expect(await tb.embed.hasGuest()).toBe(true);
  });
});

describe('one user after another', () => {
  it('ends everything of the first, and opens a socket of its own', async () => {
    const { server, room, visit } = stage();
    const tb = visit({ getToken: () => 'ada' });
    const hers = await tb.rooms.open(room.id);
    await hers.channel.ready;
    const timeline = hers.messages.timeline();
    await timeline.ready;
    await hers.messages.send({ text: 'of ada' }).done;
    const heard: string[] = [];
    hers.on('message.created', ({ message }) => heard.push(message.text));
    const events: unknown[] = [];
    tb.on('user', (user) => events.push(user?.username ?? null));
    tb.on('logout', () => events.push('logout'));

    await tb.setUser(() => 'ben');
    await eventually(() => expect(tb.user?.username).toBe('ben'));
    await eventually(() => expect(tb.status).toBe('online'));
    expect(events).toEqual(['logout', null, 'ben']);
    expect(hers.channel.state).toBe('ended');
    expect(server.connections).toBe(1);
    const tokens = server.frames.flatMap((frame) => (frame.op === 'auth' ? [frame.token] : []));
    expect(tokens.map((token) => token.split('.')[1])).toEqual(['ada', 'ben']);

    const his = await tb.rooms.open(room.id);
    await his.channel.ready;
    await his.messages.send({ text: 'of ben' }).done;
    await eventually(() => expect(server.model.list(({ text }) => text === 'of ben')).toHaveLength(1));
    expect(heard).toEqual([]);
    expect(timeline.state.items).toEqual([]);
  });

  it('sends nothing of the first in the name of the second', async () => {
    const { server, room, storage, visit } = stage();
    const tb = visit({ getToken: () => 'ada' });
    const hers = await tb.rooms.open(room.id);
    server.faults.unavailable = 1_000;
    const unsent = hers.messages.send({ text: 'of ada' });
    unsent.done.catch(() => {});
    await eventually(() => expect(keysOf(storage, 'teambrain:outbox:')).toHaveLength(1));
    await tb.setUser(() => 'ben');
    server.faults.unavailable = 0;
    await expect(unsent.done).rejects.toMatchObject({ name: 'AbortError' });
    const his = await tb.rooms.open(room.id);
    await his.messages.send({ text: 'of ben' }).done;
    expect(server.model.list(() => true).map(({ text }) => text)).toEqual(['of ben']);
    await tb.setUser(() => 'ada');
    await tb.auth.me();
    await eventually(() =>
      expect(server.model.list(() => true).map(({ text, author }) => [text, author.username])).toEqual([
        ['of ben', 'ben'],
        ['of ada', 'ada'],
      ]),
    );
  });

  it('repeats no request that the first began', async () => {
    const { server, visit } = stage();
    const tb = visit({ getToken: () => 'ada' });
    await tb.auth.me();
    server.faults.unauthorized = 1;
    server.faults.delayMs = 20;
    const begun = tb.rooms.create('acme', { name: 'Hers' });
    begun.catch(() => {});
    await tb.setUser(() => 'ben');
    await expect(begun).rejects.toMatchObject({ name: 'AbortError' });
    await tb.auth.me();
    expect(server.model.rooms(server.model.workspaces()[0]!.id).map(({ room }) => room.name)).toEqual([
      'Design',
    ]);
  });

  it('drops the answer to an exchange that the first one waits for', async () => {
    const { server, visit } = stage();
    const getToken = vi.fn(() => 'ada');
    const tb = visit({ getToken });
    server.faults.delayMs = 20;
    const asked = tb.auth.me();
    asked.catch(() => {});
    await eventually(() => expect(getToken).toHaveBeenCalled());
    await tb.setUser(() => 'ben');
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
    expect(server.requests.map(({ path }) => path)).toEqual(['/embed/session']);
    expect((await tb.auth.me()).username).toBe('ben');
    expect(tb.embed.state.user?.username).toBe('ben');
  });
});

describe('signing out', () => {
  it('leaves nothing in memory or storage, tells the server, and asks the host no more', async () => {
    const { server, room, storage, visit } = stage();
    const { tb: guest } = await guestOf({ visit, room });
    await guest.close();
    const getToken = vi.fn(() => 'ada');
    const tb = visit({ getToken });
    const handle = await tb.rooms.open(room.id);
    await handle.channel.ready;
    const timeline = handle.messages.timeline();
    await timeline.ready;
    expect(timeline.state.items).toHaveLength(3);
    const place = tb.capabilities({ room: room.id });
    place.subscribe(() => {});
    await eventually(() => expect(place.state.meta).toBeDefined());
    server.faults.refuse = () => true;
    await handle.messages.send({ text: 'refused' }).done.catch(() => {});
    const asked = getToken.mock.calls.length;

    await tb.signOut();
    expect(keysOf(storage, '')).toEqual([]);
    expect([tb.user, tb.status, tb.embed.state.scope, place.state.meta]).toEqual([
      null,
      'idle',
      undefined,
      undefined,
    ]);
    expect(timeline.state.items).toEqual([]);
    expect(server.requests.at(-1)?.path).toBe('/auth/logout');
    await eventually(() => expect(server.connections).toBe(0));
    await expect(tb.auth.me()).rejects.toMatchObject({ status: 401 });
    expect(getToken.mock.calls.length).toBe(asked);
    expect(await tb.embed.hasGuest()).toBe(false);
  });

  it('does so although the server cannot be reached', async () => {
    const { server, room, storage, visit } = stage();
    const { tb } = await guestOf({ visit, room });
    server.faults.offline = true;
    await tb.signOut();
    expect(keysOf(storage, '')).toEqual([]);
    expect([tb.user, tb.status]).toEqual([null, 'idle']);
    server.faults.offline = false;
    await tb.setUser();
    expect((await tb.auth.me()).kind).toBe('guest');
  });

  it('makes no guest only to sign it out', async () => {
    const { visit, exchanges } = stage();
    const tb = visit();
    await tb.auth.me();
    const clock = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 3_600_000);
    await tb.signOut();
    expect(exchanges()).toHaveLength(1);
    clock.mockRestore();
  });
});
