import type { Grant } from '../access/contract.js';
import type { Actor } from '../auth/contract.js';
import type { Operation } from '../plugins/operation.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Required on every route: the boot refuses a route without it. */
    operation?: Operation;
    /** `no-store` where a secret is in the body; `public` with seconds for static answers. Default `private, no-cache`. */
    cacheControl?: string;
  }
  interface FastifyRequest {
    /** Who asks; null for nobody. */
    actor: Actor | null;
    /** What the actor holds on the operation's resource; set once the right was granted. */
    grant: Grant | null;
  }
}

/** The actor of a request whose operation needs one. */
export function actorOf(request: { actor: Actor | null }): Actor {
  if (request.actor === null) throw new Error('an operation with a right ran without an actor');
  return request.actor;
}
