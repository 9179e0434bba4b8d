import type { Grant } from '@teambrain/core';
import type { EventRole } from '../../shared/types.js';

const ranks: Record<EventRole, number> = { viewer: 0, editor: 1, owner: 2 };

/** What somebody is in an event: owner as owner or admin of its room, else what the event itself gives. */
export function roleIn(
  grant: Pick<Grant, 'role'>,
  roles: Readonly<Record<string, EventRole>>,
  actorId: string,
): EventRole {
  if (grant.role === 'owner' || grant.role === 'admin') return 'owner';
  return roles[actorId] ?? 'viewer';
}

export const isAtLeast = (role: EventRole, wanted: EventRole): boolean => ranks[role] >= ranks[wanted];
