import type { Grant } from '../access/contract.js';
import type { Actor } from '../auth/contract.js';
import type { Operation } from '../plugins/operation.js';
import type { Format } from './negotiate.js';
import type { PageOrigin } from './page-origins.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Required on every route: the boot refuses a route without it. */
    operation?: Operation;
    /** `no-store` where a secret is in the body; null leaves it to a hook of the scope. Default `private, no-cache`. */
    cacheControl?: string | null;
    /** Media types of a route that answers neither JSON nor MessagePack (`text/html`). It is not negotiated. */
    produces?: readonly string[];
    /** `none`: the Authorization header is not an access token here (metrics) or not looked at (health). */
    credentials?: 'actor' | 'none';
    /** Set by the host: the plugin that owns the route. */
    plugin?: string;
  }
  interface FastifyRequest {
    /** Who asks; null for nobody. */
    actor: Actor | null;
    /** What the actor holds on the operation's resource; set once the right was granted. */
    grant: Grant | null;
    /** Id of the scope that decided: the workspace's id where the path has its slug, the room of a message. */
    scopeId: string | null;
    /** The format of the answer, from `Accept`. Routes that send ready bytes must send them in it. */
    format: Format;
    /** Where the page lies that asks. */
    page: PageOrigin;
  }
}

/** The actor of a request whose operation needs one. */
export function actorOf(request: { actor: Actor | null }): Actor {
  if (request.actor === null) throw new Error('an operation with a right ran without an actor');
  return request.actor;
}
