import type { Database } from '@teambrain/core';
import type { EventRole } from '../../shared/types.js';

/** Roles that events give to people beside those of their room. */
export function createEventRoleRepository(db: Database) {
  return {
    async rolesOf(userId: string, eventIds: readonly string[]): Promise<Map<string, EventRole>> {
      if (eventIds.length === 0) return new Map();
      const rows = await db.query<{ eventId: string; role: EventRole }>(
        `select event_id as "eventId", role from event_permissions
         where user_id = $1 and event_id = any($2::uuid[])`,
        [userId, [...new Set(eventIds)]],
        { name: 'events.rolesOf' },
      );
      return new Map(rows.map(({ eventId, role }) => [eventId, role]));
    },
  };
}

export type EventRoleRepository = ReturnType<typeof createEventRoleRepository>;
