import type { Actor } from '../auth/contract.js';
import type { Grant, PermissionDefinition } from './contract.js';

/** Whether the scope that decides lies inside what the embed app of this actor's session is confined to. */
export function insideEmbed(actor: Actor, scope: string, scopeId: string): boolean {
  const embed = actor.embed;
  if (!embed) return true;
  if (scope === 'workspace') return embed.workspaceId === scopeId;
  if (scope === 'room') return embed.rooms === undefined || embed.rooms.includes(scopeId);
  return false;
}

/** Whether a right is open to the verbs of an embed session at all; always true for other sessions. */
export function embedAllows(actor: Actor, definition: PermissionDefinition): boolean {
  const embed = actor.embed;
  if (!embed) return true;
  if (!definition.embed) return false;
  return (
    definition.embed === 'session' || embed.verbs === undefined || embed.verbs.includes(definition.embed)
  );
}

/** Rights of an account or of the server: they hang on who acts alone. */
export function accountAllows(actor: Actor, definition: PermissionDefinition): boolean {
  if (!embedAllows(actor, definition)) return false;
  if (definition.scope === 'server') return actor.serverRoles.includes('admin');
  if (actor.kind === 'system') return true;
  return (definition.roles as readonly string[]).includes(actor.kind);
}

/** Rights inside a scope: they hang on the role held there. */
export function grantAllows(grant: Grant, definition: PermissionDefinition): boolean {
  if (grant.role !== null && definition.roles.includes(grant.role)) return true;
  return grant.visible && definition.roles.includes('visitor');
}

/** Rights of those in charge: over the server, or held by owners and admins alone. */
export function isPrivileged({ scope, roles }: PermissionDefinition): boolean {
  return (
    scope === 'server' || (scope !== 'account' && roles.every((role) => role === 'owner' || role === 'admin'))
  );
}
