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
  ofApps(origin: string): Promise<boolean>;
}

export function createPageOrigins({ corsOrigins, publicUrl, ofApps }: PageOriginDeps) {
  const any = corsOrigins.includes('*');
  const allowed = new Set(corsOrigins.filter((origin) => origin !== '*').map(canonicalOrigin));
  const own = publicUrl ? new URL(publicUrl).origin : undefined;

  return {
    /** Undefined: only a look into the apps tells. */
    known(request: FastifyRequest): Exclude<PageOrigin, 'app' | 'foreign'> | undefined {
      const { origin } = request.headers;
      if (origin === undefined) return 'own';
      if (any || allowed.has(origin)) return 'allowed';
      return origin === (own ?? `${request.protocol}://${request.host}`) ? 'own' : undefined;
    },
    async look(origin: string): Promise<'app' | 'foreign'> {
      // What is no origin in its canonical form is nobody's; it is not looked up.
      if (origin.length > 300 || !isCanonical(origin)) return 'foreign';
      return (await ofApps(origin)) ? 'app' : 'foreign';
    },
  };
}

export type PageOrigins = ReturnType<typeof createPageOrigins>;

function isCanonical(origin: string): boolean {
  try {
    return canonicalOrigin(origin) === origin;
  } catch {
    return false;
  }
}
