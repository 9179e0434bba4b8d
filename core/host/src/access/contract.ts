import type { Role } from '@teambrain/protocol';
import type { Actor } from '../auth/contract.js';

/**
 * A named right. Data, not code: the matrix in docs, `/v1/meta` and the rights tests all come from these.
 * Scopes: `workspace` and `room` ask for the actor's role there; `account` for a signed-in actor of one of the kinds
 * named in `roles`; `server` for the server role `admin`.
 */
export interface PermissionDefinition {
  /** `plugin.verb`, the same word as the action and the operation: `messaging.send`. */
  name: string;
  scope: 'server' | 'account' | (string & {});
  /** Who holds it by default. `visitor`: may see that the thing exists without a role in it (public rooms). */
  roles: readonly (Role | 'visitor' | 'user' | 'bot' | 'app')[];
  summary: string;
  /**
   * The verb that opens it to sessions of embed apps: `read`, `write`, `react`, `upload`, `ask`, or `session` for what
   * every such session may do. Absent: never reachable from an embed session, whatever the actor's role.
   */
  embed?: 'read' | 'write' | 'react' | 'upload' | 'ask' | 'session';
}

/** Changes whenever rights below a scope change: the pair of the workspace head's and the room head's `acl_version`. */
export type RightsVersion = string;

/** What one actor holds in one scope. */
export interface Grant {
  role: Role | null;
  /** May see that it exists: denied permissions then answer 403 instead of 404. */
  visible: boolean;
  /** The rights version that this was read under. */
  version: RightsVersion;
}

/** A scope that decides over a thing. */
export interface Place {
  scope: string;
  id: string;
}

export interface ResourceKind {
  /** `room`, `workspace`, `message`: what operations name and what `:roomId`, `:messageId` point at. */
  kind: string;
  /** Finds the scope that decides over a thing of this kind: itself for a scope, the room of a message. Null: no such thing. */
  scopeOf(id: string): Place | null | Promise<Place | null>;
  /**
   * Only for scopes: reads the grants of these actors and the rights version in ONE statement (one snapshot).
   * Null when the scope does not exist. Actors without an entry hold nothing and see nothing.
   */
  grants?(
    id: string,
    actorIds: readonly string[],
  ): Promise<{ version: RightsVersion; grants: Map<string, Grant> } | null>;
  /** Only for scopes: the channel whose head carries the rights version (`room:<id>`). */
  channel?(id: string): string;
}

export type Decision =
  | { outcome: 'allow'; grant: Grant; scope: string; scopeId: string }
  | { outcome: 'forbidden' | 'hidden' | 'unauthenticated' };

/** Somebody in a workspace was refused a right that only owners and admins hold. */
export interface AccessDenial {
  workspaceId: string;
  actorId: string;
  permission: string;
  scope: string;
  scopeId: string;
}

/** A permission with the plugin that declared it: a row of the matrix in docs and rights tests. */
export interface PermissionRow extends PermissionDefinition {
  plugin: string;
}

export interface Access {
  /** Declares the rights of a plugin; a name that is taken refuses the boot. Called by the loader. */
  registerPermissions(plugin: string, definitions: readonly PermissionDefinition[]): void;
  /** A declared right by its name. Throws for a name that nobody declared. */
  permission(name: string): PermissionRow;
  /** Every declared right in order of declaration. */
  matrix(): readonly PermissionRow[];
  registerKind(kind: ResourceKind): void;
  /**
   * Decides with a rights version checked against the database (one named statement), so that a removal takes effect
   * at once on every instance. `fresh: false` skips that check: only for operations whose own statement verifies
   * `grant.version` (message send, history).
   */
  decide(
    actor: Actor | null,
    permission: string,
    target?: { kind: string; id: string },
    options?: { fresh?: boolean },
  ): Promise<Decision>;
  /** As {@link decide}; throws `unauthenticated`, `forbidden` or `not_found`. */
  require(actor: Actor | null, permission: string, target?: { kind: string; id: string }): Promise<Grant>;
  can(actor: Actor | null, permission: string, target?: { kind: string; id: string }): Promise<boolean>;
  /** The permissions that an actor holds in a scope, for `/v1/meta`. */
  held(actor: Actor | null, scope: string, id?: string): Promise<string[]>;
  /** Grants of many actors at once, past the cache, list and version from one snapshot: for fan-out. */
  grants(
    scope: string,
    id: string,
    actorIds: readonly string[],
  ): Promise<{ version: RightsVersion; grants: Map<string, Grant> } | null>;
  /** Forgets cached grants of a scope (after a local change or a hint). */
  forget(scope: string, id: string): void;
}
