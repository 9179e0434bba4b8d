import type { Access } from '../access/contract.js';
import type { Actor } from '../auth/contract.js';
import type { LimitState, Limits } from '../limits/contract.js';
import type { Operation } from '../plugins/operation.js';
import { problem } from '../transport/problem-error.js';
import type { AppFacts } from './contract.js';
import type { Apps } from './embedding.js';

export interface VisitorDeps {
  apps: Apps;
  limits: Limits;
  access: Pick<Access, 'permission'>;
}

type Show = (state: LimitState) => void;
type Embedded = Actor & { embed: NonNullable<Actor['embed']> };

/** Where a socket was opened: on the pages of which app, and under which origin. Both absent: no browser. */
export interface SocketPlace {
  appId?: string;
  origin?: string;
}

/**
 * What holds for every request of a visitor, whatever it asks for: the app is on, the page is one of the app's, and the
 * visitor's own budget is not spent. What one visitor spends is nobody else's.
 */
export function createVisitors({ apps, limits, access }: VisitorDeps) {
  function refuse(
    app: AppFacts,
    code: 'origin_refused' | 'rate_limited',
    detail: string,
    retryAfter?: number,
  ) {
    apps.refused(app.id, code);
    return problem(code, detail, retryAfter === undefined ? {} : { retryAfter });
  }

  /** A server without apps has no such sessions but those that its own code opened. */
  async function appOf(actor: Embedded): Promise<AppFacts | null> {
    if (!apps.isGiven) return null;
    const app = await apps.byId(actor.embed.appId);
    if (!app?.enabled) throw problem('session_revoked');
    return app;
  }

  function checkOrigin(app: AppFacts, origin: string | undefined): void {
    // Browsers name the origin in every request from another site; who names none is no page of one.
    if (origin === undefined || app.origins.includes(origin)) return;
    throw refuse(app, 'origin_refused', 'This page is not one of those that the app may be used on.');
  }

  async function take(
    app: AppFacts,
    actor: Actor,
    name: 'embed.requests' | 'embed.messages',
    max: number,
    show: Show,
  ): Promise<void> {
    const state = await limits.take(`${app.id}:${actor.id}`, name, { max });
    if (state.allowed) return;
    show(state);
    throw refuse(app, 'rate_limited', `Too many requests; try again in ${state.reset} s.`, state.reset);
  }

  async function spend(app: AppFacts, actor: Actor, operation: Operation, show: Show): Promise<void> {
    await take(app, actor, 'embed.requests', app.limits.requestsPerMinute, show);
    if (writes(operation)) await take(app, actor, 'embed.messages', app.limits.messagesPerMinute, show);
  }

  const writes = ({ permission }: Operation): boolean =>
    permission !== 'public' && access.permission(permission).embed === 'write';

  return {
    /** A request over HTTP. `show` gets the limit that refuses it. */
    async admit(
      actor: Embedded,
      origin: string | undefined,
      operation: Operation,
      show: Show,
    ): Promise<void> {
      const app = await appOf(actor);
      if (!app) return;
      checkOrigin(app, origin);
      await spend(app, actor, operation, show);
    },
    /** An action over a socket, whose place was checked when it signed in. */
    async act(actor: Embedded, operation: Operation): Promise<void> {
      const app = await appOf(actor);
      if (app) await spend(app, actor, operation, () => undefined);
    },
    /** A socket that signs in. Returns how many of them the visitor may hold. */
    async enter(actor: Embedded, { appId, origin }: SocketPlace): Promise<number> {
      const app = await appOf(actor);
      if (!app) return Number.POSITIVE_INFINITY;
      if (appId !== undefined && appId !== app.id)
        throw refuse(app, 'origin_refused', 'The socket was opened for another app.');
      checkOrigin(app, origin);
      return app.limits.sockets;
    },
  };
}

export type Visitors = ReturnType<typeof createVisitors>;

/** Whether a session is that of a visitor. */
export function isVisitor(actor: Actor | null): actor is Embedded {
  return actor?.embed !== undefined;
}
