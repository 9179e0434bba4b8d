import type { WireFormat } from '@teambrain/protocol';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createBus } from '../../src/bus/bus.js';
import type { Database } from '../../src/database/contract.js';
import { openDatabase } from './database.js';
import { createInstance, createTables, type Instance, makeRoom, removeMember } from './instance.js';
import { silentLog } from './log.js';
import { closeSockets, join, openSocket, signIn } from './socket.js';

let db: Database;
let close: () => Promise<void>;
let server: Instance;

beforeAll(async () => {
  ({ db, close } = await openDatabase());
  await createTables(db);
  server = await createInstance({ db, bus: createBus({ redis: null, db, log: silentLog }) });
  await makeRoom(db, server, 'r', { ann: 'owner', bob: 'member', eve: 'viewer' });
});
afterEach(closeSockets);
afterAll(async () => {
  await server.close();
  await close();
});

describe.each<WireFormat>(['json', 'msgpack'])('a socket that speaks %s', (format) => {
  it('is greeted, signs in and gets ready with its user', async () => {
    const client = openSocket(server.url, format);
    await client.open();
    const hello = await client.next('hello');
    expect(hello).toMatchObject({ heartbeatMs: 25_000, maxFrame: 65_536, epoch: server.realtime.epoch() });
    client.send({ op: 'auth', token: 'ann' });
    const ready = await client.next('ready');
    expect(ready.user).toMatchObject({ id: 'ann', username: 'ann', kind: 'user' });
    expect(Date.parse(ready.expiresAt) - Date.parse(ready.serverTime)).toBeGreaterThan(800_000);
  });

  it('sends a note, is acknowledged after COMMIT and gets the event with its client id', async () => {
    const client = await join(server.url, 'bob', 'room:r', format);
    const clientId = '01900000-0000-7000-8000-000000000001';
    client.send({
      op: 'do',
      id: 7,
      action: 'notes.send',
      channel: 'room:r',
      data: { text: 'hello' },
      clientId,
    });
    const ok = await client.next('ok', ({ id }) => id === 7);
    const event = await client.next('event');
    expect(event).toMatchObject({
      channel: 'room:r',
      seq: ok.seq,
      type: 'note.created',
      actor: 'bob',
      clientId,
      data: { text: 'hello' },
    });
    expect(Date.parse(event.at)).toBeLessThanOrEqual(Date.now() + 1_000);
  });

  it('sees every event of a burst once and in order', async () => {
    const client = await join(server.url, 'eve', 'room:r', format);
    const sent = await Promise.all(
      Array.from({ length: 60 }, (_, index) => server.send('r', 'bob', `note ${index}`)),
    );
    await expect.poll(() => client.seqs.length).toBe(60);
    expect(client.seqs).toEqual(sent.map(({ seq }) => seq).sort((a, b) => a - b));
  });

  it('resumes after the last number it saw, with the present state, and goes on live', async () => {
    const { seq } = await server.send('r', 'bob', 'seen');
    const deleted = await server.send('r', 'bob', 'a secret that is deleted');
    await db.query('UPDATE notes SET deleted = true WHERE id = $1', [deleted.id]);
    await server.send('r', 'bob', 'missed');
    const client = await join(server.url, 'ann', 'room:r', format, seq);
    await server.send('r', 'bob', 'live');
    await expect.poll(() => client.seqs).toEqual([seq + 1, seq + 2, seq + 3]);
    expect(client.of('event').map(({ data }) => data)).toMatchObject([
      { deleted: true },
      { text: 'missed' },
      { text: 'live' },
    ]);
    expect(JSON.stringify(client.frames)).not.toContain('a secret');
    expect(client.of('live')).toMatchObject([{ channel: 'room:r', head: seq + 2 }]);
  });

  it('is refused with 4400 for fields that only the server sets, and for bytes that are no frame', async () => {
    const cases: unknown[] = [
      { op: 'do', id: 1, action: 'notes.send', channel: 'room:r', data: { text: 'x' }, actor: 'ann' },
      { op: 'event', channel: 'room:r', seq: 1, type: 'note.created', data: {} },
      { op: 'sub', id: -1, channel: 'room:r' },
      { op: 'sub', id: 1, channel: 'no channel' },
      { op: 'sub', id: 1, channel: 'room:r', after: 1.5 },
      [],
      null,
    ];
    for (const frame of cases) {
      const client = await signIn(server.url, 'ann', format);
      client.send(frame as Record<string, unknown>);
      expect(await client.closeCode()).toBe(4400);
      expect(client.of('bye')).toMatchObject([{ code: 4400 }]);
    }
  });
});

