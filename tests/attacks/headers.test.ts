import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openPlace, type Place } from '../support/place.js';
import { sendRaw } from '../support/raw.js';
import { closePeers, openPeer } from '../support/socket.js';

const publicUrl = 'https://chat.example.com';
let place: Place;
afterEach(closePeers);
beforeAll(async () => {
  place = await openPlace({ server: { publicUrl, corsOrigins: ['https://app.example.com'] } });
});

const alive = async () => (await fetch(`http://127.0.0.1:${place.port}/healthz`)).status;

describe('an origin that only looks like an allowed one', () => {
  const tricks = [
    'null',
    'https://app.example.com.evil.com',
    'https://evil.com/https://app.example.com',
    'https://app.example.com@evil.com',
    'https://app.example.com\\@evil.com',
    'http://app.example.com',
    'https://app.example.com:8443',
    'https://APP.example.com',
    'https://app.example.com.',
    'https://app.example.com/',
    'https://app.example.com, https://evil.com',
    'https://xn--pp-fka.example.com',
    'https://evil.com',
    'https://chat.example.com.evil.com',
    'http://chat.example.com',
    '',
  ];

  it.each(tricks)('gets no permission for requests and opens no socket: %j', async (origin) => {
    for (const method of ['GET', 'OPTIONS'] as const) {
      const headers = { origin, 'access-control-request-method': 'GET' };
      const answer = await place.server.app.inject({ method, url: '/v1/auth/me', headers });
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
      expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
    }
    if (origin === '') return;
    const peer = openPeer(place.wsUrl, 'json', { origin });
    expect(await peer.refusal()).toBe(403);
    const refresh = await place.server.inject({
      method: 'POST',
      url: '/v1/auth/refresh',
      body: {},
      headers: { origin, 'x-teambrain-session': 'cookie', cookie: '__Host-tb_rt=abc' },
    });
    expect([refresh.status, refresh.body.code]).toEqual([403, 'origin_refused']);
  });

  it('is not made one’s own by a chosen Host header', async () => {
    const headers = { origin: 'http://evil.example', host: 'evil.example' };
    const peer = openPeer(place.wsUrl, 'json', headers);
    expect(await peer.refusal()).toBe(403);
    const refresh = await place.server.inject({
      method: 'POST',
      url: '/v1/auth/refresh',
      body: {},
      headers: { ...headers, 'x-teambrain-session': 'cookie', cookie: '__Host-tb_rt=abc' },
    });
    expect(refresh.status).toBe(403);
    const own = openPeer(place.wsUrl, 'json', { origin: publicUrl });
    await own.greeted();
    own.close();
  });
});

describe('a host that is not ours', () => {
  it.each(['/v1/meta', '/openapi.json', '/docs', '/v1/nothing', '/healthz?next=//evil.example'])(
    'is repeated in no answer and no redirect: %s',
    async (url) => {
      for (const host of ['evil.example', 'evil.example:80@x', '127.0.0.1.evil.example']) {
        const answer = await place.server.app.inject({
          url,
          headers: {
            host,
            'x-forwarded-host': 'evil.example',
            'x-forwarded-proto': 'https',
            'x-original-url': '//evil.example',
          },
        });
        expect(answer.headers.location).toBeUndefined();
        expect(answer.statusCode).toBeLessThan(500);
        expect(answer.body.replace(url, '')).not.toContain('evil.example');
      }
    },
  );
});

describe('what is not there', () => {
  it.each([
    '/.env',
    '/.git/config',
    '/docs/json',
    '/docs/static/index.html',
    '/docs/docs.js.map',
    '/index.js.map',
    '/package.json',
    '/v0/rooms',
    '/api/v0/rooms',
    '/v1/../package.json',
    '/docs/..%2f..%2fpackage.json',
    '/docs/%2e%2e/%2e%2e/etc/passwd',
    '/v1/admin',
    '/server-status',
    '/debug/pprof',
  ])('says so without a detail: %s', async (url) => {
    for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'] as const) {
      const answer = await place.server.app.inject({ method, url });
      expect([url, method, answer.statusCode]).toEqual([url, method, 404]);
      expect(answer.body).not.toMatch(/node_modules|\/work|at .*\.[jt]s:/);
    }
  });

  it.each([
    ['TRACE', '/v1/auth/me', [400, 404, 405, 501]],
    ['CONNECT', 'evil.example:443', [400, 404, 405]],
    ['PUT', '/v1/auth/me', [405]],
    ['DELETE', '/v1/auth/login', [405]],
    ['GET', '/v1/auth/login', [405]],
    ['PROPFIND', '/v1/workspaces', [400, 404, 405]],
    ['BREW', '/v1/workspaces', [400, 404, 405]],
  ])('is no method either: %s %s', async (method, url, statuses) => {
    const { statuses: given, text } = await sendRaw(
      place.port,
      `${method} ${url} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Canary: traced\r\n\r\n`,
      { quietMs: 1_000 },
    );
    for (const status of given) expect(statuses).toContain(status);
    expect(text).not.toContain('traced');
    expect(await alive()).toBe(200);
  });

  it.each(['x-http-method-override', 'x-method-override', 'x-http-method'])('nor by %s', async (name) => {
    const { status } = await place.olga.inject({
      method: 'POST',
      url: `/v1/rooms/${place.roomId}`,
      headers: { [name]: 'DELETE' },
    });
    expect(status).toBe(405);
    expect((await place.olga.inject({ url: `/v1/rooms/${place.roomId}` })).status).toBe(200);
  });
});

