import { describe, expect, it, vi } from 'vitest';
import {
  AbortError,
  ApiError,
  AuthError,
  ConflictError,
  NetworkError,
  NotFoundError,
  RateLimitError,
  TeamBrainError,
  TimeoutError,
  ValidationError,
} from '../src/index.js';
import { msgpack } from '../src/msgpack.js';
import { createMockServer } from '../src/testing.js';
import { connect, place, withoutJitter } from './support.js';

/** A server that gives these answers one after the other. */
function answering(...answers: [status: number, body?: object, headers?: Record<string, string>][]) {
  const fetch = vi.fn(async () => {
    const [status, body, headers] = answers[Math.min(fetch.mock.calls.length, answers.length) - 1]!;
    return new Response(body ? JSON.stringify(body) : null, {
      status,
      headers: { 'content-type': 'application/problem+json', ...headers },
    });
  });
  return { fetch, tb: connect({ url: 'http://x.test', fetch, getToken: () => 't' }) };
}

describe('errors', () => {
  it.each([
    [400, ValidationError, 'validation_failed'],
    [403, ApiError, 'forbidden'],
    [404, NotFoundError, 'not_found'],
    [409, ConflictError, 'version_conflict'],
    [422, ValidationError, 'room_password_wrong'],
  ])('makes a %i one of its own class, with code and request id', async (status, Kind, code) => {
    const { tb } = answering([status, { status, code, detail: 'No.', requestId: 'r1' }]);
    const error = await tb.workspaces.get('x').catch((caught) => caught);
    expect(error).toBeInstanceOf(Kind);
    expect(error).toBeInstanceOf(TeamBrainError);
    expect(error).toMatchObject({ status, code, requestId: 'r1' });
    expect(error.message).toMatch(/^No\. .+\. \[.+, request r1\]$/);
  });

  it('names the fields of a refused body', async () => {
    const errors = [{ path: '/name', message: 'must not be empty' }];
    const { tb } = answering([400, { code: 'validation_failed', detail: 'Invalid.', errors }]);
    const error = await tb.workspaces.create({ name: '' }).catch((caught) => caught);
    expect(error.errors).toEqual(errors);
    expect(error.message).toContain('/name must not be empty');
  });

  it('keeps the present state of a clash', async () => {
    const { tb } = answering([
      409,
      { code: 'version_conflict', detail: 'Changed.', current: { version: 4 } },
    ]);
    const error = await tb.workspaces.update('x', { name: 'y', baseVersion: 3 }).catch((caught) => caught);
    expect(error.details.current).toEqual({ version: 4 });
  });

  it('survives an answer that is no problem document', async () => {
    const fetch = async () =>
      new Response('<html>Bad gateway</html>', { status: 502, headers: { 'content-type': 'text/html' } });
    const tb = connect({ url: 'http://x.test', fetch, getToken: () => 't', retries: 0 });
    await expect(tb.workspaces.get('x')).rejects.toMatchObject({
      name: 'ApiError',
      status: 502,
      code: 'http_502',
    });
  });

  it('tells network, time-out and abort apart', async () => {
    const fetch = vi.fn(
      (_url: unknown, init?: RequestInit) =>
        new Promise<Response>((_, reject) => {
          const abort = () => reject(new DOMException('aborted', 'AbortError'));
          if (init?.signal?.aborted) abort();
          init?.signal?.addEventListener('abort', abort);
        }),
    );
    const slow = connect({
      url: 'http://x.test',
      fetch: fetch as never,
      getToken: () => 't',
      timeoutMs: 20,
      retries: 0,
    });
    await expect(slow.workspaces.get('x')).rejects.toBeInstanceOf(TimeoutError);
    const stop = new AbortController();
    const request = slow.request('GET', '/x', { signal: stop.signal });
    stop.abort();
    await expect(request).rejects.toBeInstanceOf(AbortError);
    const dead = connect({
      url: 'http://x.test',
      fetch: () => Promise.reject(new TypeError('failed')),
      getToken: () => 't',
      retries: 0,
    });
    await expect(dead.workspaces.get('x')).rejects.toBeInstanceOf(NetworkError);
  });
});

