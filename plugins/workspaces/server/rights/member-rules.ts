import type { Role } from '@teambrain/protocol';

export type Verdict = 'allow' | 'hand_over' | 'same' | 'forbidden' | 'last_owner';

const isAdmin = (role: Role | null) => role === 'owner' || role === 'admin';

/**
 * Whether `actor` may give `target` the role `next`. Owner and admins change roles, but not to or of the owner; only the
 * owner hands the workspace over, and cannot step down without.
 */
export function judgeRoleChange(change: {
  actor: Role | null;
  target: Role;
  next: Role;
  isSelf: boolean;
}): Verdict {
  const { actor, target, next, isSelf } = change;
  if (!isAdmin(actor)) return 'forbidden';
  if (target === 'owner' && !isSelf) return 'forbidden';
  if (target === next) return 'same';
  if (target === 'owner') return 'last_owner';
  if (next === 'owner') return actor === 'owner' ? 'hand_over' : 'forbidden';
  return 'allow';
}

/** Whether `actor` may take `target` out of the workspace. Everybody but the owner may leave. */
export function judgeRemoval(removal: { actor: Role | null; target: Role; isSelf: boolean }): Verdict {
  const { actor, target, isSelf } = removal;
  if (target === 'owner') return isSelf ? 'last_owner' : 'forbidden';
  return isSelf || isAdmin(actor) ? 'allow' : 'forbidden';
}

const order: readonly Role[] = ['guest', 'viewer', 'member', 'admin', 'owner'];

/** Whether `actor` may let somebody in with `role`: never as owner, and members never above themselves. */
export function judgeInvitation(invitation: {
  actor: Role | null;
  role: Role;
  membersMayInvite: boolean;
}): 'allow' | 'forbidden' {
  const { actor, role, membersMayInvite } = invitation;
  if (actor === null || role === 'owner') return 'forbidden';
  if (isAdmin(actor)) return 'allow';
  const isBelow = order.indexOf(role) <= order.indexOf(actor);
  return actor === 'member' && membersMayInvite && isBelow ? 'allow' : 'forbidden';
}
