import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { shareClient, TeamBrain } from '../src/index.js';
import { msgpack } from '../src/msgpack.js';
import { createMockServer } from '../src/testing.js';
import { connect, eventually, online, place, withoutJitter } from './support.js';

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('connecting', () => {
  it('goes from idle over connecting to online, and to closed', async () => {
    const server = createMockServer();
    const tb = connect(server.as('ada'));
    const seen: string[] = [tb.status];
    tb.on('status', (status) => seen.push(status));
    await tb.connect();
    await tb.close();
    expect(seen).toEqual(['idle', 'connecting', 'online', 'idle', 'closed']);
    await eventually(() => expect(server.connections).toBe(0));
  });

  it('sends the token in the first frame and never in the address', async () => {
    const server = createMockServer();
    const addresses: string[] = [];
    const Socket = server.WebSocket;
    const tb = connect({
      ...server.as('ada'),
      app: 'pk_acme',
      getToken: () => 'ada',
      WebSocket: class extends Socket {
        constructor(url: string, protocols?: string | string[]) {
          super(url, protocols);
          addresses.push(url);
        }
      },
    });
    await online(tb);
    expect(server.frames[0]).toMatchObject({ op: 'auth', token: expect.stringContaining('access.ada') });
    expect(addresses).toEqual(['ws://mock.teambrain.test/v1/ws?app=pk_acme']);
  });

  it('uses one socket for all rooms and one subscription for all holders of a room', async () => {
    const server = createMockServer();
    const { workspace, room } = place(server);
    const tb = connect(server.as('ada'));
    const first = await tb.rooms.open(room.id);
    const second = await tb.rooms.open({ workspace: workspace.slug, slug: 'design' });
    const third = await tb.rooms.open({ workspace: workspace.id, name: 'Design' });
    await first.channel.ready;
    const subs = () =>
      server.frames.filter((frame) => frame.op === 'sub' && frame.channel === `room:${room.id}`);
    const unsubs = () => server.frames.filter((frame) => frame.op === 'unsub');
    expect(subs()).toHaveLength(1);
    expect(server.connections).toBe(1);
    first.close();
    second.close();
    expect(unsubs()).toHaveLength(0);
    third.close();
    await eventually(() => expect(unsubs()).toHaveLength(1));
  });

  it('says what to do when there is no WebSocket', async () => {
    const server = createMockServer();
    vi.stubGlobal('WebSocket', undefined);
    const tb = connect({ ...server.as('ada'), WebSocket: undefined });
    await expect(tb.connect()).rejects.toThrow(/new TeamBrain\(\{ WebSocket \}\)/);
    vi.unstubAllGlobals();
  });

  it('shares one client among the holders of a key, and closes it with the last', async () => {
    const server = createMockServer();
    const create = () => new TeamBrain(server.as('ada'));
    const one = shareClient('ada', create);
    const two = shareClient('ada', create);
    expect(two.client).toBe(one.client);
    await one.client.connect();
    await one.release();
    await one.release();
    expect(one.client.status).toBe('online');
    await two.release();
    expect(one.client.status).toBe('closed');
    expect(shareClient('ada', create).client).not.toBe(one.client);
  });

  it('is disposed of at the end of its block', async () => {
    const server = createMockServer();
    const tb = new TeamBrain(server.as('ada'));
    await tb.connect();
    await tb[Symbol.asyncDispose]();
    expect(tb.status).toBe('closed');
  });
});