describe('signing in', () => {
  it('refuses frames before auth with 4401', async () => {
    const client = openSocket(server.url);
    await client.open();
    client.send({ op: 'sub', id: 1, channel: 'room:r' });
    expect(await client.closeCode()).toBe(4401);
  });

  it('refuses a bad token with 4401 and says why in the bye frame', async () => {
    const client = openSocket(server.url);
    await client.open();
    client.send({ op: 'auth', token: 'bad' });
    expect(await client.closeCode()).toBe(4401);
    expect(client.of('bye')).toMatchObject([{ code: 4401, reason: 'unauthenticated' }]);
  });

  it('closes 4408 when no auth frame comes within 5 s', async () => {
    const client = openSocket(server.url);
    await client.open();
    const began = Date.now();
    expect(await client.closeCode()).toBe(4408);
    expect(Date.now() - began).toBeGreaterThan(4_500);
    expect(Date.now() - began).toBeLessThan(6_000);
  });

  it('keeps what comes between auth and ready, in order, and loses none of it', async () => {
    const client = openSocket(server.url);
    await client.open();
    client.send({ op: 'auth', token: 'bob' });
    client.send({ op: 'sub', id: 1, channel: 'room:r' });
    client.send({ op: 'do', id: 2, action: 'notes.send', channel: 'room:r', data: { text: 'early' } });
    await client.next('live');
    await client.next('ok', ({ id }) => id === 2);
    expect(client.frames.findIndex(({ op }) => op === 'ready')).toBeLessThan(
      client.frames.findIndex(({ op }) => op === 'ok'),
    );
  });

  it('renews a token in band and refuses that of somebody else with 4403', async () => {
    const client = await join(server.url, 'ann/one/60', 'room:r');
    client.send({ op: 'auth', token: 'ann/two/900' });
    await expect.poll(() => client.of('ready').length).toBe(2);
    expect(Date.parse(client.of('ready')[1]!.expiresAt)).toBeGreaterThan(
      Date.parse(client.of('ready')[0]!.expiresAt),
    );
    await server.send('r', 'bob', 'after renewal');
    await client.next('event');
    client.send({ op: 'auth', token: 'bob' });
    expect(await client.closeCode()).toBe(4403);
  });

  it('closes 4401 thirty seconds after the token expired', async () => {
    const late = openSocket(server.url);
    await late.open();
    late.send({ op: 'auth', token: 'ann/short/-31' });
    expect(await late.closeCode()).toBe(4401);
    const inGrace = await signIn(server.url, 'ann/grace/-5');
    await inGrace.next('ready');
    expect(inGrace.closed).toBeNull();
  });

  it('closes the sockets of a session that ends, within a second', async () => {
    const client = await join(server.url, 'ann/ending', 'room:r');
    const other = await join(server.url, 'ann/staying', 'room:r');
    const began = Date.now();
    server.endSession('ending');
    expect(await client.closeCode()).toBe(4401);
    expect(Date.now() - began).toBeLessThan(1_000);
    expect(other.closed).toBeNull();
  });

  it('answers 429 to a user with too many sockets by closing the new one with 4429', async () => {
    const held = await Promise.all(Array.from({ length: 20 }, () => signIn(server.url, 'many')));
    const next = openSocket(server.url);
    await next.open();
    next.send({ op: 'auth', token: 'many' });
    expect(await next.closeCode()).toBe(4429);
    held[0]!.ws.close();
    await expect.poll(() => held[0]!.closed).not.toBeNull();
    await signIn(server.url, 'many');
  });
});

