import { createHash, createHmac, hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { growing } from '../cache/growing.js';
import { problem } from '../transport/problem-error.js';
import type { Signatures } from './jwt.js';

/** Longest token looked at, in characters: ours have about 400. */
const maxLength = 4096;
const maxFutureSeconds = 60;

export type TokenType = 'access' | 'embed';

export interface Claims {
  sub: string;
  sid: string;
  jti: string;
  /** Version of the account's tokens: a password change moves it. */
  tv: number;
  typ: TokenType;
  iat: number;
  exp: number;
}

/** Seconds by which clocks of instances may differ; a token shorter than 15 minutes gets less. */
export function clockSkew(accessTtl: number): number {
  return Math.min(30, Math.floor(accessTtl / 30));
}

/** Signs and verifies access tokens; the only place that does. */
export function createTokens(signatures: Signatures, refreshKey: Buffer, accessTtl: number) {
  const skew = clockSkew(accessTtl);
  const verified = new LRUCache<string, Claims>(growing(20_000));

  function check(token: string): Claims {
    let claims: Partial<Record<keyof Claims, unknown>>;
    try {
      claims = signatures.verify(token);
    } catch (error) {
      const expired = (error as { code?: unknown }).code === 'FAST_JWT_EXPIRED';
      throw problem(expired ? 'token_expired' : 'unauthenticated');
    }
    const { sub, sid, jti, tv, typ, iat, exp } = claims;
    if (typeof sub !== 'string' || typeof sid !== 'string' || typeof jti !== 'string')
      throw problem('unauthenticated');
    if (!isWhole(tv) || !isWhole(iat) || !isWhole(exp)) throw problem('unauthenticated');
    if (typ !== 'access' && typ !== 'embed') throw problem('unauthenticated');
    if (iat > Date.now() / 1000 + maxFutureSeconds || exp - iat > Math.max(accessTtl, 3600))
      throw problem('unauthenticated');
    return { sub, sid, jti, tv, typ, iat, exp };
  }

  return {
    sign(claims: Omit<Claims, 'exp'>, ttl = accessTtl): string {
      return signatures.sign({ ...claims, exp: claims.iat + ttl });
    },
    /** Throws 401 for anything but a token of ours that is still good. */
    verify(token: unknown): Claims {
      if (typeof token !== 'string' || token.length > maxLength) throw problem('unauthenticated');
      const key = hash('sha256', token, 'base64');
      const known = verified.get(key);
      if (known) {
        if (known.exp + skew > Date.now() / 1000) return known;
        verified.delete(key);
        throw problem('token_expired');
      }
      const claims = check(token);
      verified.set(key, claims);
      return claims;
    },
    /** The refresh token number `counter` of a session: unguessable without the key, and always the same. */
    refresh(sessionId: string, counter: number): string {
      return createHmac('sha256', refreshKey).update(`${sessionId}:${counter}`).digest('base64url');
    },
  };
}

export type Tokens = ReturnType<typeof createTokens>;

const isWhole = (value: unknown): value is number => Number.isInteger(value);

/** What the database keeps of a secret with 256 bits of its own. */
export function secretHash(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
