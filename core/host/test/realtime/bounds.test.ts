import { setTimeout as sleep } from 'node:timers/promises';
import { bounds } from '@teambrain/protocol';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createBus } from '../../src/bus/bus.js';
import type { Database } from '../../src/database/contract.js';
import type { Limits } from '../../src/limits/contract.js';
import { createAdmission } from '../../src/realtime/admission.js';
import { encodeMsgpack } from '../../src/transport/msgpack.js';
import { openDatabase } from './database.js';
import { createInstance, createTables, type Instance, makeRoom } from './instance.js';
import { silentLog } from './log.js';
import { closeSockets, join, openSocket, signIn } from './socket.js';

let db: Database;
let close: () => Promise<void>;
let server: Instance;
let allowed = true;
const limits: Limits = {
  take: async () => ({ allowed, limit: 1, remaining: 0, reset: 17 }),
};

beforeAll(async () => {
  ({ db, close } = await openDatabase());
  await createTables(db);
  server = await createInstance({ db, bus: createBus({ redis: null, db, log: silentLog }), limits });
  await makeRoom(db, server, 'r', { ann: 'owner', bob: 'member' });
});
afterEach(closeSockets);
afterAll(async () => {
  await server.close();
  await close();
});

describe('what one socket may send', () => {
  it('is closed with 1009 for a frame above 64 KiB', async () => {
    const client = await signIn(server.url, 'ann');
    client.ws.send('x'.repeat(bounds.maxFrame + 1));
    expect(await client.closeCode()).toBe(1009);
  });

  it('is closed with 4429 for a flood of frames or pings', async () => {
    const frames = await signIn(server.url, 'ann');
    for (let index = 0; index < 1_000; index += 1) frames.send({ op: 'unsub', id: index, channel: 'room:r' });
    expect(await frames.closeCode()).toBe(4429);
    expect(frames.of('bye')[0]).toMatchObject({ code: 4429 });
    const pings = await signIn(server.url, 'ann');
    for (let index = 0; index < 1_000; index += 1) pings.ws.ping();
    // The library cuts a client that does not take its pongs before we count them all.
    expect([4429, 1006]).toContain(await pings.closeCode());
  });

  it('is closed for a message of endless empty fragments without stalling the others', async () => {
    const client = await signIn(server.url, 'ann');
    for (let index = 0; index < 50_000; index += 1) client.ws.send('', { fin: false });
    expect([1008, 1006]).toContain(await client.closeCode());
    const other = await join(server.url, 'bob', 'room:r');
    await server.send('r', 'bob', 'still here');
    await other.next('event');
  });

  it('holds at most 200 subscriptions', async () => {
    const client = await signIn(server.url, 'sub');
    await db.query(
      "INSERT INTO channel_heads (channel) SELECT 'room:many' || n FROM generate_series(1, 201) n",
    );
    await db.query("INSERT INTO members SELECT 'many' || n, 'sub', 'member' FROM generate_series(1, 201) n");
    for (let index = 1; index <= 201; index += 1)
      client.send({ op: 'sub', id: index, channel: `room:many${index}` });
    await client.next('err');
    await expect.poll(() => client.of('live').length, { timeout: 8_000 }).toBe(200);
    expect(client.of('err')).toMatchObject([{ id: 201, code: 'unprocessable' }]);
  });

  it('closes a socket that sends too much between auth and ready', async () => {
    const slow = await createInstance({
      db,
      bus: createBus({ redis: null, db, log: silentLog }),
      auth: {
        verify: async (token) => {
          await sleep(300);
          return {
            kind: 'user',
            id: token,
            sessionId: 's',
            serverRoles: [],
            expiresAt: Date.now() / 1000 + 900,
          };
        },
      },
    });
    const many = openSocket(slow.url);
    await many.open();
    many.send({ op: 'auth', token: 'ann' });
    for (let index = 0; index < 6; index += 1) many.send({ op: 'sub', id: index, channel: 'room:r' });
    expect(await many.closeCode()).toBe(4429);
    const five = openSocket(slow.url);
    await five.open();
    five.send({ op: 'auth', token: 'ann' });
    for (let index = 0; index < 5; index += 1) five.send({ op: 'sub', id: index, channel: `user:ann` });
    await five.next('live');
    await slow.close();
  });

  it('is read no further with 32 actions unanswered, and loses none of those behind', async () => {
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    let started = 0;
    server.realtime.registerAction({
      operation: { id: 'slow.act', summary: 'slow', permission: 'public' },
      channel: 'room',
      data: { type: 'object', properties: { n: { type: 'integer' } } } as never,
      async handler() {
        started += 1;
        await gate;
        return { data: { started } };
      },
    });
    const client = await signIn(server.url, 'ann');
    for (let index = 0; index < 100; index += 1)
      client.send({ op: 'do', id: index, action: 'slow.act', channel: 'room:r', data: { n: index } });
    await expect.poll(() => started).toBe(32);
    await sleep(50);
    expect(started).toBe(32);
    open();
    await expect.poll(() => client.of('ok').length, { timeout: 5_000 }).toBe(100);
    expect(client.of('ok').map(({ id }) => id)).toEqual(Array.from({ length: 100 }, (_, index) => index));
  });

  it('is told when to come back after the limit of an operation', async () => {
    const client = await signIn(server.url, 'ann');
    allowed = false;
    client.send({ op: 'do', id: 1, action: 'notes.send', channel: 'room:r', data: { text: 'x' } });
    expect(await client.next('err')).toMatchObject({ code: 'rate_limited', retryAfter: 17 });
    allowed = true;
  });
});

