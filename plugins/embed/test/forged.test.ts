import { createHmac, randomUUID } from 'node:crypto';
import type { WireFormat } from '@teambrain/protocol';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Route, routesOf } from '../../../tests/rights/inventory.js';
import { sample } from '../../../tests/rights/sample.js';
import { openPeer } from '../../../tests/support/socket.js';
import type { CreatedEmbedApp } from '../shared/types.js';
import { buildWorld, claimsFor, exchange, furnish, origin, sign, tokenFor, type World } from './world.js';

const formats = ['json', 'msgpack'] as const satisfies WireFormat[];
const nowhere = '0190a000-0000-7000-8000-000000000000';

let world: World;
let wsUrl: string;
let app: CreatedEmbedApp;
/** Of another workspace. */
let elsewhere: CreatedEmbedApp;
let sibling: CreatedEmbedApp;
let used: string;
beforeAll(async () => {
  world = await buildWorld();
  ({ wsUrl } = await world.server.listen());
  app = await world.app({ singleUse: true });
  sibling = await world.app({ name: 'Sibling', singleUse: true });
  const tom = await world.server.register('tom');
  const workspace = await tom.inject({ method: 'POST', url: '/v1/workspaces', body: { name: 'Other' } });
  const made = await tom.inject({
    method: 'POST',
    url: `/v1/workspaces/${workspace.body.id}/apps`,
    body: { name: 'Other', origins: [origin], singleUse: true },
  });
  elsewhere = made.body;
  used = tokenFor(app);
  expect((await exchange(world.server, { appKey: app.key, token: used })).status).toBe(200);
});

const now = () => Math.floor(Date.now() / 1000);
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const signed = (more: object, header?: object) =>
  sign(claimsFor(app, more), { secret: app.secret.secret, ...(header ? { header } : {}) });

/** Twelve ways to claim to be somebody. Each is made anew, so that only one thing is wrong with it. */
const forgeries: Record<string, () => string> = {
  none: () => '',
  unsigned: () => `${signed({}).split('.').slice(0, 2).join('.')}.`,
  'alg none': () => {
    const [, claims] = signed({}).split('.');
    return `${encode({ alg: 'none', typ: 'JWT', kid: app.secret.id })}.${claims}.`;
  },
  'a wrong key': () => sign(claimsFor(app), { secret: `${app.secret.id}.${'x'.repeat(43)}` }),
  'a wrong audience': () => signed({ aud: 'somebody-else' }),
  'another app': () => tokenFor(sibling),
  'another tenant': () => tokenFor(elsewhere),
  expired: () => signed({ iat: now() - 200, exp: now() - 60 }),
  'a life beyond five minutes': () => signed({ exp: now() + 3_600 }),
  'used before': () => used,
  'not valid yet': () => signed({ nbf: now() + 120 }),
  tampered: () => {
    const [head, , signature] = signed({}).split('.');
    return `${head}.${encode(claimsFor(app, { sub: 'admin' }))}.${signature}`;
  },
};
/** Finer ways to do the same. */
const more: Record<string, () => string> = {
  'alg None': () => signed({}, { alg: 'None' }),
  'alg HS512': () => signed({}, { alg: 'HS512' }),
  'alg hs256': () => signed({}, { alg: 'hs256' }),
  'no kid': () => signed({}, { kid: undefined }),
  'the kid of another app': () => signed({}, { kid: sibling.secret.id }),
  'the issuer of another app': () => signed({ iss: sibling.key }),
  'issued in the future': () => signed({ iat: now() + 100, exp: now() + 200 }),
  'no exp': () => signed({ exp: undefined }),
  'no iat': () => signed({ iat: undefined }),
  'no sub': () => signed({ sub: undefined }),
  'a number as sub': () => signed({ sub: 7 }),
  'no jti': () => signed({ jti: undefined }),
  'a list of audiences': () => signed({ aud: ['teambrain'] }),
  'another page': () => signed({ origin: 'https://evil.dev' }),
  'a signature in another alphabet': () => {
    const [head, claims] = signed({}).split('.');
    const key = app.secret.secret.split('.')[1] as string;
    return `${head}.${claims}.${createHmac('sha256', key).update(`${head}.${claims}`).digest('hex')}`;
  },
  'a signature with more behind it': () => `${signed({})}AA`,
  'claims that are a list': () => {
    const text = `${encode({ alg: 'HS256', kid: app.secret.id })}.${encode([1])}`;
    const key = app.secret.secret.split('.')[1] as string;
    return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`;
  },
  'a decoded key': () => {
    const text = `${encode({ alg: 'HS256', kid: app.secret.id })}.${encode(claimsFor(app))}`;
    const key = Buffer.from(app.secret.secret.split('.')[1] as string, 'base64url');
    return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`;
  },
};

describe.each(formats)('an identity that is forged, over %s', (format) => {
  it.each(Object.keys(forgeries))('opens no session: %s', async (name) => {
    const token = (forgeries[name] as () => string)();
    const body = name === 'none' ? { appKey: app.key } : { appKey: app.key, token };
    const answer = await exchange(world.server, body, { origin }, format);
    expect([answer.status, answer.body.code]).toEqual([
      401,
      name === 'none' ? 'embed_identity_required' : 'embed_token_invalid',
    ]);
    expect(answer.body.detail.length).toBeGreaterThan(20);
    const secrets = [app, sibling, elsewhere].flatMap(({ secret }) => secret.secret.split('.'));
    for (const secret of secrets) expect(answer.raw.rawPayload.toString('latin1')).not.toContain(secret);
  });

  it('opens no socket', async () => {
    for (const forged of Object.values(forgeries)) {
      const peer = openPeer(wsUrl, format, { origin }, `?app=${app.key}`);
      await peer.greeted();
      peer.send({ op: 'auth', token: forged() });
      const code = await peer.closing();
      expect([4400, 4401]).toContain(code);
      expect(peer.of('ready')).toEqual([]);
    }
  });
});

