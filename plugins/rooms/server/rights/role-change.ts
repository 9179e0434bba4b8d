import type { Role } from '@teambrain/protocol';

export type RoleChange = 'allow' | 'hand_over' | 'same' | 'forbidden' | 'last_owner';

/**
 * Whether `actor` may give `target` the role `next`. Owners and admins change roles, but not to or of the owner; only
 * the owner hands the room over, and cannot step down without.
 */
export function judgeRoleChange(change: {
  actor: Role | null;
  target: Role;
  next: Role;
  isSelf: boolean;
}): RoleChange {
  const { actor, target, next, isSelf } = change;
  if (actor !== 'owner' && actor !== 'admin') return 'forbidden';
  if (next === 'guest') return 'forbidden';
  if (target === next) return target === 'owner' && actor !== 'owner' ? 'forbidden' : 'same';
  if (target === 'owner') return isSelf ? 'last_owner' : 'forbidden';
  if (next === 'owner') return actor === 'owner' ? 'hand_over' : 'forbidden';
  return 'allow';
}

/** Whether `actor` may remove `target` from the room. */
export function judgeRemoval(removal: {
  actor: Role | null;
  target: Role;
  isSelf: boolean;
}): Exclude<RoleChange, 'hand_over' | 'same'> {
  const { actor, target, isSelf } = removal;
  if (actor !== 'owner' && actor !== 'admin') return 'forbidden';
  if (target === 'owner') return isSelf ? 'last_owner' : 'forbidden';
  return 'allow';
}
