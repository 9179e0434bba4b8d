import jwt from '@fastify/jwt';
import type { FastifyInstance } from 'fastify';
import type { SigningKey } from './keys.js';

declare module '@fastify/jwt' {
  interface FastifyJWT {
    /** One for each signing key, named by its `kid`. */
    namespaces: string;
  }
}

const algorithm = 'HS256';
const issuer = 'teambrain';
const audience = 'teambrain';
const required = ['sub', 'sid', 'jti', 'tv', 'typ', 'aud', 'iss', 'iat', 'exp'];

/** Signatures over claims: the first key signs, each verifies what names it. */
export interface Signatures {
  sign(claims: object): string;
  /** Throws for a token without a valid signature of a known key, or with a wrong or missing registered claim. */
  verify(token: string): Record<string, unknown>;
}

/**
 * Registers `@fastify/jwt` once for each key, as a namespace of its own: every signer and verifier is made and
 * checked here, where options given with a call would make a new one for each token. The instance should be encapsulated: whoever sees
 * `app.jwt` can sign as the server.
 *
 * @param skew seconds by which clocks of instances may differ
 */
export async function addJwt(
  app: FastifyInstance,
  keys: readonly SigningKey[],
  skew: number,
): Promise<Signatures> {
  const [current] = keys;
  if (!current) throw new Error('there is no key to sign access tokens with');
  for (const { kid, material } of keys)
    await app.register(jwt, {
      namespace: kid,
      secret: material,
      decode: { complete: true },
      sign: { algorithm, kid },
      verify: {
        algorithms: [algorithm],
        allowedAud: audience,
        allowedIss: issuer,
        requiredClaims: required,
        clockTolerance: skew * 1000,
        cache: false,
      },
    });
  const byKid = new Map(keys.map(({ kid }) => [kid, app.jwt[kid] as (typeof app.jwt)[string]]));
  const signer = byKid.get(current.kid) as (typeof app.jwt)[string];

  return {
    sign: (claims) => signer.sign({ ...claims, aud: audience, iss: issuer }),
    verify(token) {
      const { header } = signer.decode<{ header: { alg?: unknown; kid?: unknown } }>(token) as {
        header: { alg?: unknown; kid?: unknown };
      };
      const verifier = header.alg === algorithm ? byKid.get(header.kid as string) : undefined;
      if (!verifier) throw new Error('the token names no key of ours');
      return verifier.verify(token);
    },
  };
}