it.each(Object.keys(more))('opens no session: %s', async (name) => {
  const answer = await exchange(world.server, { appKey: app.key, token: (more[name] as () => string)() });
  expect([answer.status, answer.body.code]).toEqual([401, 'embed_token_invalid']);
});

it('tells a wrong secret from a wrong signature to nobody', async () => {
  const wrongKey = (forgeries['a wrong key'] as () => string)();
  const unknownKid = sign(claimsFor(app), { secret: `${randomUUID()}.${'x'.repeat(43)}` });
  const details = [];
  for (const token of [wrongKey, unknownKid, tokenFor(elsewhere)])
    details.push((await exchange(world.server, { appKey: app.key, token })).body.detail);
  expect(new Set(details).size).toBe(1);
});

describe('a forged identity as bearer', () => {
  /** Those that look at no token, or at another kind of one. */
  const blind = new Set(['core.metrics', 'core.live', 'core.ready', 'events.feed']);

  function request(route: Route, token: string, format: WireFormat) {
    const known = { id: nowhere, origins: [origin], userId: nowhere, userIds: [nowhere], role: 'viewer' };
    const values = { ...known, plugin: 'presence', seq: 0, q: 'x' };
    const path = route.url.replaceAll(/\{(\w+)\}/g, () => nowhere);
    const query = route.query.map(({ name, schema }) => `${name}=${sample(schema, values, name)}`).join('&');
    return world.server.inject({
      method: route.method,
      url: query === '' ? path : `${path}?${query}`,
      token,
      format,
      headers: { origin },
      ...(route.body ? { body: sample(route.body, values) } : {}),
    });
  }

  it.each(formats)('is refused by every route, over %s', async (format) => {
    const routes = (await routesOf(world.server)).filter(({ url }) => url.startsWith('/v1/'));
    const wrong: string[] = [];
    for (const route of routes.filter(({ id }) => !blind.has(id)))
      for (const [name, forged] of Object.entries(forgeries)) {
        const { status } = await request(route, forged() || 'undefined', format);
        if (status !== 401) wrong.push(`${route.method} ${route.url} with ${name}: ${status}`);
      }
    expect(wrong).toEqual([]);
    expect(routes.length).toBeGreaterThan(60);
  });

  it('does not turn into an account on the pages of an app', async () => {
    const { token } = world.wanda;
    const me = await world.server.inject({ url: '/v1/auth/me', token, headers: { origin } });
    expect([me.status, me.body.code]).toEqual([403, 'origin_refused']);
    const login = await world.server.inject({
      method: 'POST',
      url: '/v1/auth/login',
      body: { login: 'wanda', password: 'x' },
      headers: { origin },
    });
    expect([login.status, login.body.code]).toEqual([403, 'origin_refused']);
    const peer = openPeer(wsUrl, 'json', { origin }, `?app=${app.key}`);
    await peer.greeted();
    peer.send({ op: 'auth', token });
    expect(await peer.closing()).toBe(4403);
  });
});

describe('the secrets of an app', () => {
  it('are two while one replaces the other, and never three', async () => {
    const shop = await world.app({ name: 'Rotating' });
    const url = `/v1/apps/${shop.id}/secrets`;
    const enterWith = async (secret: string) =>
      (await exchange(world.server, { appKey: shop.key, token: sign(claimsFor(shop), { secret }) })).status;
    const rotate = () => world.wanda.inject({ method: 'POST', url });

    const second = await rotate();
    expect(second.status).toBe(201);
    expect(second.headers['cache-control']).toBe('no-store');
    expect(await enterWith(shop.secret.secret)).toBe(200);
    expect(await enterWith(second.body.secret)).toBe(200);
    const shown = await world.wanda.inject({ url: `/v1/apps/${shop.id}` });
    expect(shown.body.secrets).toEqual([
      { id: second.body.id, createdAt: expect.any(String) },
      { id: shop.secret.id, createdAt: expect.any(String), expiresAt: expect.any(String) },
    ]);
    expect(shown.raw.body).not.toContain(shop.secret.secret.split('.')[1]);

    const third = await rotate();
    expect(await enterWith(shop.secret.secret)).toBe(401);
    expect(await enterWith(second.body.secret)).toBe(200);
    const removed = await world.wanda.inject({ method: 'DELETE', url: `${url}/${second.body.id}` });
    expect(removed.status).toBe(204);
    expect(await enterWith(second.body.secret)).toBe(401);
    expect(await enterWith(third.body.secret)).toBe(200);
    const last = await world.wanda.inject({ method: 'DELETE', url: `${url}/${third.body.id}` });
    expect([last.status, last.body.code]).toEqual([409, 'embed_secret_last']);
  });

  it('lie sealed in the database where the server has a secret of its own', async () => {
    const { buildTestServer } = await import('@teambrain/core/testing');
    const { officialPlugins } = await import('teambrain');
    const config = { server: { secret: 'a secret of forty characters, for a test' } };
    const sealed = await furnish(await buildTestServer({ plugins: officialPlugins, config }));
    const shop = await sealed.app();
    expect((await exchange(sealed.server, { appKey: shop.key, token: tokenFor(shop) })).status).toBe(200);
    const rows = await sealed.server
      .context('embed')
      .db.query<{ material: Buffer; sealed: boolean }>('select material, sealed from embed_secrets');
    expect(rows.map((row) => row.sealed)).toEqual([true]);
    expect(rows[0]?.material.toString('latin1')).not.toContain(shop.secret.secret.split('.')[1]);
  });
});
