import type { Role } from '@teambrain/protocol';
import type { RoomVisibility } from '../../shared/types.js';

export interface Standing {
  visibility: RoomVisibility;
  isDirect: boolean;
  isArchived: boolean;
  /** Role in the members' list of the room. */
  member: Role | null;
  /** Role in the workspace. */
  workspace: Role | null;
}

/**
 * What somebody is in a room. Nothing without a place in the workspace; the workspace's owner and admins are admins of
 * every room but personal and direct ones; its viewers only ever read; an archived room is read-only for members.
 */
export function effectiveRole({
  visibility,
  isDirect,
  isArchived,
  member,
  workspace,
}: Standing): Role | null {
  if (workspace === null) return null;
  const isShut = isDirect || visibility === 'personal';
  if (member === 'owner') return 'owner';
  if (!isShut && (workspace === 'owner' || workspace === 'admin')) return 'admin';
  if (member === null) return null;
  if (workspace === 'viewer') return 'viewer';
  return isArchived && member === 'member' ? 'viewer' : member;
}

/** Whether somebody without a role in it may know that the room exists. */
export function isVisible({ visibility, isDirect, workspace }: Standing): boolean {
  if (isDirect || (visibility !== 'public' && visibility !== 'password')) return false;
  return workspace !== null && workspace !== 'guest';
}
