import { createHmac, timingSafeEqual } from 'node:crypto';
import { embedProblem } from '../problems.js';
import type { SigningSecret } from '../secrets/secrets.js';

/** Longest token looked at, in characters: one with every claim has about 600. */
const maxLength = 4096;
const part = /^[A-Za-z0-9_-]+$/;

const invalid = (detail: string) => embedProblem('embed_token_invalid', detail);

/** Nobody's key: a token that names no secret costs as much time as one with a wrong signature. */
const nobody = Buffer.alloc(43);

export interface Signed {
  claims: Record<string, unknown>;
  /** The secret that it was signed with. */
  secretId: string;
}

/**
 * Checks the signature of a token and gives its claims unread. HS256 and nothing else; the header names the secret. What
 * is wrong with a header is told, because a header proves nothing; whether the secret or the signature is the wrong one
 * is not.
 *
 * @throws `embed_token_invalid`
 */
export function verifySignature(token: string, secrets: readonly SigningSecret[], now = Date.now()): Signed {
  const parts = token.split('.');
  if (token.length > maxLength || parts.length !== 3 || !parts.slice(0, 2).every((each) => part.test(each)))
    throw invalid('The token is not a JWT of three parts.');
  const [head, body, signature] = parts as [string, string, string];
  const header = objectOf(head);
  if (!header) throw invalid('The header of the token is not JSON.');
  if (header.alg !== 'HS256') throw invalid('The header must say "alg": "HS256".');
  if (typeof header.kid !== 'string')
    throw invalid('The header must name the secret as `kid`: what stands before its dot.');
  if (header.crit !== undefined) throw invalid('The header asks for extensions that are not known here.');

  const secret = secrets.find(
    ({ id, expiresAt }) => id === header.kid && (expiresAt === null || expiresAt.getTime() > now),
  );
  const expected = createHmac('sha256', secret?.key ?? nobody)
    .update(`${head}.${body}`)
    .digest();
  const given = Buffer.from(part.test(signature) ? signature : '', 'base64url');
  const fits = timingSafeEqual(given.length === expected.length ? given : nobody.subarray(0, 32), expected);
  if (!fits || !secret || given.toString('base64url') !== signature)
    throw invalid(
      'The signature is not that of a valid secret of this app: is it the app’s own, whole, and not replaced since?',
    );
  const claims = objectOf(body);
  if (!claims) throw invalid('The claims of the token are not JSON.');
  return { claims, secretId: secret.id };
}

function objectOf(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