describe('MessagePack of a hostile client', () => {
  const lies: [string, number[]][] = [
    ['an array of 2^32 - 1', [0xdd, 0xff, 0xff, 0xff, 0xff]],
    ['a map of 2^32 - 1', [0xdf, 0xff, 0xff, 0xff, 0xff]],
    ['a string of 4 GB', [0xdb, 0xff, 0xff, 0xff, 0xff, 0x61]],
    ['binary of 4 GB', [0xc6, 0xff, 0xff, 0xff, 0xff]],
    ['an extension', [0xc7, 0x01, 0x72, 0x40]],
    ['a date', [0xd6, 0xff, 0, 0, 0, 0]],
    ['undefined as extension', [0xd4, 0x00, 0x00]],
    ['NaN', [0x81, 0xa2, 0x6f, 0x70, 0xcb, 0x7f, 0xf8, 0, 0, 0, 0, 0, 0]],
    ['nothing', []],
  ];
  it.each(lies)('is closed with 4400 for %s', async (_what, bytes) => {
    const client = await signIn(server.url, 'ann', 'msgpack');
    const began = performance.now();
    client.ws.send(Buffer.from(bytes));
    expect(await client.closeCode()).toBe(4400);
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  it('is closed with 4400 for bytes behind the value and for text in a binary socket', async () => {
    const tail = await signIn(server.url, 'ann', 'msgpack');
    tail.ws.send(Buffer.concat([encodeMsgpack({ op: 'unsub', id: 1, channel: 'room:r' }), Buffer.from([1])]));
    expect(await tail.closeCode()).toBe(4400);
    const text = await signIn(server.url, 'ann', 'msgpack');
    text.ws.send('{"op":"unsub","id":1,"channel":"room:r"}');
    expect(await text.closeCode()).toBe(4400);
  });

  it('is closed with 4400 for JSON that reaches for prototypes', async () => {
    const client = await signIn(server.url, 'ann');
    client.ws.send(
      '{"op":"do","id":1,"action":"notes.send","channel":"room:r","data":{"__proto__":{"text":"x"}}}',
    );
    expect(await client.closeCode()).toBe(4400);
    expect(({} as Record<string, unknown>).text).toBeUndefined();
  });
});

describe('a client that does not read', () => {
  it('is closed with 4413 once 1 MiB waits, while the others get everything', async () => {
    await makeRoom(db, server, 'slow', { ann: 'owner', bob: 'member' });
    const stuck = await join(server.url, 'ann', 'room:slow');
    const reader = await join(server.url, 'bob', 'room:slow');
    stuck.ws.pause();
    const text = 'x'.repeat(30_000);
    let sent = 0;
    while (server.realtime.localActors('room:slow').length === 2 && sent < 800) {
      await Promise.all(Array.from({ length: 5 }, () => server.send('slow', 'bob', text)));
      sent += 5;
    }
    await expect.poll(() => reader.seqs.length, { timeout: 10_000 }).toBe(sent);
    stuck.ws.resume();
    expect([4413, 1006]).toContain(await stuck.closeCode());
    expect(sent).toBeLessThan(800);
  });

  it('does not get signals while more than 64 KiB wait', async () => {
    await makeRoom(db, server, 'noisy', { ann: 'owner', bob: 'member' });
    const stuck = await join(server.url, 'ann', 'room:noisy');
    const reader = await join(server.url, 'bob', 'room:noisy');
    stuck.ws.pause();
    const room = server.realtime.channel('room', 'noisy');
    const data = { text: 'x'.repeat(20_000) };
    let sent = 0;
    for (; sent < 600; sent += 1) {
      room.signal('presence', data, 'bob');
      await sleep(0);
    }
    await expect.poll(() => reader.of('signal').length, { timeout: 8_000 }).toBe(sent);
    expect(stuck.closed).toBeNull();
    stuck.ws.resume();
    await server.send('noisy', 'bob', 'an event is never dropped');
    await stuck.next('event');
    expect(stuck.of('signal').length).toBeLessThan(sent);
  });
});

describe('sockets that never sign in', () => {
  it('take twenty places of their address; others wait and then are refused with 429', async () => {
    const idle = Array.from({ length: 20 }, () => openSocket(server.url));
    await Promise.all(idle.map((client) => client.open()));
    const late = openSocket(server.url);
    await expect.poll(() => late.refused, { timeout: 4_000 }).toBe(429);
    const waiting = openSocket(server.url);
    await sleep(50);
    expect(waiting.ws.readyState).toBe(0);
    idle[0]!.send({ op: 'auth', token: 'ann' });
    await waiting.open();
  });

  it('give their place back when they close, once', async () => {
    const admission = createAdmission(1);
    const release = (await admission.enter('a'))!;
    const second = admission.enter('a');
    const other = await admission.enter('b');
    expect(other).not.toBeNull();
    release();
    release();
    const next = (await second)!;
    expect(next).not.toBeNull();
    next();
    expect(await admission.enter('a')).not.toBeNull();
  });

  it('let a crowd of one address in that signs in at once', async () => {
    const crowd = await Promise.all(
      Array.from({ length: 150 }, (_, index) => signIn(server.url, `user${index}`)),
    );
    expect(crowd.every((client) => client.of('ready').length === 1)).toBe(true);
  });
});

describe('an orderly end', () => {
  it('lets running actions finish, says bye with a delay, and closes 1012', async () => {
    const ending = await createInstance({ db, bus: createBus({ redis: null, db, log: silentLog }) });
    ending.realtime.registerAction({
      operation: { id: 'late.act', summary: 'late', permission: 'public' },
      channel: 'room',
      data: { type: 'object', properties: {} } as never,
      async handler() {
        await sleep(300);
        return { data: { done: true } };
      },
    });
    const client = await signIn(ending.url, 'ann');
    client.send({ op: 'do', id: 1, action: 'late.act', channel: 'room:r', data: {} });
    await expect.poll(() => ending.realtime.stats().sockets).toBe(1);
    await sleep(20);
    await ending.close();
    expect(await client.closeCode()).toBe(1012);
    expect(client.of('ok')).toMatchObject([{ id: 1, data: { done: true } }]);
    const [bye] = client.of('bye');
    expect(bye).toMatchObject({ code: 1012 });
    expect(bye!.retryAfterMs).toBeGreaterThanOrEqual(1_000);
  });
});
