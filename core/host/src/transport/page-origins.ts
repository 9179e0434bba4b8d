import type { FastifyRequest } from 'fastify';
import { canonicalOrigin } from './origin.js';

/**
 * Where a request comes from. `own`: the server's pages, or no browser. `allowed`: a site that the operator lets in.
 * `app`: a page of some embed app, for its visitors alone. `foreign`: any other.
 */
export type PageOrigin = 'own' | 'allowed' | 'app' | 'foreign';

export interface PageOriginDeps {
  /** Origins of other sites that may call this server from a browser, exact. `*` in development: all. */
  corsOrigins: readonly string[];
  /** The server's own address as browsers see it; without it the Host header of the request decides. */
  publicUrl?: string | undefined;
  /** Whether some embed app may be used from this origin. */
  ofApps(origin: string): boolean;
}

/** Tells where a request comes from. */
export function createPageOrigins({ corsOrigins, publicUrl, ofApps }: PageOriginDeps) {
  const any = corsOrigins.includes('*');
  const allowed = new Set(corsOrigins.filter((origin) => origin !== '*').map(canonicalOrigin));
  const own = publicUrl ? new URL(publicUrl).origin : undefined;

  return function pageOf(request: FastifyRequest): PageOrigin {
    const { origin } = request.headers;
    // Browsers alone set the second, and a proxy may hide the scheme that the first has.
    if (origin === undefined || request.headers['sec-fetch-site'] === 'same-origin') return 'own';
    if (any || allowed.has(origin)) return 'allowed';
    if (origin === (own ?? `${request.protocol}://${request.host}`)) return 'own';
    return ofApps(origin) ? 'app' : 'foreign';
  };
}

export type PageOf = ReturnType<typeof createPageOrigins>;
