import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { memoryStorage, RateLimitError, ValidationError } from '../src/index.js';
import { createMockServer } from '../src/testing.js';
import { connect, eventually, online, place, withoutJitter } from './support.js';

beforeEach(withoutJitter);
afterEach(() => {
  vi.restoreAllMocks();
});

/** A room that Ada has open, and the texts that the server stored in it. */
async function opened() {
  const server = createMockServer();
  const { room } = place(server);
  const storage = memoryStorage();
  const tb = connect({ ...server.as('ada'), storage });
  const handle = await tb.rooms.open(room.id);
  const texts = () => server.model.window(room.id, { limit: 100 }).items.map(({ text }) => text);
  return { server, tb, handle, texts, storage, room };
}

describe('sending', () => {
  it('answers with the stored message, under the client id it was given', async () => {
    const { tb, handle, server } = await opened();
    await online(tb);
    const sent = handle.messages.send({ text: 'hello' });
    expect(sent.status).toBe('sending');
    const message = await sent.done;
    expect(sent.status).toBe('sent');
    expect(message).toMatchObject({ text: 'hello', seq: 1 });
    expect(server.frames.findLast((frame) => frame.op === 'do')).toMatchObject({
      action: 'messaging.send',
      clientId: sent.clientId,
      data: { text: 'hello' },
    });
    expect(sent.clientId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('goes over HTTP where there is no socket', async () => {
    const { tb, handle, texts, server } = await opened();
    expect(tb.status).not.toBe('online');
    await handle.messages.send({ text: 'by post' }).done;
    expect(texts()).toEqual(['by post']);
    expect(server.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  it('stores once when the answer is lost with the connection, again and again', async () => {
    const { server, tb, handle, texts } = await opened();
    await online(tb);
    server.faults.dropAck = 3;
    server.faults.dropResponse = 3;
    const sent = handle.messages.send({ text: 'once' });
    const message = await sent.done;
    expect(message.seq).toBe(1);
    expect(texts()).toEqual(['once']);
    expect(server.faults.dropAck + server.faults.dropResponse).toBeLessThan(6);
  });

  it('keeps the order of what was typed offline', async () => {
    const { server, tb, handle, texts } = await opened();
    await online(tb);
    server.faults.offline = true;
    server.cut();
    await eventually(() => expect(tb.status).not.toBe('online'));
    const typed = Array.from({ length: 20 }, (_, index) => `line ${index}`);
    const sent = typed.map((text) => handle.messages.send({ text }));
    expect(texts()).toEqual([]);
    server.faults.offline = false;
    await Promise.all(sent.map(({ done }) => done));
    expect(texts()).toEqual(typed);
  });

  it('survives a reload with the same client ids, in order, without a hand being lifted', async () => {
    const { server, tb, handle, texts, storage } = await opened();
    await online(tb);
    server.faults.offline = true;
    server.cut();
    await eventually(() => expect(tb.status).not.toBe('online'));
    const typed = Array.from({ length: 20 }, (_, index) => `line ${index}`);
    const sent = typed.map((text) => handle.messages.send({ text }));
    const ids = sent.map(({ clientId }) => clientId);
    await tb.close();
    await expect(sent[0]!.done).rejects.toMatchObject({ name: 'AbortError' });
    expect(storage.keys('')).toHaveLength(20);

    server.faults.offline = false;
    const reloaded = connect({ ...server.as('ada'), storage });
    await reloaded.connect();
    await eventually(() => expect(texts()).toEqual(typed));
    const sentIds = server.frames.flatMap((frame) => (frame.op === 'do' ? [frame.clientId] : []));
    const postedIds = server.requests.flatMap(({ body }) => (body as { clientId?: string })?.clientId ?? []);
    expect(new Set([...sentIds, ...postedIds])).toEqual(new Set(ids));
    await eventually(() => expect(storage.keys('')).toEqual([]));
  });

  it('keeps what one user left behind from another', async () => {
    const { server, tb, handle, texts, storage } = await opened();
    await online(tb);
    server.faults.offline = true;
    server.cut();
    await eventually(() => expect(tb.status).not.toBe('online'));
    handle.messages.send({ text: 'mine' });
    await tb.close();
    server.faults.offline = false;
    const other = connect({ ...server.as('ben'), storage });
    await online(other);
    expect(texts()).toEqual([]);
    await online(connect({ ...server.as('ada'), storage }));
    await eventually(() => expect(texts()).toEqual(['mine']));
    expect(server.model.window(handle.id, {}).items[0]?.author.username).toBe('ada');
  });

  it('fails visibly when refused for good, without blocking those after it', async () => {
    const { server, handle, texts } = await opened();
    server.faults.refuse = (text) => text === 'bad';
    const [before, bad, after] = ['before', 'bad', 'after'].map((text) => handle.messages.send({ text }));
    await expect(bad!.done).rejects.toBeInstanceOf(ValidationError);
    await after!.done;
    expect(texts()).toEqual(['before', 'after']);
    expect([before!.status, bad!.status, after!.status]).toEqual(['sent', 'failed', 'sent']);
    expect(bad!.error).toMatchObject({ code: 'message_refused' });
    server.faults.refuse = () => false;
    bad!.retry();
    expect(bad!.status).toBe('sending');
    expect((await bad!.done).text).toBe('bad');
  });

  it('shows a refused message again after a reload, without sending it by itself', async () => {
    const { server, tb, handle, texts, storage } = await opened();
    server.faults.refuse = () => true;
    const bad = handle.messages.send({ text: 'bad' });
    await bad.done.catch(() => {});
    await tb.close();
    server.faults.refuse = () => false;
    const reloaded = connect({ ...server.as('ada'), storage });
    await reloaded.connect();
    await eventually(() => expect(reloaded.outbox.items(handle.id)).toHaveLength(1));
    const [left] = reloaded.outbox.items(handle.id);
    expect(left).toMatchObject({ clientId: bad.clientId, status: 'failed' });
    expect(texts()).toEqual([]);
    left!.retry();
    await left!.done;
    expect(texts()).toEqual(['bad']);
  });

  it('waits when asked to slow down, and gives up a wait beyond a minute', async () => {
    const { server, tb, handle } = await opened();
    await online(tb);
    server.faults.rateLimited = { times: 1, retryAfter: 0.01 };
    expect((await handle.messages.send({ text: 'slow' }).done).text).toBe('slow');
    server.faults.rateLimited = { times: 1, retryAfter: 120 };
    await expect(handle.messages.send({ text: 'no' }).done).rejects.toBeInstanceOf(RateLimitError);
  });

  it('forgets a discarded message and goes on', async () => {
    const { server, tb, handle, texts } = await opened();
    await online(tb);
    server.faults.unavailable = 1_000;
    const [one, two] = [handle.messages.send({ text: 'one' }), handle.messages.send({ text: 'two' })];
    one.discard();
    await expect(one.done).rejects.toMatchObject({ name: 'AbortError' });
    expect(one.status).toBe('discarded');
    await eventually(() => expect(server.faults.unavailable).toBeLessThan(1_000));
    server.faults.unavailable = 0;
    await two.done;
    expect(texts()).toEqual(['two']);
  });
});

describe('client ids', () => {
  it('sort in the order they were made, even when the clock steps back', async () => {
    const { uuidv7 } = await import('@teambrain/client');
    const clock = vi.spyOn(Date, 'now');
    const ids = [1_000, 1_000, 1_000, 900, 1_001, 1_000].map((offset) => {
      clock.mockReturnValue(1_900_000_000_000 + offset);
      return uuidv7();
    });
    const many = Array.from({ length: 10_000 }, () => uuidv7());
    const all = [...ids, ...many];
    expect([...all].sort()).toEqual(all);
    expect(new Set(all).size).toBe(all.length);
  });
});