describe('the address of the socket', () => {
  const refusal = async (path: string, headers: Record<string, string> = {}, protocol?: string) => {
    const client = openSocket(server.url + path, 'json', { headers, ...(protocol ? { protocol } : {}) });
    await expect.poll(() => client.refused ?? client.ws.readyState === 1, { interval: 5 }).toBeTruthy();
    return client.refused;
  };

  it('refuses a token in it with 400', async () => {
    expect(await refusal('?token=abc')).toBe(400);
    expect(await refusal('?access_token=abc')).toBe(400);
    expect(await refusal('?app=pk_x&t%6fken=abc')).toBe(400);
  });

  it('is open to its own origin and to clients without one, and to no other', async () => {
    const { port } = new URL(server.origin);
    expect(await refusal('')).toBeNull();
    expect(await refusal('', { origin: server.origin })).toBeNull();
    for (const origin of [
      'null',
      `https://127.0.0.1:${port}`,
      `http://127.0.0.1:${Number(port) + 1}`,
      `http://127.0.0.1:${port}.evil.example`,
      `HTTP://127.0.0.1:${port}`,
      `http://127.0.0.1:${port}/`,
      `http://127.0.0.1:${port}\\@evil.example`,
      'http://evil.example',
    ])
      expect(await refusal('', { origin }), origin).toBe(403);
  });

  it('refuses app keys while no app is known', async () => {
    expect(await refusal('?app=pk_unknown', { origin: server.origin })).toBe(403);
  });

  it('refuses subprotocols that it does not speak with 400', async () => {
    expect(await refusal('', {}, 'graphql-ws')).toBe(400);
  });
});

describe('subscriptions', () => {
  it('are refused like reads: what one may not see does not exist', async () => {
    const client = await signIn(server.url, 'stranger');
    const codes: Record<number, string> = { 1: 'not_found', 2: 'not_found', 3: 'not_found', 4: 'not_found' };
    client.send({ op: 'sub', id: 1, channel: 'room:r' });
    client.send({ op: 'sub', id: 2, channel: 'room:none' });
    client.send({ op: 'sub', id: 3, channel: 'user:ann' });
    client.send({ op: 'sub', id: 4, channel: 'planet:mars' });
    await expect.poll(() => client.of('err').length).toBe(4);
    expect(Object.fromEntries(client.of('err').map(({ id, code }) => [id, code]))).toEqual(codes);
    await server.send('r', 'bob', 'unseen');
    client.send({ op: 'sub', id: 5, channel: 'user:stranger' });
    await client.next('live', ({ id }) => id === 5);
    expect(client.of('event')).toEqual([]);
  });

  it('reset a client that knows another epoch, a number from the future or a number too long ago', async () => {
    const head = (await server.send('r', 'bob', 'head')).seq;
    const client = await signIn(server.url, 'ann');
    client.send({ op: 'sub', id: 1, channel: 'room:r', after: 0, epoch: 'another' });
    await client.next('reset', ({ id }) => id === 1);
    client.send({ op: 'sub', id: 2, channel: 'room:r', after: head + 1 });
    await client.next('reset', ({ id }) => id === 2);
    await db.query("DELETE FROM channel_events WHERE channel = 'room:r' AND seq <= 3");
    client.send({ op: 'sub', id: 3, channel: 'room:r', after: 1 });
    await client.next('reset', ({ id }) => id === 3);
    expect(client.of('reset').map(({ reason }) => reason)).toEqual(['epoch', 'epoch', 'too_old']);
    client.send({ op: 'sub', id: 4, channel: 'room:r', after: head });
    await client.next('live', ({ id }) => id === 4);
  });

  it('replay 500 events and reset for 501', async () => {
    await makeRoom(db, server, 'long', { ann: 'owner' });
    await Promise.all(Array.from({ length: 501 }, (_, index) => server.send('long', 'ann', `note ${index}`)));
    const client = await signIn(server.url, 'ann');
    client.send({ op: 'sub', id: 1, channel: 'room:long', after: 1 });
    await client.next('live', ({ id }) => id === 1);
    expect(client.seqs).toEqual(Array.from({ length: 500 }, (_, index) => index + 2));
    client.send({ op: 'sub', id: 2, channel: 'room:long', after: 0 });
    expect((await client.next('reset')).reason).toBe('too_old');
  });

  it('neither lose nor double events that are written while a client joins', async () => {
    await makeRoom(db, server, 'busy', { ann: 'owner', bob: 'member' });
    let writing = true;
    const writer = (async () => {
      while (writing) await Promise.all([1, 2, 3].map(() => server.send('busy', 'bob', 'x')));
    })();
    const clients = [];
    for (let index = 0; index < 12; index += 1)
      clients.push(await join(server.url, 'ann', 'room:busy', 'json', 0));
    writing = false;
    await writer;
    const { seq } = (await server.realtime.channel('room', 'busy').head())!;
    for (const client of clients) {
      await expect.poll(() => client.seqs.length).toBe(seq);
      expect(client.seqs).toEqual(Array.from({ length: seq }, (_, index) => index + 1));
    }
  });

  it('end with unsub: nothing comes afterwards', async () => {
    const client = await join(server.url, 'ann', 'room:r');
    client.send({ op: 'unsub', id: 9, channel: 'room:r' });
    await client.next('ok', ({ id }) => id === 9);
    await server.send('r', 'bob', 'unheard');
    client.send({ op: 'unsub', id: 10, channel: 'room:r' });
    await client.next('ok', ({ id }) => id === 10);
    expect(client.of('event')).toEqual([]);
  });

  it('end with a reason when the feature is switched off, and cannot be had until it is on again', async () => {
    const client = await join(server.url, 'ann', 'room:r');
    server.realtime.switchKinds(['room'], false);
    expect(await client.next('ended')).toMatchObject({ channel: 'room:r', reason: 'disabled' });
    client.send({ op: 'sub', id: 1, channel: 'room:r' });
    expect((await client.next('err')).code).toBe('plugin_disabled');
    server.realtime.switchKinds(['room'], true);
    client.send({ op: 'sub', id: 2, channel: 'room:r' });
    await client.next('live', ({ id }) => id === 2);
  });
});

