import { beforeAll, describe, expect, it } from 'vitest';
import { openPeer } from '../../../tests/support/socket.js';
import type { CreatedEmbedApp } from '../shared/types.js';
import { buildWorld, enter, exchange, origin, tokenFor, type World } from './world.js';

let world: World;
let wsUrl: string;
let app: CreatedEmbedApp;
beforeAll(async () => {
  world = await buildWorld();
  ({ wsUrl } = await world.server.listen());
  app = await world.app({ identity: 'optional', guests: 'write' });
});

const userOf = async (claims: object) =>
  (await enter(world.server, app, { token: tokenFor(app, claims) })).user;

describe('ids of the host', () => {
  const twins = [
    'ada',
    'ADA',
    'аda',
    'ada ',
    ' ada',
    'ada\u200b',
    'é',
    'e\u0301',
    'ﬁ',
    'fi',
    '7',
    '7.0',
    'null',
  ];

  it('are other users wherever they differ, and the same one wherever they do not', async () => {
    const first = [];
    for (const sub of twins) first.push((await userOf({ sub })).id);
    expect(new Set(first).size).toBe(twins.length);
    const again = [];
    for (const sub of twins) again.push((await userOf({ sub })).id);
    expect(again).toEqual(first);
  });

  it.each([
    ['a half of a character', 'ada\ud800'],
    ['another half', 'ada\udfff'],
    ['a NUL', 'ada\0'],
    ['blank', ' \t'],
    ['too long', 'a'.repeat(256)],
    ['a number', 7],
    ['a list', ['ada']],
    ['an object', { id: 'ada' }],
    ['true', true],
  ])('are refused where they are %s', async (_, sub) => {
    const answer = await exchange(world.server, { appKey: app.key, token: tokenFor(app, { sub }) });
    expect([answer.status, answer.body.code]).toEqual([401, 'embed_token_invalid']);
  });
});

