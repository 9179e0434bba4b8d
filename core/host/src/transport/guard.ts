import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { refusal } from '../access/access.js';
import type { Access, Decision } from '../access/contract.js';
import type { Actor, Auth } from '../auth/contract.js';
import { isVisitor, type Visitors } from '../embedding/visitors.js';
import { canonicalId } from '../ids.js';
import type { LimitState, Limits } from '../limits/contract.js';
import type { Gate } from '../plugins/gate.js';
import type { Operation } from '../plugins/operation.js';
import { addressKey } from './address.js';
import { bearerToken } from './bearer.js';
import { problem } from './problem-error.js';

export interface GuardDeps {
  auth: Pick<Auth, 'verify'>;
  limits: Limits;
  access: Access;
  gate: Gate;
  visitors: Visitors;
  /** The workspace that a decided scope lies in; asked only while switches below the server exist. */
  workspaceOf(scope: string, scopeId: string): Promise<string | undefined>;
}

/**
 * The two checks in front of every handler. `enter` runs before the body is read: gate, token, limit. `permit` runs on
 * checked input: the right, and the switches of the place. The limit of sign-ins counts addresses here and accounts where
 * the body names one, in the handler.
 */
export function createGuard(plugin: string, operation: Operation, route: RouteOptions, deps: GuardDeps) {
  const { auth, limits, access, gate, visitors } = deps;
  const reads = route.config?.credentials !== 'none';
  const isPublic = operation.permission === 'public';
  const isAuth = operation.limit?.bucket === 'auth';
  const unlimited = operation.limit?.bucket === 'none';
  const param = operation.resource === undefined ? undefined : `${operation.resource}Id`;
  const isSignIn = isPublic && plugin === 'auth';
  const named = [...route.url.matchAll(/:([A-Za-z]\w*)/g)].map(([, name]) => name as string);
  const options = operation.verifiesRights ? { fresh: false } : undefined;

  async function enter(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    gate.check(plugin);
    const params = request.params as Record<string, string>;
    for (const name of named) params[name] = canonicalId(params[name] as string);
    const header = request.headers.authorization;
    if (reads && header !== undefined) request.actor = await auth.verify(bearerToken(header));
    if (isVisitor(request.actor))
      await visitors.admit(request.actor, request.headers.origin, operation, (state) => show(reply, state));
    // An account is for the server's own pages: nobody types its password on somebody else's.
    else if (request.page === 'app' && (request.actor !== null || isSignIn)) throw problem('origin_refused');
    if (!unlimited) {
      const key = isAuth || request.actor === null ? addressKey(request.ip) : request.actor.id;
      const state = limits.take(key, operation.id, operation.limit);
      spend(reply, state instanceof Promise ? await state : state);
    }
    if (!isPublic && request.actor === null) throw problem('unauthenticated');
  }

  async function permit(request: FastifyRequest): Promise<void> {
    if (isPublic) {
      gate.checkIn(plugin, { appId: request.actor?.embed?.appId });
      return;
    }
    const target =
      param === undefined
        ? undefined
        : {
            kind: operation.resource as string,
            id: (request.params as Record<string, string>)[param] as string,
          };
    const decision = await access.decide(request.actor, operation.permission, target, options);
    if (decision.outcome !== 'allow') throw refusal(decision.outcome);
    request.grant = decision.grant;
    request.scopeId = decision.scopeId;
    if (gate.isScoped(plugin)) await checkPlace(request.actor as Actor, decision);
    else gate.checkIn(plugin, { appId: request.actor?.embed?.appId });
  }

  async function checkPlace(actor: Actor, decision: Extract<Decision, { outcome: 'allow' }>): Promise<void> {
    const workspaceId = await deps.workspaceOf(decision.scope, decision.scopeId);
    gate.checkIn(plugin, { workspaceId, appId: actor.embed?.appId });
  }

  return { enter, permit: isPublic && !gate.isMounted(plugin) ? undefined : permit };
}

function show(reply: FastifyReply, state: LimitState): void {
  reply.header('ratelimit-limit', state.limit);
  reply.header('ratelimit-remaining', state.remaining);
  reply.header('ratelimit-reset', state.reset);
}

function spend(reply: FastifyReply, state: LimitState): void {
  show(reply, state);
  if (!state.allowed)
    throw problem('rate_limited', `Too many requests; try again in ${state.reset} s.`, {
      retryAfter: state.reset,
    });
}
