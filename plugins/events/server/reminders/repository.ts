import type { Database } from '@teambrain/core';

/** An event with a reminder that is due. */
export interface DueEvent {
  eventId: string;
  roomId: string;
  /** Milliseconds. */
  dueAt: number;
}

/** The next reminder of an event in milliseconds; null: there is none any more. */
export interface NextReminder {
  eventId: string;
  dueAt: number | null;
}

export interface SentReminder {
  eventId: string;
  original: string;
  minutes: number;
  /** Milliseconds. */
  start: number;
}

const dueMs = `(extract(epoch from n.due_at) * 1000)::float8 as "dueAt"`;
const iso = (instant: number): string => new Date(instant).toISOString();

/** When reminders are due, and which were sent. What writes runs under the lock of the room. */
export function createReminderRepository(db: Database) {
  return {
    /** In order, behind a place of it. */
    due(now: number, after: DueEvent | null, limit: number): Promise<DueEvent[]> {
      return db.query<DueEvent>(
        `select n.event_id as "eventId", e.room_id as "roomId", ${dueMs}
         from event_next_reminders n join events e on e.id = n.event_id
         where n.due_at <= $1 and ($2::timestamptz is null or (n.due_at, n.event_id) > ($2, $3::uuid))
         order by n.due_at, n.event_id limit $4`,
        [iso(now), after && iso(after.dueAt), after?.eventId ?? null, limit],
        { name: 'events.dueReminders' },
      );
    },
    /** When the next one of all is due. */
    async first(): Promise<number | null> {
      const [row] = await db.query<{ dueAt: number }>(
        `select ${dueMs} from event_next_reminders n order by n.due_at limit 1`,
        [],
        { name: 'events.firstReminder' },
      );
      return row?.dueAt ?? null;
    },
    /** Those of the events whose reminder is still due: another instance may have been faster. */
    async stillDue(eventIds: readonly string[], now: number): Promise<Map<string, number>> {
      const rows = await db.query<{ eventId: string; dueAt: number }>(
        `select n.event_id as "eventId", ${dueMs} from event_next_reminders n
         where n.event_id = any($1::uuid[]) and n.due_at <= $2`,
        [eventIds, iso(now)],
        { name: 'events.stillDue' },
      );
      return new Map(rows.map(({ eventId, dueAt }) => [eventId, dueAt]));
    },
    async setNext(next: readonly NextReminder[]): Promise<void> {
      const none = next.flatMap(({ eventId, dueAt }) => (dueAt === null ? [eventId] : []));
      const some = next.flatMap(({ eventId, dueAt }) => (dueAt === null ? [] : [{ eventId, dueAt }]));
      if (none.length > 0)
        await db.query('delete from event_next_reminders where event_id = any($1::uuid[])', [none]);
      if (some.length > 0)
        await db.query(
          `insert into event_next_reminders (event_id, due_at)
           select * from unnest($1::uuid[], $2::timestamptz[])
           on conflict (event_id) do update set due_at = excluded.due_at`,
          [some.map(({ eventId }) => eventId), some.map(({ dueAt }) => iso(dueAt))],
        );
    },
    /** Gives those that had not been sent before. */
    async record<R extends SentReminder>(reminders: readonly R[]): Promise<R[]> {
      if (reminders.length === 0) return [];
      const rows = await db.query<{ place: number }>(
        `with given as (select * from unnest($1::uuid[], $2::text[], $3::integer[], $4::timestamptz[])
             with ordinality as t (event_id, original, minutes, start_at, place)),
           made as (
             insert into event_reminders (event_id, original, minutes, start_at)
             select event_id, original, minutes, start_at from given on conflict do nothing
             returning event_id, original, minutes, start_at)
         select g.place::int as place from given g join made using (event_id, original, minutes, start_at)
         order by g.place`,
        [
          reminders.map(({ eventId }) => eventId),
          reminders.map(({ original }) => original),
          reminders.map(({ minutes }) => minutes),
          reminders.map(({ start }) => iso(start)),
        ],
      );
      return rows.flatMap(({ place }) => reminders[place - 1] ?? []);
    },
    /** Of instances that nobody could be reminded of any more. */
    async deleteOld(): Promise<void> {
      await db.query(`delete from event_reminders where start_at < clock_timestamp() - interval '2 days'`);
    },
    async clearRoom(roomId: string): Promise<void> {
      await db.query(
        'delete from event_next_reminders n using events e where e.id = n.event_id and e.room_id = $1',
        [roomId],
      );
    },
  };
}

export type ReminderRepository = ReturnType<typeof createReminderRepository>;
