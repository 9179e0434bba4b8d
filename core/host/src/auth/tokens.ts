import { createHash, createHmac } from 'node:crypto';
import { createDecoder, createSigner, createVerifier } from 'fast-jwt';
import { LRUCache } from 'lru-cache';
import { problem } from '../transport/problem-error.js';
import type { Keys } from './keys.js';

const algorithm = 'HS256';
const issuer = 'teambrain';
const audience = 'teambrain';
/** Longest token looked at, in characters: ours have about 400. */
const maxLength = 4096;
const maxFutureSeconds = 60;
const required = ['sub', 'sid', 'jti', 'tv', 'typ', 'aud', 'iss', 'iat', 'exp'];

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

/** Signs and verifies access tokens; the only place that does. */
export function createTokens(keys: Keys, accessTtl: number) {
  /** Clocks of instances may differ; a token shorter than 15 minutes gets less. */
  const skew = Math.min(30, Math.floor(accessTtl / 30));
  const verified = new LRUCache<string, Claims>({ max: 20_000 });
  const decode = createDecoder({ complete: true });
  const [current] = keys.access;
  if (!current) throw new Error('there is no key to sign access tokens with');
  const sign = createSigner<object>({ key: current.material, kid: current.kid, algorithm });
  const verifiers = new Map(
    keys.access.map(({ kid, material }) => [
      kid,
      createVerifier<string>({
        key: material,
        algorithms: [algorithm],
        allowedAud: audience,
        allowedIss: issuer,
        requiredClaims: required,
        clockTolerance: skew * 1000,
        cache: false,
      }),
    ]),
  );

  function check(token: string): Claims {
    let claims: Claims & Record<string, unknown>;
    try {
      const { header } = decode(token) as { header: { alg?: unknown; kid?: unknown } };
      const verify = header.alg === algorithm ? verifiers.get(header.kid as string) : undefined;
      if (!verify) throw problem('unauthenticated');
      claims = verify(token);
    } catch (error) {
      const expired = (error as { code?: unknown }).code === 'FAST_JWT_EXPIRED';
      throw problem(expired ? 'token_expired' : 'unauthenticated');
    }
    const { sub, sid, jti, tv, typ, iat, exp } = claims;
    if (typeof sub !== 'string' || typeof sid !== 'string' || typeof jti !== 'string')
      throw problem('unauthenticated');
    if (!Number.isInteger(tv) || !Number.isInteger(iat) || !Number.isInteger(exp))
      throw problem('unauthenticated');
    if (typ !== 'access' && typ !== 'embed') throw problem('unauthenticated');
    if (iat > Date.now() / 1000 + maxFutureSeconds || exp - iat > Math.max(accessTtl, 3600))
      throw problem('unauthenticated');
    return { sub, sid, jti, tv, typ, iat, exp };
  }

  return {
    sign(claims: Omit<Claims, 'exp'>, ttl = accessTtl): string {
      return sign({ ...claims, aud: audience, iss: issuer, exp: claims.iat + ttl });
    },
    /** Throws 401 for anything but a token of ours that is still good. */
    verify(token: unknown): Claims {
      if (typeof token !== 'string' || token.length > maxLength) throw problem('unauthenticated');
      const key = createHash('sha256').update(token).digest('base64');
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
      return createHmac('sha256', keys.refresh).update(`${sessionId}:${counter}`).digest('base64url');
    },
  };
}

export type Tokens = ReturnType<typeof createTokens>;

/** What the database keeps of a secret with 256 bits of its own. */
export function secretHash(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
