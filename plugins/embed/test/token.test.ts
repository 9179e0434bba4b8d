import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readClaims } from '../server/sessions/claims.js';
import { verifySignature } from '../server/sessions/token.js';
import { claimsFor, sign } from './world.js';

const key = 'k'.repeat(43);
const secret = { id: 'secret-1', key: Buffer.from(key), createdAt: new Date(), expiresAt: null };
const app = { key: 'pk_app' };
const token = sign(claimsFor(app), { secret: `${secret.id}.${key}` });
const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'accepted';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
};
const expected = { appKey: app.key, singleUse: false, origin: undefined, skew: 10 };
const check = (text: string) => codeOf(() => readClaims(verifySignature(text, [secret]).claims, expected));

describe('a token', () => {
  it('is accepted as it was signed, and with no single character changed, left out or put in', () => {
    expect(check(token)).toBe('accepted');
    const alphabet = ['A', 'B', '-', '_', '.', '=', ' ', '+'];
    for (let at = 0; at <= token.length; at += 1)
      for (const letter of alphabet) {
        const changed = [
          token.slice(0, at) + letter + token.slice(at + 1),
          token.slice(0, at) + letter + token.slice(at),
          token.slice(0, at) + token.slice(at + 1),
        ].filter((each) => each !== token);
        for (const each of changed) expect([each, check(each)]).toEqual([each, 'embed_token_invalid']);
      }
  });

  it('is refused in one way, whatever it is made of', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        expect(check(text)).toBe('embed_token_invalid');
      }),
      { numRuns: 2_000 },
    );
    fc.assert(
      fc.property(fc.array(fc.json({ maxDepth: 3 }), { minLength: 3, maxLength: 3 }), (parts) => {
        const text = parts.map((part) => Buffer.from(part).toString('base64url')).join('.');
        expect(check(text)).toBe('embed_token_invalid');
      }),
      { numRuns: 1_000 },
    );
  });

  it('is refused for claims of any other shape, even when they are signed', () => {
    const value = fc.oneof(
      fc.constant(null),
      fc.boolean(),
      fc.integer(),
      fc.double(),
      fc.array(fc.string(), { maxLength: 3 }),
      fc.object({ maxDepth: 1 }),
    );
    const name = fc.constantFrom('iss', 'aud', 'sub', 'iat', 'exp');
    fc.assert(
      fc.property(name, value, (claim, given) => {
        // Any other time is a good one, if it is near enough.
        if ((claim === 'iat' || claim === 'exp') && typeof given === 'number' && given > 1e9) return;
        const signed = sign(claimsFor(app, { [claim]: given }), { secret: `${secret.id}.${key}` });
        expect([claim, given, check(signed)]).toEqual([claim, given, 'embed_token_invalid']);
      }),
      { numRuns: 1_000 },
    );
  });

  it('ends with the secret that it names', () => {
    const over = { ...secret, expiresAt: new Date(Date.now() - 1) };
    expect(codeOf(() => verifySignature(token, [over]))).toBe('embed_token_invalid');
    const soon = { ...secret, expiresAt: new Date(Date.now() + 60_000) };
    expect(codeOf(() => verifySignature(token, [soon]))).toBe('accepted');
  });

  it.each([
    ['expired within the skew', { iat: -120, exp: -5 }, 'accepted'],
    ['expired beyond it', { iat: -120, exp: -11 }, 'embed_token_invalid'],
    ['issued by a clock that is a little fast', { iat: 8, exp: 100 }, 'accepted'],
    ['issued by one that is far too fast', { iat: 15, exp: 100 }, 'embed_token_invalid'],
    ['of exactly five minutes', { iat: 0, exp: 300 }, 'accepted'],
    ['of a second more', { iat: 0, exp: 301 }, 'embed_token_invalid'],
    ['ending before it begins', { iat: 0, exp: 0 }, 'embed_token_invalid'],
  ])('%s is judged by the second', (_, { iat, exp }, outcome) => {
    const now = 1_800_000_000;
    const claims = claimsFor(app, { iat: now + iat, exp: now + exp });
    expect(codeOf(() => readClaims(claims, expected, now))).toBe(outcome);
  });
});