describe('rights', () => {
  it('that are lost end the subscription at that very event, while others go on', async () => {
    await makeRoom(db, server, 'p', { ann: 'owner', bob: 'member', max: 'member' });
    const max = await join(server.url, 'max', 'room:p');
    const bob = await join(server.url, 'bob', 'room:p', 'msgpack');
    let writing = true;
    const writer = (async () => {
      while (writing) await Promise.all([1, 2, 3, 4].map(() => server.send('p', 'bob', 'x')));
    })();
    await max.next('event', ({ seq }) => seq > 20);
    await removeMember(db, server, 'p', 'max');
    const ended = await max.next('ended');
    await bob.next('event', ({ seq }) => seq > (ended.seq ?? 0) + 20);
    writing = false;
    await writer;
    const removal = bob.of('event').find(({ type }) => type === 'member.removed')!;
    expect(ended).toMatchObject({ channel: 'room:p', seq: removal.seq, reason: 'removed' });
    expect(max.seqs.at(-1)).toBe(removal.seq - 1);
    const { seq } = (await server.realtime.channel('room', 'p').head())!;
    await expect.poll(() => bob.seqs.length).toBe(seq);
    expect(bob.seqs).toEqual(Array.from({ length: seq }, (_, index) => index + 1));
  });

  it('that are lost in a silent room end the subscription with the number of the removal', async () => {
    await makeRoom(db, server, 'quiet', { ann: 'owner', max: 'member' });
    const max = await join(server.url, 'max', 'room:quiet');
    const ann = await join(server.url, 'ann', 'room:quiet');
    await removeMember(db, server, 'quiet', 'max');
    const removal = await ann.next('event');
    expect(await max.next('ended')).toMatchObject({ seq: removal.seq, reason: 'removed' });
    expect(max.of('event')).toEqual([]);
  });

  it('that are lost in the workspace end subscriptions in its rooms, without an event there', async () => {
    await makeRoom(db, server, 'q', { ann: 'owner', max: 'member' });
    const max = await join(server.url, 'max', 'room:q');
    const ann = await join(server.url, 'ann', 'room:q');
    await db.transaction(async () => {
      await db.query("DELETE FROM members WHERE actor = 'max'");
      server.realtime
        .channel('workspace', 'w')
        .appendRights({ type: 'member.removed', actor: 'ann', ref: 'max' });
    });
    expect(await max.next('ended')).toMatchObject({ channel: 'room:q', reason: 'removed' });
    await server.send('q', 'ann', 'among us');
    await ann.next('event');
    expect(max.of('event')).toEqual([]);
  });

  it('of the sender are checked under the version that the statement finds', async () => {
    await makeRoom(db, server, 's', { ann: 'owner', max: 'member' });
    const max = await signIn(server.url, 'max');
    const say = (id: number) =>
      max.send({ op: 'do', id, action: 'notes.send', channel: 'room:s', data: { text: `note ${id}` } });
    say(1);
    await max.next('ok', ({ id }) => id === 1);
    await db.transaction(async () => {
      await db.query("UPDATE members SET role = 'viewer' WHERE room = 's' AND actor = 'max'");
      server.realtime.channel('room', 's').appendRights({ type: 'member.role_changed', ref: 'max' });
    });
    say(2);
    expect(await max.next('err')).toMatchObject({ id: 2, code: 'forbidden' });
    const notes = await db.query("SELECT text FROM notes WHERE room = 'room:s'");
    expect(notes).toEqual([{ text: 'note 1' }]);
  });
});

