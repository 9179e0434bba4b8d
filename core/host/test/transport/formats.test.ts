import { buildTestServer, type TestServer, type TestUser } from '@teambrain/core/testing';
import { pack, unpack } from 'msgpackr';
import { beforeAll, describe, expect, it } from 'vitest';
import { notes } from '../support/notes.js';

let server: TestServer;
let ada: TestUser;

beforeAll(async () => {
  server = await buildTestServer({ plugins: [notes] });
  ada = await server.register('ada');
  return () => server.close();
});

describe.each(['json', 'msgpack'] as const)('a route spoken to in %s', (format) => {
  const create = (body: unknown) => ada.inject({ method: 'POST', url: '/v1/notes', body, format });

  it('answers in the format that was asked for, projected by its response schema', async () => {
    const answer = await create({ text: 'hello', place: { name: 'Oslo' }, tags: ['a'] });
    expect(answer.status).toBe(201);
    expect(answer.headers['content-type']).toContain(format);
    expect(answer.body).toEqual({
      text: 'hello',
      stars: 3,
      author: ada.user.id,
      createdAt: '2026-01-02T03:04:05.678Z',
      place: { name: 'Oslo' },
      tags: ['a'],
    });
  });

  it('refuses unknown keys at any depth instead of dropping them', async () => {
    const outer = await create({ text: 'x', isAdmin: true });
    expect(outer.status).toBe(400);
    expect(outer.body).toMatchObject({ code: 'validation_failed', errors: [{ path: '/isAdmin' }] });
    const inner = await create({ text: 'x', place: { name: 'Oslo', isAdmin: true } });
    expect(inner.body.errors).toEqual([{ path: '/place/isAdmin', message: expect.any(String) }]);
  });

  it('does not turn numbers into texts or texts into numbers', async () => {
    expect((await create({ text: 5 })).status).toBe(400);
    expect((await create({ text: 'x', stars: '5' })).status).toBe(400);
    expect((await create({ text: 'x', stars: 1.5 })).status).toBe(400);
  });

  it('reports every wrong field at once', async () => {
    const answer = await create({ stars: 9, owner: 'nobody' });
    expect(answer.body.errors.map(({ path }: { path: string }) => path).sort()).toEqual([
      '/owner',
      '/stars',
      '/text',
    ]);
  });

  it.each([
    'urn:uuid:018f2f4e-3c8e-7b1a-9c6e-0123456789ab',
    '018f2f4e3c8e7b1a9c6e0123456789ab',
    '{018f2f4e-3c8e-7b1a-9c6e-0123456789ab}',
  ])('takes %s for no uuid', async (owner) => {
    expect((await create({ text: 'x', owner })).status).toBe(400);
  });

  it.each([
    '2026-01-02 03:04:05Z',
    '2026-01-02T03:04:60Z',
    '2026-02-30T00:00:00Z',
    '2026-01-02T24:00:00Z',
    '2026-01-02T03:04:05',
    '2026-1-2T03:04:05Z',
  ])('takes %s for no time', async (at) => {
    expect((await create({ text: 'x', at })).status).toBe(400);
  });

  it('takes a time with an offset', async () => {
    expect((await create({ text: 'x', at: '2026-01-02T03:04:05.1+05:30' })).status).toBe(201);
  });

  it('coerces queries, fills in their defaults and refuses unknown keys there too', async () => {
    const get = (query: string) => server.inject({ url: `/v1/echo/hi${query}`, format });
    expect((await get('')).body).toEqual({ word: 'hi', limit: 50, deep: false, kinds: [] });
    expect((await get('?limit=7&deep=true&kinds=a')).body).toEqual({
      word: 'hi',
      limit: 7,
      deep: true,
      kinds: ['a'],
    });
    expect((await get('?limit=7&limit=8')).status).toBe(400);
    expect((await get('?limit=101')).status).toBe(400);
    expect((await get('?limit=1e9999')).status).toBe(400);
    expect((await get('?room[ne]=1')).status).toBe(400);
    expect((await get('?__proto__[a]=1')).status).toBe(400);
    expect(({} as { a?: unknown }).a).toBeUndefined();
  });

  it('gives errors with their code, present state and request id in the format too', async () => {
    const answer = await create({ text: 'full' });
    expect(answer.status).toBe(409);
    expect(answer.headers['content-type']).toContain(
      format === 'json' ? 'application/problem+json' : 'application/msgpack',
    );
    expect(answer.body).toEqual({
      type: 'urn:teambrain:error:notes_full',
      title: 'No more notes fit.',
      status: 409,
      code: 'notes_full',
      detail: 'No more notes fit.',
      requestId: expect.stringMatching(/^[\w-]+$/),
      current: { shelf: 7 },
    });
  });

  it.each([
    ['GET', '/v1/nothing', 404, 'not_found'],
    ['GET', '/%E0%A4%A', 400, 'bad_request'],
    ['PUT', '/v1/notes', 405, 'method_not_allowed'],
    ['GET', '/v1/notes', 401, 'unauthenticated'],
  ] as const)('answers %s %s with %i %s', async (method, url, status, code) => {
    const answer = await server.inject({ method, url, format });
    expect(answer.status).toBe(status);
    expect(answer.body.code).toBe(code);
    if (status === 405) expect(answer.headers.allow).toBe('GET, HEAD, POST');
  });

  it('tells nothing about a fault but that it happened', async () => {
    for (const how of ['throw', 'sql']) {
      const answer = await server.inject({ url: `/v1/fail?how=${how}`, format });
      expect(answer.status).toBe(500);
      expect(answer.raw.rawPayload.toString()).not.toMatch(/canary|secret|srv|SELECT|stack/i);
      expect(answer.body.code).toBe('internal');
    }
  });

  it('refuses bodies that are too deep, too many values, or hold what PostgreSQL cannot store', async () => {
    let deep: unknown = 1;
    for (let level = 0; level < 20; level++) deep = [deep];
    expect((await create({ text: 'x', extra: deep })).body.code).toBe('bad_request');
    expect((await create({ text: 'x', extra: Array.from({ length: 6000 }, () => 1) })).body.code).toBe(
      'bad_request',
    );
    expect((await create({ text: 'a\0b' })).body.code).toBe('bad_request');
  });

  it('revalidates by a weak ETag and answers HEAD like GET', async () => {
    const first = await server.inject({ url: '/v1/echo/tag', format });
    const etag = first.headers.etag as string;
    expect(etag).toMatch(/^W\/"[\w-]+"$/);
    expect(first.headers['cache-control']).toBe('private, no-cache');
    expect(first.headers.vary).toContain('Accept');
    const again = await server.inject({
      url: '/v1/echo/tag',
      format,
      headers: { 'if-none-match': `"other", ${etag}` },
    });
    expect(again.status).toBe(304);
    expect(again.raw.rawPayload).toHaveLength(0);
    const head = await server.inject({ method: 'HEAD', url: '/v1/echo/tag', format });
    expect(head.status).toBe(200);
    expect(head.headers.etag).toBe(etag);
    expect(head.raw.rawPayload).toHaveLength(0);
  });

  it('sends nothing with 204', async () => {
    const answer = await ada.inject({ method: 'DELETE', url: '/v1/notes/1', format });
    expect(answer.status).toBe(204);
    expect(answer.raw.rawPayload).toHaveLength(0);
  });

  it('refuses a body where none is taken', async () => {
    const answer = await ada.inject({ method: 'DELETE', url: '/v1/notes/1', body: { admin: true }, format });
    expect(answer.body.code).toBe('validation_failed');
  });
});

