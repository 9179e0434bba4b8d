import type { Database } from '@teambrain/core';
import type { RsvpStatus } from '../../shared/types.js';

export interface UserAnswer {
  eventId: string;
  original: string;
  status: RsvpStatus;
  allDay: boolean;
  timeZone: string;
}

/** Answers of people to events: one for the whole series, and one for each instance that they answered by itself. */
export function createAnswerRepository(db: Database) {
  return {
    /** `original` is empty for the whole series. */
    async set(eventId: string, userId: string, original: string, status: RsvpStatus): Promise<void> {
      await db.query(
        `insert into event_responses (event_id, user_id, original, status) values ($1, $2, $3, $4)
         on conflict (event_id, user_id, original)
         do update set status = excluded.status, answered_at = clock_timestamp()`,
        [eventId, userId, original, status],
      );
    },
    /** Answers by event, user and instance, for those that exist. */
    find(keys: readonly { eventId: string; userId: string; original: string }[]) {
      return db.query<{ eventId: string; userId: string; original: string; status: RsvpStatus }>(
        `select event_id as "eventId", user_id as "userId", original, status from event_responses
         where (event_id, user_id, original) in (select * from unnest($1::uuid[], $2::uuid[], $3::text[]))`,
        [keys.map((key) => key.eventId), keys.map((key) => key.userId), keys.map((key) => key.original)],
      );
    },
    /** What somebody answered to the events of a room that they attend; `original` is empty for a whole series. */
    ofUser(roomId: string, userId: string) {
      return db.query<UserAnswer>(
        `select a.event_id as "eventId", coalesce(r.original, '') as original,
           coalesce(r.status, 'needs_action') as status, e.all_day as "allDay", e.time_zone as "timeZone"
         from event_attendees a join events e on e.id = a.event_id and e.room_id = $1
         left join event_responses r on r.event_id = a.event_id and r.user_id = a.user_id
         where a.user_id = $2`,
        [roomId, userId],
        { name: 'events.answersOf', lane: 'read' },
      );
    },
    /** What somebody answered to one event, by instance; empty is the whole series. */
    async ofUserIn(eventId: string, userId: string): Promise<Map<string, RsvpStatus>> {
      const rows = await db.query<{ original: string; status: RsvpStatus }>(
        'select original, status from event_responses where event_id = $1 and user_id = $2',
        [eventId, userId],
        { name: 'events.answersIn', lane: 'read' },
      );
      return new Map(rows.map(({ original, status }) => [original, status]));
    },
    /** What people answered to one instance by itself, by user. */
    async ofInstance(eventId: string, original: string): Promise<Map<string, RsvpStatus>> {
      const rows = await db.query<{ userId: string; status: RsvpStatus }>(
        'select user_id as "userId", status from event_responses where event_id = $1 and original = $2',
        [eventId, original],
        { name: 'events.answersTo', lane: 'read' },
      );
      return new Map(rows.map(({ userId, status }) => [userId, status]));
    },
    /** Instances that somebody answered by themselves. */
    async originals(eventId: string): Promise<string[]> {
      const rows = await db.query<{ original: string }>(
        `select distinct original from event_responses where event_id = $1 and original <> '' order by original`,
        [eventId],
      );
      return rows.map(({ original }) => original);
    },
    /** Answers for the whole, and the roles of people, for an event that was cut off another one. */
    async copy(fromId: string, toId: string): Promise<void> {
      await db.query('delete from event_permissions where event_id = $1', [toId]);
      await db.query(
        `with roles as (
           insert into event_permissions (event_id, user_id, role)
           select $2, user_id, role from event_permissions where event_id = $1)
         insert into event_responses (event_id, user_id, original, status, answered_at)
         select $2, user_id, original, status, answered_at from event_responses where event_id = $1 and original = ''
         on conflict (event_id, user_id, original) do update set status = excluded.status`,
        [fromId, toId],
      );
    },
    /** Answers for instances from `from` on get other names, in this event or another; those that get none are dropped. */
    async rename(
      fromId: string,
      toId: string,
      names: readonly { from: string; to: string }[],
      from = '0',
    ): Promise<void> {
      // Taken out first: names of a series that moved by its own interval are those of its other instances.
      const taken = await db.query<{ userId: string; original: string; status: string; answeredAt: Date }>(
        `delete from event_responses where event_id = $1 and original <> '' and original >= $2
         returning user_id as "userId", original, status, answered_at as "answeredAt"`,
        [fromId, from],
      );
      const renamed = new Map(names.map((name) => [name.from, name.to]));
      const kept = taken.filter(({ original }) => renamed.has(original));
      if (kept.length === 0) return;
      await db.query(
        `insert into event_responses (event_id, user_id, original, status, answered_at)
         select $1, * from unnest($2::uuid[], $3::text[], $4::text[], $5::timestamptz[])
         on conflict do nothing`,
        [
          toId,
          kept.map(({ userId }) => userId),
          kept.map(({ original }) => renamed.get(original)),
          kept.map(({ status }) => status),
          kept.map(({ answeredAt }) => answeredAt),
        ],
      );
    },
  };
}

export type AnswerRepository = ReturnType<typeof createAnswerRepository>;
