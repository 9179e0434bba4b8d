import type { PermissionRow } from '@teambrain/core';
import type { Role } from '@teambrain/protocol';
import { type Name, type Standing, standings } from '../support/people.js';

/** `unjudged`: the actor may ask, and what comes back is not a matter of rights. */
export type Outcome = 'allow' | 'forbidden' | 'hidden' | 'unauthenticated' | 'unjudged';
export type Asker = Name | 'nobody';
export type Visibility = 'personal' | 'private' | 'invite' | 'public' | 'password' | 'direct';

export const statusOf: Record<Outcome, number | undefined> = {
  allow: undefined,
  unjudged: undefined,
  unauthenticated: 401,
  forbidden: 403,
  hidden: 404,
};

/** The rule of docs/permissions.md, told once more: workspace owner and admins act as admins in all but personal and direct rooms. */
export function roomRole(visibility: Visibility, { workspace, room }: Standing): Role | 'visitor' | null {
  if (workspace === null) return null;
  if (room === 'owner') return 'owner';
  const isShut = visibility === 'personal' || visibility === 'direct';
  if (!isShut && (workspace === 'owner' || workspace === 'admin')) return 'admin';
  if (room !== null) return workspace === 'viewer' ? 'viewer' : room;
  const isFound = visibility === 'public' || visibility === 'password';
  return isFound && workspace !== 'guest' ? 'visitor' : null;
}

/** What the matrix says: what one may not see is hidden, what one may see and not do is forbidden. */
export function byMatrix(
  row: PermissionRow | undefined,
  asker: Asker,
  visibility: Visibility = 'private',
): Outcome {
  if (row === undefined) return 'allow';
  if (asker === 'nobody') return 'unauthenticated';
  const standing: Standing = standings[asker];
  const roles: readonly string[] = row.roles;
  if (row.scope === 'server') return standing.admin ? 'allow' : 'forbidden';
  if (row.scope === 'account') return roles.includes('user') ? 'allow' : 'forbidden';
  if (row.scope === 'workspace') {
    if (standing.workspace === null) return 'hidden';
    return roles.includes(standing.workspace) ? 'allow' : 'forbidden';
  }
  const role = roomRole(visibility, standing);
  if (role === null) return 'hidden';
  return roles.includes(role) ? 'allow' : 'forbidden';
}

const only =
  (...askers: Asker[]) =>
  (asker: Asker) =>
    askers.includes(asker);

/** Rules finer than the matrix: who of those that hold the right may do it to this very thing; the others get this. */
export const finer: Record<string, { may(asker: Asker): boolean; others: Outcome }> = {
  // Mia's session, and her profile for those who share a place with her.
  'auth.endSession': { may: only('mia'), others: 'hidden' },
  'users.read': {
    may: (asker) => {
      const { workspace, room }: Standing = standings[asker as Name];
      return room !== null || (workspace !== null && workspace !== 'guest');
    },
    others: 'hidden',
  },
  // Everybody may leave; mia is somebody else.
  'workspaces.removeMember': { may: only('wanda', 'walter', 'mia'), others: 'forbidden' },
  // Members only where the workspace says so, and this one says nothing.
  'workspaces.createInvite': { may: only('wanda', 'walter'), others: 'forbidden' },
  // Owner and admin of the workspace act as admins of a room without a place in its list.
  'rooms.leave': { may: (asker) => standings[asker as Name].room !== null, others: 'unjudged' },
  // Walter's invitation.
  'workspaces.deleteInvite': { may: only('wanda', 'walter'), others: 'forbidden' },
  // Mia's message.
  'messaging.edit': { may: only('mia'), others: 'forbidden' },
  // Mia's event.
  ...Object.fromEntries(
    [
      'events.update',
      'events.delete',
      'events.updateOccurrence',
      'events.deleteOccurrence',
      'events.rollback',
      'events.share',
      'events.unshare',
    ].map((id) => [
      id,
      { may: only('mia', 'olga', 'anna', 'wanda', 'walter'), others: 'forbidden' as const },
    ]),
  ),
  'messaging.delete': { may: only('mia', 'olga', 'anna', 'wanda', 'walter'), others: 'forbidden' },
};

export function expectedOf(
  operationId: string,
  row: PermissionRow | undefined,
  asker: Asker,
  visibility?: Visibility,
): Outcome {
  const outcome = byMatrix(row, asker, visibility);
  const rule = finer[operationId];
  return outcome === 'allow' && rule && !rule.may(asker) ? rule.others : outcome;
}