describe('actions', () => {
  it('are refused with a code: unknown, invalid, not allowed, not visible', async () => {
    const client = await signIn(server.url, 'eve');
    const act = (id: number, action: string, channel: string, data: unknown) =>
      client.send({ op: 'do', id, action, channel, data });
    act(1, 'notes.burn', 'room:r', {});
    act(2, 'notes.send', 'room:r', { text: 'viewers only read' });
    act(3, 'notes.send', 'room:r', { text: '', extra: 1 });
    act(4, 'notes.send', 'room:hidden', { text: 'x' });
    act(5, 'notes.send', 'user:eve', { text: 'x' });
    await expect.poll(() => client.of('err').length).toBe(5);
    const byId = Object.fromEntries(client.of('err').map((frame) => [frame.id, frame]));
    expect([1, 2, 3, 4, 5].map((id) => byId[id]!.code)).toEqual([
      'not_found',
      'forbidden',
      'validation_failed',
      'not_found',
      'bad_request',
    ]);
    expect(byId[3]!.errors).toEqual([
      { path: '/extra', message: 'must NOT have additional properties' },
      { path: '/text', message: 'must NOT have fewer than 1 characters' },
    ]);
  });

  it('of one socket are stored in the order they were sent', async () => {
    await makeRoom(db, server, 'order', { ann: 'owner' });
    const client = await join(server.url, 'ann', 'room:order');
    for (let index = 0; index < 100; index += 1)
      client.send({
        op: 'do',
        id: index,
        action: 'notes.send',
        channel: 'room:order',
        data: { text: `${index}` },
      });
    await expect.poll(() => client.of('ok').length, { timeout: 5_000 }).toBe(100);
    await expect.poll(() => client.seqs.length).toBe(100);
    expect(client.of('event').map(({ data }) => (data as { text: string }).text)).toEqual(
      Array.from({ length: 100 }, (_, index) => `${index}`),
    );
  });
});

describe('signals', () => {
  it('reach the others, only from those who may send them and only in their form', async () => {
    const ann = await join(server.url, 'ann', 'room:r');
    const bob = await join(server.url, 'bob', 'room:r', 'msgpack');
    const eve = await join(server.url, 'eve', 'room:r');
    eve.send({ op: 'signal', channel: 'room:r', type: 'typing', data: { on: true } });
    bob.send({ op: 'signal', channel: 'room:r', type: 'typing', data: { on: 'yes' } });
    bob.send({ op: 'signal', channel: 'room:r', type: 'presence', data: {} });
    bob.send({ op: 'signal', channel: 'room:none', type: 'typing', data: { on: true } });
    bob.send({ op: 'signal', channel: 'room:r', type: 'typing', data: { on: true } });
    const signal = await ann.next('signal');
    expect(signal).toEqual({
      op: 'signal',
      channel: 'room:r',
      type: 'typing',
      actor: 'bob',
      data: { on: true },
    });
    await server.send('r', 'bob', 'after the signals');
    await ann.next('event');
    expect(ann.of('signal')).toHaveLength(1);
  });
});
