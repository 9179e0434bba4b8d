import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fastify } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DemoApp } from '../../src/demo/app.js';
import { site } from '../../src/site.js';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'teambrain-site-'));
  for (const file of ['index.html', 'playground.html']) await writeFile(join(root, file), '<!doctype html>');
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function serve(demo?: DemoApp) {
  const app = fastify();
  await site(undefined, { root, demo: () => demo })(app);
  return app;
}

const demo: DemoApp = { key: 'pk_demo', sign: async (visitor) => `signed ${JSON.stringify(visitor)}` };
const ask = '/playground/token?user=v1&name=Robin';

describe('the playground of a server with sample data', () => {
  it('names its app, and signs for pages of its own alone', async () => {
    const app = await serve(demo);
    expect((await app.inject('/playground/demo')).json()).toEqual({ app: 'pk_demo' });
    const post = (url: string, from?: string) =>
      app.inject({ method: 'POST', url, headers: from === undefined ? {} : { 'sec-fetch-site': from } });
    const signed = await post(ask, 'same-origin');
    expect(signed.body).toBe('signed {"user":"v1","name":"Robin","role":"member"}');
    expect(signed.headers['cache-control']).toBe('no-store');
    for (const from of ['cross-site', 'same-site', 'none'])
      expect((await post(ask, from)).statusCode).toBe(403);
    for (const wrong of [
      '/playground/token',
      `${ask}&role=owner`,
      `/playground/token?user=${'x'.repeat(65)}&name=a`,
    ])
      expect((await post(wrong, 'same-origin')).statusCode).toBe(400);
  });

  it('signs for nobody where there is no sample data', async () => {
    const app = await serve();
    expect((await app.inject('/playground/demo')).statusCode).toBe(204);
    expect((await app.inject({ method: 'POST', url: ask })).statusCode).toBe(404);
  });
});

it('keeps what a client calls itself out of the content policy', async () => {
  const app = await serve();
  const policyFor = async (host: string) =>
    (await app.inject({ url: '/', headers: { host } })).headers['content-security-policy'];
  expect(await policyFor('chat.example:8443')).toContain('wss://chat.example:8443');
  expect(await policyFor("x; script-src 'unsafe-inline'")).toContain('wss://localhost;');
});

it('answers people who mistyped an address with the app, and programs with what they asked', async () => {
  const app = await serve();
  const get = (url: string, accept: string) => app.inject({ url, headers: { accept } });
  const page = await get('/nowhere/at/all', 'text/html,*/*;q=0.8');
  expect([page.statusCode, page.body]).toEqual([404, '<!doctype html>']);
  expect(page.headers['content-security-policy']).toContain("script-src 'self'");
  expect(page.headers['cache-control']).toBe('no-cache');
  for (const [url, accept] of [
    ['/nowhere/at/all', 'application/json'],
    ['/chunks/gone-12345678.js', 'text/html'],
    ['/v1/nowhere', 'text/html'],
  ] as const) {
    const answer = await get(url, accept);
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([
      404,
      expect.stringContaining('json'),
    ]);
  }
});
