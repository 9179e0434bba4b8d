import type { Database } from '@teambrain/core';

/** Gives the rows of one account to another. Inside a transaction that has locked the room. */
export function createReassigningRepository(db: Database) {
  return {
    /** Events of a room that somebody made, attends, answered or has a role in. */
    concerned: (roomId: string, userId: string) =>
      db.query<{ id: string; version: number }>(
        `select e.id, e.version from events e where e.room_id = $1 and (
           e.author_id = $2
           or exists (select 1 from event_attendees a where a.event_id = e.id and a.user_id = $2)
           or exists (select 1 from event_responses r where r.event_id = e.id and r.user_id = $2)
           or exists (select 1 from event_permissions p where p.event_id = e.id and p.user_id = $2))
         order by e.id`,
        [roomId, userId],
      ),
    /** What the other account has of its own stands; of two roles the higher one counts. */
    async move(ids: readonly string[], fromId: string, toId: string): Promise<void> {
      await db.query(
        `with authored as (
           update events set author_id = $3 where id = any($1::uuid[]) and author_id = $2),
         attending as (
           insert into event_attendees (event_id, user_id)
           select event_id, $3 from event_attendees where event_id = any($1::uuid[]) and user_id = $2
           on conflict do nothing),
         answered as (
           insert into event_responses (event_id, user_id, original, status, answered_at)
           select event_id, $3, original, status, answered_at from event_responses
           where event_id = any($1::uuid[]) and user_id = $2
           on conflict do nothing)
         insert into event_permissions (event_id, user_id, role)
         select event_id, $3, role from event_permissions where event_id = any($1::uuid[]) and user_id = $2
         on conflict (event_id, user_id) do update set role = excluded.role
         where array_position(array['viewer', 'editor', 'owner'], excluded.role)
           > array_position(array['viewer', 'editor', 'owner'], event_permissions.role)`,
        [ids, fromId, toId],
      );
      for (const table of ['event_attendees', 'event_responses', 'event_permissions'])
        await db.query(`delete from ${table} where event_id = any($1::uuid[]) and user_id = $2`, [
          ids,
          fromId,
        ]);
    },
  };
}
