import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { negotiate } from './negotiate.js';
import type { PageOf } from './page-origins.js';
import { problem } from './problem-error.js';

export interface EntryOptions {
  /** Headers of every answer. */
  headers: Record<string, string>;
  /** Where the page lies that asks. */
  pageOf: PageOf;
}

/** The first thing that every request meets, known route or not: headers, origins, tokens in URLs, format. */
export function addEntry(app: FastifyInstance, options: EntryOptions): void {
  const { headers, pageOf } = options;

  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(headers);
    const { origin, accept } = request.headers;
    request.page = pageOf(request);
    const mayRead = request.page === 'allowed' || request.page === 'app';
    if (origin !== undefined && mayRead) allowOrigin(reply, origin);
    if (request.method === 'OPTIONS' && isPreflight(request)) return preflight(reply, mayRead);
    // Node answers HTTP/0.9 too, which has no headers and so none of the checks.
    if (request.raw.httpVersionMajor < 1) return done(problem('bad_request', 'Use HTTP/1.1.'));
    const url = request.raw.url as string;
    if (url.includes('?') && carriesToken(url))
      return done(problem('bad_request', 'Tokens belong in the Authorization header, never in the URL.'));
    if (url.includes('%00')) return done(problem('bad_request', 'The URL may not hold NUL characters.'));

    const format = negotiate(accept);
    if (format === null) {
      if (request.routeOptions.config.produces === undefined && !request.is404)
        return done(problem('not_acceptable'));
    } else request.format = format;
    done();
  });
}

const tokenNames = new Set(['token', 'access_token', 'accesstoken']);

function carriesToken(url: string): boolean {
  const query = url.slice(url.indexOf('?') + 1);
  return query.split('&').some((pair) => {
    const name = pair.split('=', 1)[0] as string;
    return tokenNames.has((name.includes('%') ? decoded(name) : name).toLowerCase());
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const exposed =
  'RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After, ETag, Idempotency-Replayed';

function allowOrigin(reply: FastifyReply, origin: string): void {
  reply.header('access-control-allow-origin', origin);
  reply.header('access-control-expose-headers', exposed);
}

function isPreflight(request: FastifyRequest): boolean {
  return (
    request.headers.origin !== undefined && request.headers['access-control-request-method'] !== undefined
  );
}

/** A preflight carries neither key nor token: it is answered for the union of all lists, and the request that follows is checked exactly. */
function preflight(reply: FastifyReply, mayRead: boolean): void {
  if (mayRead) {
    reply.header('access-control-allow-methods', 'GET, HEAD, POST, PUT, PATCH, DELETE');
    reply.header(
      'access-control-allow-headers',
      'Authorization, Content-Type, Accept, If-Match, If-None-Match, X-TeamBrain-Session',
    );
    reply.header('access-control-max-age', '600');
  }
  reply.code(204).send();
}
