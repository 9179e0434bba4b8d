import type { FastifyBaseLogger } from 'fastify';
import type { Actor } from '../auth/contract.js';
import type { Database } from '../database/contract.js';
import { problem } from '../transport/problem-error.js';
import type { Access, AccessDenial, Decision, PermissionDefinition, ResourceKind } from './contract.js';
import { createGrantReader } from './grant-reader.js';
import { createPermissionTable } from './permissions.js';
import { accountAllows, embedAllows, grantAllows, insideEmbed, isPrivileged } from './rules.js';

export interface AccessDeps {
  db: Pick<Database, 'guard'>;
  log: Pick<FastifyBaseLogger, 'debug' | 'info'>;
}

/** A refused right of those in charge, with the scope that it was asked in. */
export type Denial = Omit<AccessDenial, 'workspaceId'>;

export interface AccessService extends Access {
  /** Called with every {@link Denial} on this instance. */
  onDenied(listener: (denial: Denial) => void): void;
}

/** The one place that decides who may do what. */
export function createAccess({ db, log }: AccessDeps): AccessService {
  const permissions = createPermissionTable();
  const kinds = new Map<string, ResourceKind>();
  const reader = createGrantReader();
  let denied = (_denial: Denial): void => undefined;

  function kindOf(name: string): ResourceKind {
    const kind = kinds.get(name);
    if (!kind) throw new Error(`resource kind "${name}" is not registered`);
    return kind;
  }

  const decide: Access['decide'] = async (actor, permission, target, options) => {
    const definition = permissions.get(permission);
    if (actor === null) return { outcome: 'unauthenticated' };
    if (definition.scope === 'account' || definition.scope === 'server')
      return accountAllows(actor, definition)
        ? {
            outcome: 'allow',
            grant: { role: null, visible: true, version: '' },
            scope: definition.scope,
            scopeId: '',
          }
        : forbid(actor, definition, '');

    if (!target) throw new Error(`permission "${permission}" is asked without a ${definition.scope}`);
    db.guard('access.decide');
    const found = kindOf(target.kind).scopeOf(target.id);
    const place = found instanceof Promise ? await found : found;
    if (!place) return { outcome: 'hidden' };
    if (place.scope !== definition.scope)
      throw new Error(
        `permission "${permission}" is a right in a ${definition.scope}, not in a ${place.scope}`,
      );
    if (!insideEmbed(actor, place.scope, place.id)) return { outcome: 'hidden' };

    const known = options?.fresh === false ? reader.cached(place.scope, place.id, actor.id) : undefined;
    const grant = known ?? (await reader.read(kindOf(place.scope), place.id, actor.id));
    if (!grant || (grant.role === null && !grant.visible)) return { outcome: 'hidden' };
    if (embedAllows(actor, definition) && grantAllows(grant, definition))
      return { outcome: 'allow', grant, scope: place.scope, scopeId: place.id };
    return forbid(actor, definition, place.id);
  };

  /** A refused privilege leaves a line in the audit trail of the log; who may only read tries to write every day. */
  function forbid(actor: Actor, definition: PermissionDefinition, scopeId: string): Decision {
    const { name: permission, scope } = definition;
    if (isPrivileged(definition)) {
      const facts = { permission, scope, scopeId };
      const audit = { action: 'access.denied', actorId: actor.id, sessionId: actor.sessionId, facts };
      log.info({ audit }, audit.action);
      denied({ actorId: actor.id, permission, scope, scopeId });
    } else log.debug({ actor: actor.id, permission, scope, scopeId }, 'access denied');
    return { outcome: 'forbidden' };
  }

  return {
    registerPermissions: permissions.add,
    permission: permissions.get,
    matrix: permissions.all,
    registerKind(kind) {
      if (kinds.has(kind.kind)) throw new Error(`resource kind "${kind.kind}" is already registered`);
      kinds.set(kind.kind, kind);
    },
    decide,
    async require(actor, permission, target) {
      const decision = await decide(actor, permission, target);
      if (decision.outcome === 'allow') return decision.grant;
      throw refusal(decision.outcome);
    },
    async can(actor, permission, target) {
      return (await decide(actor, permission, target)).outcome === 'allow';
    },
    async held(actor, scope, id) {
      if (actor === null) return [];
      const definitions = permissions.ofScope(scope);
      if (scope === 'account' || scope === 'server')
        return definitions.filter((definition) => accountAllows(actor, definition)).map(({ name }) => name);
      if (id === undefined) throw new Error(`rights in a ${scope} are asked without its id`);
      const place = await kindOf(scope).scopeOf(id);
      if (!place || !insideEmbed(actor, place.scope, place.id)) return [];
      const grant = await reader.read(kindOf(place.scope), place.id, actor.id);
      if (!grant) return [];
      return definitions
        .filter((definition) => embedAllows(actor, definition) && grantAllows(grant, definition))
        .map(({ name }) => name);
    },
    grants: (scope, id, actorIds) => reader.readMany(kindOf(scope), id, actorIds),
    forget: reader.forget,
    onDenied(listener) {
      denied = listener;
    },
  };
}

/** The error that carries a refusal: 401, 404 for what the actor may not see, 403 for what it may see but not do. */
export function refusal(outcome: Exclude<Decision['outcome'], 'allow'>) {
  if (outcome === 'unauthenticated') return problem('unauthenticated');
  return problem(outcome === 'hidden' ? 'not_found' : 'forbidden');
}
