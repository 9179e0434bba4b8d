import { buildTestInstances, buildTestServer, type TestServer } from '@teambrain/core/testing';
import { describe, expect, it, vi } from 'vitest';
import { notes } from '../support/notes.js';

// Each test opens servers of its own, and the embedded engine takes seconds to open on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const limits = { factor: 1, default: 5, refused: 3, auth: 4 };

function statuses(
  server: TestServer,
  count: number,
  request: Parameters<TestServer['inject']>[0],
): Promise<number[]> {
  return Array.from({ length: count }, () => request).reduce<Promise<number[]>>(
    async (sofar, each) => [...(await sofar), (await server.inject(each)).status],
    Promise.resolve([]),
  );
}

describe('limits of requests', () => {
  it('count actor and operation, share GET with HEAD, and tell so in headers', async () => {
    const server = await buildTestServer({ plugins: [notes], config: { limits } });
    const ada = await server.register('ada');
    const bob = await server.register('bob');
    const first = await ada.inject({ url: '/v1/notes' });
    expect(first.headers).toMatchObject({
      'ratelimit-limit': '5',
      'ratelimit-remaining': '4',
      'ratelimit-reset': expect.stringMatching(/^\d+$/),
    });
    expect((await ada.inject({ method: 'HEAD', url: '/v1/notes' })).status).toBe(200);
    expect((await ada.inject({ url: '/v1/notes', format: 'msgpack' })).status).toBe(200);
    expect((await ada.inject({ url: '/v1/notes?noise=1' })).status).toBe(200);
    expect(
      (await ada.inject({ url: '/v1/notes', headers: { 'x-forwarded-for': '203.0.113.9' } })).status,
    ).toBe(200);
    const refused = await ada.inject({ url: '/v1/notes' });
    expect(refused.status).toBe(429);
    expect(refused.body).toMatchObject({ code: 'rate_limited', retryAfter: expect.any(Number) });
    expect(refused.headers['retry-after']).toBe(String(refused.body.retryAfter));
    expect((await ada.inject({ method: 'POST', url: '/v1/notes', body: { text: 'x' } })).status).toBe(201);
    expect((await bob.inject({ url: '/v1/notes' })).status).toBe(200);
  });

  it('count strangers by address, whatever they claim to be', async () => {
    const server = await buildTestServer({ plugins: [notes], config: { limits } });
    const ada = await server.register('ada');
    const payload = Buffer.from(JSON.stringify({ sub: ada.user.id, exp: 4_000_000_000 })).toString(
      'base64url',
    );
    const forged = `eyJhbGciOiJub25lIn0.${payload}.`;
    const answers = await statuses(server, 5, { url: '/v1/notes', token: forged });
    expect(answers).toEqual([401, 401, 401, 429, 429]);
    expect((await ada.inject({ url: '/v1/notes' })).headers['ratelimit-remaining']).toBe('4');

    const spread = [];
    for (let index = 0; index < 7; index++)
      spread.push(
        (
          await server.inject({
            url: '/v1/echo/x',
            headers: {
              'x-forwarded-for': `203.0.113.${index}`,
              forwarded: `for=203.0.113.${index}`,
              'x-real-ip': `203.0.113.${index}`,
            },
          })
        ).status,
      );
    expect(spread).toEqual([200, 200, 200, 200, 200, 429, 429]);
  });

  it('count unknown paths and sign-ins', async () => {
    const server = await buildTestServer({ plugins: [notes], config: { limits } });
    const unknown = [];
    for (let index = 0; index < 5; index++)
      unknown.push((await server.inject({ url: `/v1/nothing-${index}` })).status);
    expect(unknown).toEqual([404, 404, 404, 429, 429]);
    const signIns = await statuses(server, 6, {
      method: 'POST',
      url: '/v1/auth/login',
      body: { login: 'nobody', password: 'wrong password 7' },
    });
    expect(signIns.slice(4)).toEqual([429, 429]);
  });

  it.runIf(process.env.TEST_DATABASE_URL && process.env.TEST_REDIS_URL)(
    'hold over two instances',
    async () => {
      const [one, two] = (await buildTestInstances(2, { plugins: [notes], config: { limits } })) as [
        TestServer,
        TestServer,
      ];
      const ada = await one.register('ada');
      const answers = [];
      for (let round = 0; round < 8; round++)
        answers.push((await [one, two][round % 2]!.inject({ url: '/v1/notes', token: ada.token })).status);
      expect(answers.filter((status) => status === 200)).toHaveLength(5);
    },
  );
});