describe('coming back', () => {
  beforeEach(withoutJitter);

  it('resumes after the last event and misses none', async () => {
    const server = createMockServer();
    const { room, channel } = place(server);
    const tb = connect(server.as('ada'));
    const handle = await tb.rooms.open(room.id);
    const texts: string[] = [];
    handle.on('message.created', ({ message }) => texts.push(message.text));
    await handle.channel.ready;
    const ben = server.user('ben').id;
    server.model.send(room.id, ben, { text: 'one' });
    await eventually(() => expect(texts).toEqual(['one']));
    server.cut();
    server.model.send(room.id, ben, { text: 'two' });
    server.model.send(room.id, ben, { text: 'three' });
    await eventually(() => expect(texts).toEqual(['one', 'two', 'three']));
    expect(server.frames.findLast((frame) => frame.op === 'sub' && frame.channel === channel)).toMatchObject({
      after: 1,
      epoch: expect.any(String),
    });
    expect(server.requests.filter(({ path }) => path.endsWith('/messages'))).toEqual([]);
  });

  it('hears one reset when the log was trimmed, and goes on live', async () => {
    const server = createMockServer();
    const { room, channel } = place(server);
    const tb = connect(server.as('ada'));
    const handle = await tb.rooms.open(room.id);
    const notices: string[] = [];
    await handle.channel.ready;
    handle.channel.onNotice(({ state, reason }) => notices.push(reason ? `${state} ${reason}` : state));
    const ben = server.user('ben').id;
    server.cut();
    server.model.send(room.id, ben, { text: 'lost' });
    server.trim(channel);
    await eventually(() => expect(notices).toEqual(['reset too_old', 'live']));
    const texts: string[] = [];
    handle.on('message.created', ({ message }) => texts.push(message.text));
    server.model.send(room.id, ben, { text: 'after' });
    await eventually(() => expect(texts).toEqual(['after']));
  });

  it('gets a new token when the server says that the session is over', async () => {
    const server = createMockServer();
    const getToken = vi.fn(server.as('ada').getToken);
    const tb = connect({ ...server.as('ada'), getToken });
    await online(tb);
    expect(getToken).toHaveBeenCalledTimes(1);
    const seen: string[] = [];
    tb.on('status', (status) => seen.push(status));
    server.revoke();
    await eventually(() => expect(seen).toEqual(['reconnecting', 'online']));
    expect(getToken).toHaveBeenCalledTimes(2);
  });

  it('stops where it is forbidden, and can be asked again', async () => {
    const server = createMockServer();
    const tb = connect(server.as('ada'));
    const errors: Error[] = [];
    tb.on('error', (error) => errors.push(error));
    await online(tb);
    server.cut(4403);
    await eventually(() => expect(tb.status).toBe('offline'));
    expect(errors).toMatchObject([{ name: 'PermissionError', status: 403 }]);
    await online(tb);
  });

  it('reads offline after several failed tries and comes back by itself', async () => {
    const server = createMockServer();
    const tb = connect(server.as('ada'));
    await online(tb);
    const seen: string[] = [];
    tb.on('status', (status) => seen.push(status));
    server.faults.offline = true;
    server.cut();
    await eventually(() => expect(tb.status).toBe('offline'));
    server.faults.offline = false;
    await eventually(() => expect(tb.status).toBe('online'));
    expect(seen).toEqual(['reconnecting', 'offline', 'online']);
  });

  it('waits at least as long as a restarting server asks', async () => {
    vi.useFakeTimers();
    const server = createMockServer();
    const tb = connect(server.as('ada'));
    void tb.connect();
    await vi.advanceTimersByTimeAsync(100);
    expect(tb.status).toBe('online');
    server.restart(5_000);
    await vi.advanceTimersByTimeAsync(4_900);
    expect(tb.status).toBe('reconnecting');
    expect(server.connections).toBe(0);
    await vi.advanceTimersByTimeAsync(2_200);
    expect(tb.status).toBe('online');
  });

  it('gives up a silent socket after 40 s', async () => {
    vi.useFakeTimers();
    const server = createMockServer();
    const tb = connect(server.as('ada'));
    void tb.connect();
    await vi.advanceTimersByTimeAsync(30_000);
    server.beat();
    await vi.advanceTimersByTimeAsync(39_000);
    expect(tb.status).toBe('online');
    const seen: string[] = [];
    tb.on('status', (status) => seen.push(status));
    await vi.advanceTimersByTimeAsync(1_500);
    expect(seen[0]).toBe('reconnecting');
  });

  it('renews its token in band, 30 s before it expires', async () => {
    vi.useFakeTimers();
    const server = createMockServer({ tokenSeconds: 120 });
    const tb = connect(server.as('ada'));
    const seen: string[] = [];
    tb.on('status', (status) => seen.push(status));
    void tb.connect();
    const auths = () => server.frames.filter((frame) => frame.op === 'auth').length;
    for (const [seconds, expected] of [
      [89, 1],
      [2, 2],
      [90, 3],
    ] as const) {
      for (let second = 0; second < seconds; second++) {
        server.beat();
        await vi.advanceTimersByTimeAsync(1_000);
      }
      expect(auths()).toBe(expected);
    }
    expect(seen).toEqual(['connecting', 'online']);
  });

  it('wakes at once when the network or the page comes back', async () => {
    vi.useFakeTimers();
    vi.mocked(Math.random).mockReturnValue(0.999);
    const page = new EventTarget();
    vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
    vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
    const server = createMockServer();
    const tb = connect(server.as('ada'));
    void tb.connect();
    await vi.advanceTimersByTimeAsync(100);
    server.cut();
    await vi.advanceTimersByTimeAsync(500);
    expect(tb.status).toBe('reconnecting');
    page.dispatchEvent(new Event('online'));
    await vi.advanceTimersByTimeAsync(100);
    expect(tb.status).toBe('online');
    vi.unstubAllGlobals();
  });

  it('asks again for what a beat says it never got', async () => {
    const server = createMockServer();
    const { room, channel } = place(server);
    const tb = connect(server.as('ada'));
    const handle = await tb.rooms.open(room.id);
    const texts: string[] = [];
    handle.on('message.created', ({ message }) => texts.push(message.text));
    await handle.channel.ready;
    // Kept back by the server, as if its hint to this instance had been lost.
    server.faults.eventAfterAck = true;
    server.model.send(room.id, server.user('ben').id, { text: 'held' });
    server.beat();
    server.beat();
    await eventually(() => expect(texts).toEqual(['held']));
    expect(server.frames.filter((frame) => frame.op === 'sub' && frame.channel === channel)).toHaveLength(2);
  });
});

