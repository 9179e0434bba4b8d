import { createHmac, randomBytes } from 'node:crypto';
import { buildTestServer, type TestServer } from '@teambrain/core/testing';
import { createSigner } from 'fast-jwt';
import Fastify from 'fastify';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { addJwt } from '../../src/auth/jwt.js';
import { clockSkew, createTokens, type Tokens } from '../../src/auth/tokens.js';

const key = randomBytes(32);
const older = randomBytes(32);
const now = () => Math.floor(Date.now() / 1000);
const good = () => ({ sub: 'u', sid: 's', jti: 'j', tv: 1, typ: 'access' as const, iat: now() });
const whole = () => ({ ...good(), aud: 'teambrain', iss: 'teambrain', exp: now() + 900 });
const forge = (claims: object, options: { algorithm?: 'HS256' | 'HS512'; kid?: string; key?: Buffer } = {}) =>
  createSigner<object>({ key, kid: 'k1', algorithm: 'HS256', ...options })(claims);
const raw = (header: object, claims: object, secret?: Buffer) => {
  const text = [header, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${text}.${secret ? createHmac('sha256', secret).update(text).digest('base64url') : ''}`;
};

let server: TestServer;
beforeAll(async () => {
  server = await buildTestServer();
});

describe('verifying tokens', () => {
  let tokens: Tokens;
  beforeAll(async () => {
    const keys = [
      { kid: 'k1', material: key },
      { kid: 'k0', material: older },
    ];
    tokens = createTokens(await addJwt(Fastify(), keys, clockSkew(900)), randomBytes(32), 900);
  });
  const codeOf = (token: unknown) => {
    try {
      tokens.verify(token);
      return 'accepted';
    } catch (error) {
      return (error as { code: string }).code;
    }
  };

  it('accepts what it signed, from memory too', () => {
    const token = tokens.sign(good());
    expect(tokens.verify(token)).toMatchObject({ sub: 'u', sid: 's', tv: 1 });
    expect(tokens.verify(token).exp).toBe(tokens.verify(token).iat + 900);
  });

  it('does not accept from memory what has expired meanwhile', () => {
    vi.useFakeTimers({ now: Date.now() });
    try {
      const token = tokens.sign(good());
      expect(codeOf(token)).toBe('accepted');
      vi.advanceTimersByTime(929_000);
      expect(codeOf(token)).toBe('accepted');
      vi.advanceTimersByTime(3_000);
      expect(codeOf(token)).toBe('token_expired');
      expect(codeOf(token)).toBe('token_expired');
    } finally {
      vi.useRealTimers();
    }
  });

  it('accepts a token of an older key, under that key’s name alone', () => {
    expect(codeOf(forge(whole(), { kid: 'k0', key: older }))).toBe('accepted');
    expect(codeOf(forge(whole(), { kid: 'k0' }))).toBe('unauthenticated');
    expect(codeOf(forge(whole(), { key: older }))).toBe('unauthenticated');
    expect(
      JSON.parse(Buffer.from(tokens.sign(good()).split('.')[0] as string, 'base64url').toString()),
    ).toEqual({
      alg: 'HS256',
      typ: 'JWT',
      kid: 'k1',
    });
  });

  it('bears clocks that differ a little, in both directions', () => {
    expect(codeOf(forge({ ...whole(), iat: now() - 901, exp: now() - 1 }))).toBe('accepted');
    expect(codeOf(forge({ ...whole(), iat: now() + 30, exp: now() + 930 }))).toBe('accepted');
    expect(codeOf(forge({ ...whole(), iat: now() - 940, exp: now() - 40 }))).toBe('token_expired');
    expect(codeOf(forge({ ...whole(), iat: now() + 3600, exp: now() + 4500 }))).toBe('unauthenticated');
  });

  it.each(['none', 'None', 'NONE', 'nOnE', 'HS512', 'RS256', ''])('refuses the algorithm %j', (alg) => {
    expect(codeOf(raw({ alg, typ: 'JWT', kid: 'k1' }, whole()))).toBe('unauthenticated');
    expect(codeOf(raw({ alg, typ: 'JWT', kid: 'k1' }, whole(), key))).toBe('unauthenticated');
  });

  it('refuses another key, an unknown key id and another algorithm of the family', () => {
    expect(codeOf(forge(whole(), { key: randomBytes(32) }))).toBe('unauthenticated');
    expect(codeOf(forge(whole(), { kid: 'k2' }))).toBe('unauthenticated');
    expect(codeOf(forge(whole(), { algorithm: 'HS512' }))).toBe('unauthenticated');
  });

  it.each(['sub', 'sid', 'jti', 'tv', 'typ', 'aud', 'iss', 'iat', 'exp'])(
    'refuses a token without %s',
    (claim) => {
      const { [claim as 'sub']: _, ...claims } = whole();
      expect(codeOf(raw({ alg: 'HS256', kid: 'k1' }, claims, key))).toBe('unauthenticated');
    },
  );

  it.each([
    ['aud', 'other'],
    ['iss', 'other'],
    ['typ', 'refresh'],
    ['tv', '1'],
    ['sid', 7],
    ['sub', null],
    ['exp', now() + 10 * 365 * 86_400],
    ['exp', 'never'],
  ])('refuses %s = %j', (claim, value) => {
    expect(codeOf(raw({ alg: 'HS256', kid: 'k1' }, { ...whole(), [claim]: value }, key))).toBe(
      'unauthenticated',
    );
  });

  it.each([undefined, null, 7, {}, '', '.', '..', 'a.b.c', `${'a'.repeat(5000)}.b.c`, '{}.{}.{}'])(
    'refuses %j as broken',
    (token) => {
      expect(codeOf(token)).toBe('unauthenticated');
    },
  );

  it('derives refresh tokens that differ by session and counter alone', () => {
    expect(tokens.refresh('a', 1)).toBe(tokens.refresh('a', 1));
    expect(new Set([tokens.refresh('a', 1), tokens.refresh('a', 2), tokens.refresh('b', 1)]).size).toBe(3);
    expect(Buffer.from(tokens.refresh('a', 1), 'base64url')).toHaveLength(32);
  });
});

describe('broken tokens at the door', () => {
  it('answers 401 and never 500', async () => {
    const { token } = await server.register('door');
    const [header, payload, signature] = token.split('.') as [string, string, string];
    const broken = [
      raw({ alg: 'none' }, whole()),
      raw({ alg: 'HS256', kid: 'x' }, whole(), key),
      `${header}.${payload}.`,
      `${header}.${payload}`,
      `${header}.${payload}.${signature.slice(0, -2)}`,
      `${header}.${Buffer.from('{}').toString('base64url')}.${signature}`,
      `${header}.${Buffer.from('nothing').toString('base64url')}.${signature}`,
      `${Buffer.from('null').toString('base64url')}.${payload}.${signature}`,
      '\u00ff\u00fe',
      'x'.repeat(5000),
    ];
    for (const candidate of broken) {
      const answer = await server.inject({ url: '/v1/auth/me', token: candidate });
      expect([answer.status, candidate]).toEqual([401, candidate]);
    }
    for (const authorization of ['', 'Bearer', 'Basic dXNlcjpwYXNz', token]) {
      const answer = await server.inject({ url: '/v1/auth/me', headers: { authorization } });
      expect(answer.status).toBe(401);
    }
    expect((await server.inject({ url: '/v1/auth/me', token })).status).toBe(200);
  });

  it('never mixes up who asks', async () => {
    const people = await Promise.all(
      Array.from({ length: 20 }, (_, index) => server.register(`person${index}`)),
    );
    const answers = await Promise.all(
      Array.from({ length: 200 }, async (_, index) => {
        const person = people[index % people.length] as (typeof people)[number];
        const answer = await person.inject({ url: '/v1/auth/me' });
        return answer.body.id === person.user.id;
      }),
    );
    expect(answers.every(Boolean)).toBe(true);
  });
});
