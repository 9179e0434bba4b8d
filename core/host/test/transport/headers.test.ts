import { buildTestServer, type TestServer } from '@teambrain/core/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { notes } from '../support/notes.js';

let server: TestServer;
const friend = 'https://app.example';

beforeAll(async () => {
  server = await buildTestServer({
    plugins: [notes],
    config: { server: { corsOrigins: [friend], publicUrl: 'https://chat.example' } },
  });
  return () => server.close();
});

describe('headers of every answer', () => {
  it.each(['/healthz', '/v1/meta', '/v1/nothing', '/v1/notes', '/%E0%A4%A'])('protect %s', async (url) => {
    const { headers } = await server.inject({ url });
    expect(headers).toMatchObject({
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'strict-transport-security': expect.stringContaining('max-age'),
    });
    expect(headers['x-powered-by']).toBeUndefined();
  });

  it('never let an error be cached', async () => {
    for (const url of ['/v1/nothing', '/v1/notes', '/v1/fail?how=throw'])
      expect((await server.inject({ url })).headers['cache-control']).toBe('no-store');
  });
});

describe('other origins', () => {
  const ask = (origin: string) => server.inject({ url: '/v1/meta', headers: { origin } });

  it('are let in when they are on the list', async () => {
    expect((await ask(friend)).headers['access-control-allow-origin']).toBe(friend);
  });

  it.each([
    'null',
    'http://app.example',
    'https://app.example:8443',
    'https://app.example.evil.com',
    'https://APP.example',
    'https://app.example.',
    'https://app.example\\@evil.com',
    'https://evil.com/https://app.example',
    'https://sub.app.example',
  ])('are not let in as %s', async (origin) => {
    const { headers } = await ask(origin);
    expect(headers['access-control-allow-origin']).toBeUndefined();
    expect(headers['access-control-allow-credentials']).toBeUndefined();
  });

  it('get their preflight answered exactly', async () => {
    const preflight = (origin: string) =>
      server.inject({
        method: 'OPTIONS',
        url: '/v1/notes',
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization',
        },
      });
    const allowed = await preflight(friend);
    expect(allowed.status).toBe(204);
    expect(allowed.headers['access-control-allow-origin']).toBe(friend);
    expect(allowed.headers['access-control-allow-headers']).toContain('Authorization');
    const refused = await preflight('https://evil.example');
    expect(refused.headers['access-control-allow-origin']).toBeUndefined();
    expect(refused.headers['access-control-allow-methods']).toBeUndefined();
  });
});

describe('tokens in the address', () => {
  it.each([
    '?token=canary-9f2',
    '?x=1&access_token=canary-9f2',
    '?%74oken=canary-9f2',
    '?accessToken=canary-9f2',
  ])('are refused in %s and appear in no log', async (query) => {
    const answer = await server.inject({ url: `/v1/meta${query}` });
    expect(answer.status).toBe(400);
    expect(answer.raw.body).not.toContain('canary-9f2');
    expect(JSON.stringify(server.logged)).not.toContain('canary-9f2');
  });
});