describe('channels', () => {
  it('ends with a reason when access is lost, and lives again when it is asked for anew', async () => {
    const server = createMockServer();
    const { room } = place(server);
    const tb = connect(server.as('ada'));
    const handle = await tb.rooms.open(room.id);
    await handle.channel.ready;
    const notices: unknown[] = [];
    handle.channel.onNotice((notice) => notices.push(notice));
    const received: string[] = [];
    const reading = (async () => {
      for await (const event of handle.events()) received.push(event.type);
    })();
    server.remove(room.id, 'ada');
    await reading;
    expect(received).toEqual(['member.removed']);
    expect(notices).toEqual([{ state: 'ended', reason: 'removed' }]);
    expect(handle.channel.state).toBe('ended');
    server.model.join(room.id, server.user('ada').id);
    const again = await tb.rooms.open(room.id);
    await again.channel.ready;
    expect(again.channel.state).toBe('live');
  });

  it('refuses a channel of others with an error that names the way on', async () => {
    const server = createMockServer();
    place(server);
    const tb = connect(server.as('ada'));
    await expect(tb.channel(`user:${server.user('ben').id}`).ready).rejects.toMatchObject({
      name: 'NotFoundError',
      code: 'not_found',
    });
  });

  it('ends an iterator by its signal and keeps what came before the first next()', async () => {
    const server = createMockServer();
    const { room } = place(server);
    const tb = connect(server.as('ada'));
    const handle = await tb.rooms.open(room.id);
    await handle.channel.ready;
    const stop = new AbortController();
    const events = handle.events({ signal: stop.signal });
    server.model.send(room.id, server.user('ben').id, { text: 'early' });
    await eventually(() => expect(handle.channel.seq).toBe(1));
    const first = await events.next();
    expect(first.value).toMatchObject({ type: 'message.created', data: { message: { text: 'early' } } });
    stop.abort();
    expect(await events.next()).toMatchObject({ done: true });
  });

  it('sends no signal where nobody would get it', async () => {
    const server = createMockServer();
    const { room } = place(server);
    const tb = connect(server.as('ada'));
    const handle = await tb.rooms.open(room.id);
    handle.channel.signal('typing', { on: true });
    await handle.channel.ready;
    handle.close();
    handle.channel.signal('typing', { on: true });
    await tb.connect();
    await eventually(() => expect(server.frames.some((frame) => frame.op === 'unsub')).toBe(true));
    expect(server.frames.filter((frame) => frame.op === 'signal')).toEqual([]);
  });

  it('passes signals on, in MessagePack too', async () => {
    const server = createMockServer();
    const { room } = place(server);
    const ada = connect({ ...server.as('ada'), codec: msgpack });
    const ben = connect({ ...server.as('ben'), codec: msgpack });
    const [hers, his] = [await ada.rooms.open(room.id), await ben.rooms.open(room.id)];
    await Promise.all([hers.channel.ready, his.channel.ready]);
    const typing: string[][] = [];
    hers.onTyping((userIds) => typing.push(userIds));
    his.typing(true);
    his.typing(true);
    await eventually(() => expect(typing).toEqual([[server.user('ben').id]]));
    his.typing(false);
    await eventually(() => expect(typing.at(-1)).toEqual([]));
    expect(server.frames.filter((frame) => frame.op === 'signal')).toHaveLength(2);
  });
});