describe('retries', () => {
  it('repeats reads twice, then gives the error', async () => {
    withoutJitter();
    const { tb, fetch } = answering([503, { code: 'unavailable' }]);
    await expect(tb.workspaces.get('x')).rejects.toMatchObject({ code: 'unavailable' });
    expect(fetch).toHaveBeenCalledTimes(3);
    vi.restoreAllMocks();
  });

  it('repeats a write with a client id, and no other', async () => {
    withoutJitter();
    const one = answering([503, { code: 'unavailable' }], [201, { id: 'm' }]);
    await one.tb.request('POST', '/rooms/x/messages', { body: { text: 'a', clientId: 'c' } });
    expect(one.fetch).toHaveBeenCalledTimes(2);
    const two = answering([503, { code: 'unavailable' }], [201, { id: 'm' }]);
    await expect(two.tb.workspaces.create({ name: 'x' })).rejects.toMatchObject({ status: 503 });
    expect(two.fetch).toHaveBeenCalledTimes(1);
    vi.restoreAllMocks();
  });

  it('honours Retry-After, and leaves a long wait to the caller', async () => {
    vi.useFakeTimers();
    const limited = { code: 'rate_limited', detail: 'Slow down.' };
    const short = answering([429, limited, { 'retry-after': '2' }], [200, { id: 'w' }]);
    const answer = short.tb.workspaces.get('x');
    await vi.advanceTimersByTimeAsync(1_900);
    expect(short.fetch).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(200);
    expect(await answer).toEqual({ id: 'w' });
    vi.useRealTimers();
    const long = answering([429, limited, { 'retry-after': '60' }]);
    const error = await long.tb.workspaces.get('x').catch((caught) => caught);
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error.retryAfter).toBe(60);
    expect(error.message).toContain('Wait 60 s');
  });

  it('asks for a new token once when the present one is refused', async () => {
    const server = createMockServer();
    place(server);
    const getToken = vi.fn(server.as('ada').getToken!);
    const tb = connect({ ...server.as('ada'), getToken });
    server.faults.unauthorized = 1;
    expect((await tb.workspaces.list()).items).toHaveLength(1);
    expect(getToken).toHaveBeenCalledTimes(2);
    server.faults.unauthorized = 2;
    await expect(tb.workspaces.get('acme')).rejects.toBeInstanceOf(AuthError);
  });
});

describe('lists', () => {
  async function withWorkspaces(count: number) {
    const server = createMockServer();
    for (let index = 0; index < count; index++) server.workspace(`W${index}`);
    return { server, tb: connect(server.as('ada')) };
  }

  it('are a page when awaited, and all items when iterated', async () => {
    const { server, tb } = await withWorkspaces(5);
    const list = tb.workspaces.list({ limit: 2 });
    expect(server.requests).toEqual([]);
    const page = await list;
    expect(page.items.map(({ slug }) => slug)).toEqual(['w0', 'w1']);
    const slugs: string[] = [];
    for await (const { slug } of list) slugs.push(slug);
    expect(slugs).toEqual(['w0', 'w1', 'w2', 'w3', 'w4']);
    expect(server.requests).toHaveLength(3);
  });

  it('fetch no page after the loop was left', async () => {
    const { server, tb } = await withWorkspaces(6);
    for await (const { slug } of tb.workspaces.list({ limit: 2 })) if (slug === 'w2') break;
    expect(server.requests).toHaveLength(2);
  });

  it('give pages and bounded arrays', async () => {
    const { tb } = await withWorkspaces(5);
    const sizes: number[] = [];
    for await (const page of tb.workspaces.list({ limit: 2 }).pages()) sizes.push(page.items.length);
    expect(sizes).toEqual([2, 2, 1]);
    expect(await tb.workspaces.list({ limit: 2 }).toArray({ max: 3 })).toHaveLength(3);
  });
});

describe('formats', () => {
  it('speak MessagePack in both directions, with errors too', async () => {
    const server = createMockServer();
    const { workspace, room } = place(server);
    const fetch = vi.fn(server.fetch);
    const tb = connect({ ...server.as('ada'), fetch, codec: msgpack });
    const made = await tb.rooms.create(workspace.slug, { name: 'Émile 👋', topic: undefined });
    expect(made.name).toBe('Émile 👋');
    expect(fetch.mock.calls[0]![1]).toMatchObject({
      body: expect.any(Uint8Array),
      headers: { 'content-type': 'application/msgpack' },
    });
    expect((await tb.rooms.get(room.id)).name).toBe('Design');
    await expect(tb.rooms.get('none')).rejects.toMatchObject({ code: 'not_found', requestId: 'mock-3' });
  });

  it('encode what is put into paths', async () => {
    const server = createMockServer();
    const { room } = place(server);
    const ada = server.user('ada').id;
    const { message } = server.model.send(room.id, ada, { text: 'hi' });
    const tb = connect(server.as('ada'));
    const reacted = await tb.messaging.react(message.id, '👍🏽');
    expect(reacted.reactions).toEqual([{ emoji: '👍🏽', count: 1, userIds: [ada] }]);
    await tb.messaging.unreact(message.id, '👍🏽');
    expect((await tb.messaging.get(message.id)).reactions).toEqual([]);
  });
});
