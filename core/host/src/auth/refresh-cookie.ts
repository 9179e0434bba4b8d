import type { AuthResult } from '@teambrain/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problem } from '../transport/problem-error.js';

/** The prefix makes browsers refuse it without Secure, with a Domain, or from another path than `/`. */
const name = '__Host-tb_rt';
const attributes = 'Path=/; HttpOnly; Secure; SameSite=Strict';

/** Whether a browser app asked to keep its refresh token in a cookie. The header itself needs a preflight elsewhere. */
export function wantsCookie(request: FastifyRequest): boolean {
  return request.headers['x-teambrain-session'] === 'cookie';
}

/** The refresh token in the cookie. Refused for a request that another site's page makes. */
export function refreshTokenOf(request: FastifyRequest, publicUrl: string | undefined): string | undefined {
  const { origin } = request.headers;
  if (origin !== undefined && !isOwnOrigin(origin, request, publicUrl)) throw problem('origin_refused');
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim() || undefined;
  }
  return undefined;
}

/** The Host header, which any client can choose, counts only where the public address is not configured. */
function isOwnOrigin(origin: string, request: FastifyRequest, publicUrl: string | undefined): boolean {
  if (publicUrl !== undefined && URL.canParse(publicUrl)) return new URL(publicUrl).origin === origin;
  return origin === `${request.protocol}://${request.host}`;
}

/** Gives the pair to the client the way it asked for: the refresh token in the body or in the cookie. */
export function answerPair(
  request: FastifyRequest,
  reply: FastifyReply,
  result: AuthResult,
  seconds: number,
): Omit<AuthResult, 'refreshToken'> {
  if (!wantsCookie(request)) return result;
  const { refreshToken, ...rest } = result;
  reply.header('set-cookie', `${name}=${refreshToken}; ${attributes}; Max-Age=${seconds}`);
  return rest;
}

export function clearCookie(request: FastifyRequest, reply: FastifyReply): void {
  if ((request.headers.cookie ?? '').includes(`${name}=`))
    reply.header('set-cookie', `${name}=; ${attributes}; Max-Age=0`);
}
