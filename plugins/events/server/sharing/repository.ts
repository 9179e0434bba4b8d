import { type Database, type UserRow, userColumns } from '@teambrain/core';
import type { EventRole } from '../../shared/types.js';

/** Whom an event gives a role of its own. */
export interface HolderRow extends UserRow {
  role: EventRole;
  /** When it was given, in microseconds since 1970. */
  position: string;
}

/** Roles that events give, as those see and change them who share an event. */
export function createSharingRepository(db: Database) {
  return {
    /** In order of giving, behind a place of it. */
    page(
      eventId: string,
      after: { micros: string; userId: string } | null,
      limit: number,
    ): Promise<HolderRow[]> {
      return db.query<HolderRow>(
        `select ${userColumns}, p.role,
           (extract(epoch from p.granted_at) * 1000000)::bigint::text as position
         from event_permissions p join users u on u.id = p.user_id
         where p.event_id = $1 and ($2::bigint is null or (p.granted_at, p.user_id) >
           (timestamptz 'epoch' + $2::bigint * interval '1 microsecond', $3::uuid))
         order by p.granted_at, p.user_id limit $4`,
        [eventId, after?.micros ?? null, after?.userId ?? null, limit],
        { name: 'events.holders', lane: 'read' },
      );
    },
    async set(eventId: string, userId: string, role: EventRole): Promise<void> {
      await db.query(
        `insert into event_permissions (event_id, user_id, role) values ($1, $2, $3)
         on conflict (event_id, user_id) do update set role = excluded.role`,
        [eventId, userId, role],
      );
    },
    async remove(eventId: string, userId: string): Promise<void> {
      await db.query('delete from event_permissions where event_id = $1 and user_id = $2', [eventId, userId]);
    },
    /** Roles by event and user, for those that exist. */
    find(keys: readonly { eventId: string; userId: string }[]) {
      return db.query<{ eventId: string; userId: string; role: EventRole }>(
        `select event_id as "eventId", user_id as "userId", role from event_permissions
         where (event_id, user_id) in (select * from unnest($1::uuid[], $2::uuid[]))`,
        [keys.map(({ eventId }) => eventId), keys.map(({ userId }) => userId)],
      );
    },
    /** What somebody was given in a room or a workspace, besides what they made themselves. Gives the events. */
    removeGiven(placeId: string, userId: string) {
      return db.query<{ id: string; roomId: string }>(
        `delete from event_permissions p using events e
         where e.id = p.event_id and $1::uuid in (e.room_id, e.workspace_id) and p.user_id = $2
           and e.author_id is distinct from $2
         returning e.id, e.room_id as "roomId"`,
        [placeId, userId],
      );
    },
  };
}

export type SharingRepository = ReturnType<typeof createSharingRepository>;