describe('negotiation', () => {
  it('gives an ETag of its own to each format', async () => {
    const json = await server.inject({ url: '/v1/echo/tag' });
    const msgpack = await server.inject({ url: '/v1/echo/tag', format: 'msgpack' });
    expect(json.headers.etag).not.toBe(msgpack.headers.etag);
  });

  it.each([
    ['application/x-msgpack', 'msgpack'],
    ['application/vnd.msgpack', 'msgpack'],
    ['application/json;q=0.5, application/msgpack', 'msgpack'],
    ['application/msgpack;q=0.5, */*', 'json'],
    ['text/html, */*;q=0.1', 'json'],
    ['application/*', 'json'],
  ])('answers Accept: %s in %s', async (accept, format) => {
    const answer = await server.inject({ url: '/v1/echo/x', headers: { accept } });
    expect(answer.headers['content-type']).toContain(format);
  });

  it.each(['text/html', 'application/msgpack;q=0', 'image/*'])(
    'answers Accept: %s with 406',
    async (accept) => {
      const answer = await server.inject({ url: '/v1/echo/x', headers: { accept } });
      expect(answer.status).toBe(406);
      expect(answer.body.code).toBe('not_acceptable');
    },
  );

  it('reads a body by its own type, whatever the answer’s', async () => {
    const answer = await server.app.inject({
      method: 'POST',
      url: '/v1/notes',
      headers: {
        authorization: `Bearer ${ada.token}`,
        'content-type': 'application/json',
        accept: 'application/msgpack',
      },
      payload: JSON.stringify({ text: 'mixed' }),
    });
    expect(answer.statusCode).toBe(201);
    expect(unpack(answer.rawPayload)).toMatchObject({ text: 'mixed' });
  });

  it.each([
    ['text/plain', '{"text":"x"}', 415],
    ['application/x-www-form-urlencoded', 'text=x', 415],
    ['application/json; charset=utf-16', '{"text":"x"}', 415],
    ['application/json; charset=utf-7', '{"text":"x"}', 415],
    ['application/jsonp', '{"text":"x"}', 415],
    ['application/json', pack({ text: 'x' }), 400],
    ['application/msgpack', '{"text":"x"}', 400],
    ['application/json', '', 400],
    ['application/json', '{"text":', 400],
    ['application/json', '{"text":"x","__proto__":{"admin":true}}', 400],
    ['application/json', '{"text":"x","constructor":{"prototype":{"admin":true}}}', 400],
    ['application/json', `${'['.repeat(100_000)}`, 400],
  ])('answers a body of type %s that does not fit with %s', async (type, payload, status) => {
    const answer = await server.app.inject({
      method: 'POST',
      url: '/v1/notes',
      headers: { authorization: `Bearer ${ada.token}`, 'content-type': type as string },
      payload: payload as string,
    });
    expect(answer.statusCode).toBe(status);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  it.each(['json', 'msgpack'] as const)('answers a %s body above the limit with 413', async (format) => {
    const answer = await ada.inject({
      method: 'POST',
      url: '/v1/notes',
      body: { text: 'x'.repeat(300_000) },
      format,
    });
    expect(answer.status).toBe(413);
    expect(answer.body.code).toBe('payload_too_large');
  });
});