describe('what a token shows of its user', () => {
  it.each([
    ['markup', '<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
    ['turned text', 'Ada\u202egnp.exe\u2066', 'Adagnp.exe'],
    ['what nobody sees', 'A\u200bd\u2060a\u0000\u0007', 'Ada'],
    ['lines', 'Ada\nMoreno\u2028x', 'AdaMorenox'],
    ['halves of characters', 'Ada\ud800', 'Ada'],
    ['an endless name', 'ä'.repeat(1_000), 'ä'.repeat(80)],
    ['a blank', '  ', 'Visitor'],
    ['nothing', undefined, 'Visitor'],
    ['nothing visible', '\u200b\u202e', expect.stringMatching(/^\S+$/)],
  ])('is a name of one visible line: %s', async (what, name, shown) => {
    expect((await userOf({ sub: `name-${what}`, name })).displayName).toEqual(shown);
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' java\nscript:alert(1)',
    'data:image/svg+xml,<svg onload=alert(1)>',
    'vbscript:x',
    'blob:https://acme.dev/1',
    'file:///etc/passwd',
    '//acme.dev/ada.png',
    'ada.png',
    `https://acme.dev/${'a'.repeat(2_100)}`,
    7,
  ])('is no picture but one that a page may load: %s', async (avatar) => {
    expect((await userOf({ sub: 'pictured', avatar })).avatarUrl).toBeUndefined();
  });

  it('is a picture where it is one', async () => {
    const avatar = 'https://acme.dev/ada.png?size=64';
    expect((await userOf({ sub: 'pictured', avatar })).avatarUrl).toBe(avatar);
  });
});

describe('names that mean something to a program', () => {
  it('are claims and fields like any other, or refused', async () => {
    const raw = `{"appKey":"${app.key}","__proto__":{"polluted":true}}`;
    const posts = [
      raw,
      `{"appKey":"${app.key}","guest":{"id":"x","__proto__":{"polluted":true}}}`,
      `{"appKey":"${app.key}","profile":{"constructor":{"prototype":{"polluted":true}}}}`,
      `{"appKey":"__proto__"}`,
    ];
    for (const payload of posts) {
      const { statusCode } = await world.server.app.inject({
        method: 'POST',
        url: '/v1/embed/session',
        headers: { origin, 'content-type': 'application/json' },
        payload,
      });
      expect([400, 404]).toContain(statusCode);
    }
    const claims = JSON.parse(
      '{"sub":"p","__proto__":{"role":"viewer"},"constructor":{"name":"x"}}',
    ) as object;
    expect((await userOf(claims)).displayName).toBe('Ulla');
    for (const properties of [
      '{"__proto__":"red"}',
      '{"constructor;x":"red"}',
      '{"color-accent":"src(//evil)"}',
    ]) {
      const answer = await world.wanda.inject({
        method: 'PATCH',
        url: `/v1/apps/${app.id}`,
        body: { theme: { properties: JSON.parse(properties) } },
      });
      expect([properties, answer.status]).toEqual([properties, 400]);
    }
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe('an origin', () => {
  it.each([
    'https://acme.dev:443',
    'https://acme.dev:8443',
    'https://acme.dev.',
    'https://acme.dev/',
    'https://ACME.dev',
    'HTTPS://acme.dev',
    'http://acme.dev',
    'https://www.acme.dev',
    'https://acme.dev.evil.com',
    'https://evil.com#acme.dev',
    'https://acme.dev\\@evil.com',
    'https://acme.dev@evil.com',
    'https://acme.dev, https://evil.com',
    'https://acme.dev https://evil.com',
    'https://аcme.dev',
    'https://xn--cme-7cd.dev',
    'null',
    '',
    '*',
    'file://',
  ])('is compared character by character, over HTTP and before a socket: %j', async (from) => {
    const headers = { origin: from };
    const answers = [
      await exchange(world.server, { appKey: app.key, token: tokenFor(app) }, headers),
      await world.server.inject({ url: `/v1/embed/${app.key}/config`, headers }),
    ];
    for (const answer of answers) {
      expect([from, answer.status]).toEqual([from, 403]);
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    }
    // The header of a request is bytes; a browser names such a host in its other spelling.
    if (/^[\x20-\x7e]+$/.test(from))
      expect(await openPeer(wsUrl, 'json', headers, `?app=${app.key}`).refusal()).toBe(403);
  });

  it('of a name in other letters is kept as browsers spell it', async () => {
    const { key, origins, ...made } = await world.app({ origins: ['https://MÜLLER.example'] });
    expect(origins).toEqual(['https://xn--mller-kva.example']);
    const token = tokenFor({ key, origins, ...made });
    const session = await exchange(
      world.server,
      { appKey: key, token },
      { origin: 'https://xn--mller-kva.example' },
    );
    expect(session.status).toBe(200);
  });
});

it('no answer to a page sets a cookie or asks for one', async () => {
  const headers = { origin, cookie: '__Host-tb_rt=x; tb_rt=x' };
  const session = await exchange(world.server, { appKey: app.key, token: tokenFor(app) }, headers);
  const answers = [
    session,
    await world.server.inject({ url: `/v1/embed/${app.key}/config`, headers }),
    await world.server.inject({ url: '/v1/auth/me', token: session.body.accessToken, headers }),
    await world.server.inject({ method: 'POST', url: '/v1/auth/refresh', body: {}, headers }),
    await world.server.inject({
      method: 'POST',
      url: '/v1/auth/logout',
      token: session.body.accessToken,
      headers,
    }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, expect.any(Number), 204]);
  expect(answers[3]?.status).toBeGreaterThanOrEqual(400);
  for (const { headers: given } of answers) {
    expect(given['set-cookie']).toBeUndefined();
    expect(given['access-control-allow-credentials']).toBeUndefined();
  }
});

it('a guest of one app is nobody in another', async () => {
  const other = await world.app({ identity: 'optional', guests: 'write' });
  const { guest } = await enter(world.server, app, {});
  const answer = await exchange(world.server, { appKey: other.key, guest });
  expect([answer.status, answer.body.code]).toEqual([401, 'embed_guest_invalid']);
});