describe('a frame around a page', () => {
  it.each(['/docs', '/v1/meta', '/v1/nothing', '/openapi.json'])('is forbidden: %s', async (url) => {
    const { headers } = await place.server.app.inject({ url });
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['strict-transport-security']).toMatch(/^max-age=\d{8}/);
    expect(headers['x-powered-by'] ?? headers.server).toBeUndefined();
  });
});

describe('requests that are made to hurt', () => {
  const host = 'Host: x\r\n';
  const get = 'GET /healthz HTTP/1.1\r\n';
  const lines = (count: number, length = 1) =>
    Array.from({ length: count }, (_, index) => `X-${index}: ${'a'.repeat(length)}\r\n`).join('');
  const login = JSON.stringify({ login: 'olga', password: 'wrong one 12' });

  it.each<[string, () => string, number[]]>([
    ['2,000 headers', () => `${get}${host}${lines(2000, 20)}\r\n`, [431]],
    ['a header of a megabyte', () => `${get}${host}${lines(1, 1_000_000)}\r\n`, [431]],
    ['a cookie of 20 KB', () => `${get}${host}Cookie: a=${'b'.repeat(20_000)}\r\n\r\n`, [431]],
    ['an address of 20 KB', () => `GET /${'a'.repeat(20_000)} HTTP/1.1\r\n${host}\r\n`, [431, 414, 400]],
    [
      'two lengths',
      () => `POST /v1/auth/login HTTP/1.1\r\n${host}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello`,
      [400],
    ],
    [
      'a length and chunks',
      () =>
        `POST /v1/auth/login HTTP/1.1\r\n${host}Content-Type: application/json\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\n${host}\r\n`,
      [400],
    ],
    [
      'a wrong encoding',
      () => `POST /v1/auth/login HTTP/1.1\r\n${host}Transfer-Encoding: xchunked\r\n\r\n`,
      [400, 501],
    ],
    ['bare line feeds', () => `GET /healthz HTTP/1.1\nHost: x\n\n`, [400]],
    ['a folded header', () => `${get}${host}X-A: b\r\n c\r\n\r\n`, [400, 200]],
    ['a space before the colon', () => `${get}${host}X-A : b\r\n\r\n`, [400]],
    ['no host', () => `${get}\r\n`, [400]],
    ['two hosts', () => `${get}Host: a\r\nHost: b\r\n\r\n`, [400, 200]],
    ['HTTP/0.9', () => 'GET /healthz\r\n\r\n', [400]],
    ['HTTP/9.9', () => 'GET /healthz HTTP/9.9\r\nHost: x\r\n\r\n', [400, 505]],
    ['a NUL in the address', () => `GET /v1/\0 HTTP/1.1\r\n${host}\r\n`, [400]],
    ['a header called __proto__', () => `${get}${host}__proto__: x\r\nconstructor: y\r\n\r\n`, [200]],
    [
      'a chunk that is too long',
      () =>
        `POST /v1/auth/login HTTP/1.1\r\n${host}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n`,
      [400, 413],
    ],
    [
      'a chunk that lies',
      () =>
        `POST /v1/auth/login HTTP/1.1\r\n${host}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`,
      [400],
    ],
    [
      'a body that is longer than it says',
      () =>
        `POST /v1/auth/login HTTP/1.1\r\n${host}Content-Type: application/json\r\nContent-Length: 10\r\n\r\n${login}`,
      [400],
    ],
  ])('are refused and leave the server alive: %s', async (_what, bytes, statuses) => {
    const { statuses: given } = await sendRaw(place.port, bytes(), { quietMs: 2_000 });
    expect(given.length).toBeGreaterThan(0);
    expect(given.filter((status) => !statuses.includes(status) && status !== 400)).toEqual([]);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
    expect(await alive()).toBe(200);
  });

  it('do not turn one body into a second request', async () => {
    const smuggled = `GET /v1/auth/me HTTP/1.1\r\n${host}X: smuggled\r\n\r\n`;
    const { statuses } = await sendRaw(
      place.port,
      `GET /healthz HTTP/1.1\r\n${host}Content-Length: ${smuggled.length}\r\n\r\n${smuggled}`,
      { answers: 2, quietMs: 800 },
    );
    expect(statuses.filter((status) => status === 401)).toEqual([]);
  });

  it('in a pipeline of thousands are bounded by the connection', async () => {
    const pipeline = `${get}${host}\r\n`.repeat(3_000);
    const { statuses } = await sendRaw(place.port, pipeline, { answers: 3_000, quietMs: 8_000 });
    expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(1_000);
    expect(statuses.filter((status) => ![200, 503, 429].includes(status))).toEqual([]);
    expect(await alive()).toBe(200);
  });
});

describe('tokens in an address', () => {
  it.each(['token=x', 'access_token=x', 'TOKEN=x', 't%6fken=x', 'a=b&accessToken=x'])(
    'are refused: ?%s',
    async (query) => {
      for (const url of ['/v1/meta', '/v1/ws', '/healthz', '/v1/nothing']) {
        const { statusCode } = await place.server.app.inject({ url: `${url}?${query}` });
        expect([url, statusCode]).toEqual([url, 400]);
      }
    },
  );
});
