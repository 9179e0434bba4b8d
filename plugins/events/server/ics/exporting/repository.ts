import type { Database } from '@teambrain/core';
import type { Override } from '../../contract.js';
import { overrideJson, overrideOf } from '../../events/repository.js';
import type { WritableEvent } from '../writing/write-event.js';

/** What a room's calendar file is made from, in one look: enough to say whether it changed. */
export interface CalendarState {
  name: string;
  /** Differs whenever an event of the room was made, changed or deleted. */
  fingerprint: string;
  /** Of the last change that is still to be seen; null without events. */
  changedAt: Date | null;
  /** The zone that most events are in. */
  home: string;
  /** Zones of timed events with the first year each is used in. */
  zones: Record<string, number>;
}

const stateSql = `with own as materialized (
    select id, version, updated_at, all_day, time_zone, end_time_zone,
      left(least(start_local, rdate[1]), 4)::int as year
    from events where room_id = $1),
  zones as (
    select time_zone as zone, year from own where not all_day
    union all select end_time_zone, year from own where end_time_zone is not null and not all_day)
  select r.name, (select max(updated_at) from own) as "changedAt",
    (select count(*) || '-' || md5(coalesce(string_agg(id::text || version, ',' order by id), '')) from own)
      as fingerprint,
    coalesce((select time_zone from own group by time_zone order by count(*) desc, time_zone limit 1), 'UTC') as home,
    coalesce((select json_object_agg(zone, year) from (
      select zone, min(year) as year from zones group by zone order by zone) as used), '{}') as zones
  from rooms r where r.id = $1 and r.deleted_at is null`;

const columns = `e.id, e.uid, e.title, e.description, e.location, e.start_local as start, e.end_local as "end",
  e.time_zone as "timeZone", e.end_time_zone as "endTimeZone", e.all_day as "allDay", e.rrule, e.rdate, e.exdate,
  e.busy, e.reminders, e.version, e.created_at as "createdAt", e.updated_at as "updatedAt",
  (select json_agg(${overrideJson} order by o.original) from event_overrides o where o.event_id = e.id) as overrides`;

interface Row extends Omit<WritableEvent, 'endTimeZone' | 'rrule' | 'overrides'> {
  id: string;
  endTimeZone: string | null;
  rrule: string | null;
  overrides: { [K in keyof Override]: Override[K] | null }[] | null;
}

export function createExportRepository(db: Database) {
  return {
    /** Null: there is no such room. */
    async state(roomId: string): Promise<CalendarState | null> {
      const [row] = await db.query<CalendarState>(stateSql, [roomId]);
      return row ? { ...row, changedAt: row.changedAt && new Date(row.changedAt) } : null;
    },
    /** Events of a room in order of id, from after one on. */
    async page(roomId: string, after: string, limit: number): Promise<(WritableEvent & { id: string })[]> {
      const rows = await db.query<Row>(
        `select ${columns} from events e where e.room_id = $1 and e.id > $2 order by e.id limit $3`,
        [roomId, after, limit],
      );
      return rows.map(writable);
    },
    async one(eventId: string): Promise<WritableEvent | null> {
      const [row] = await db.query<Row>(`select ${columns} from events e where e.id = $1`, [eventId]);
      return row ? writable(row) : null;
    },
  };
}

export type ExportRepository = ReturnType<typeof createExportRepository>;

function writable({ endTimeZone, rrule, overrides, ...row }: Row): WritableEvent & { id: string } {
  return {
    ...row,
    ...(endTimeZone === null ? {} : { endTimeZone }),
    ...(rrule === null ? {} : { rrule }),
    overrides: overrides?.map(overrideOf) ?? [],
    createdAt: new Date(row.createdAt),
    updatedAt: new Date(row.updatedAt),
  };
}
