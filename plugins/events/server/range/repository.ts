import type { Database } from '@teambrain/core';
import type { Override } from '../contract.js';
import { overrideJson, overrideOf } from '../events/repository.js';
import type { TimedEvent } from '../occurrences/compiled.js';

/** What of an event appears in a list of occurrences. */
export interface ListedEvent extends TimedEvent {
  title: string;
  location: string | null;
  busy: boolean;
}

interface Row extends Omit<ListedEvent, 'endTimeZone' | 'rrule' | 'rdate' | 'exdate' | 'overrides'> {
  endTimeZone: string | null;
  rrule: string | null;
  rdate: string[] | null;
  exdate: string[] | null;
  overrides: { [K in keyof Override]: Override[K] | null }[] | null;
}

/** An event that is over exactly at `from` may be one without length that belongs to the window. */
const candidatesSql = `select string_agg(id || ' ' || version, ',') as found from events
  where room_id = $1 and last_at >= to_timestamp($2::float8 / 1000) and first_at < to_timestamp($3::float8 / 1000)`;

/** Lists that are usually empty come as null, which costs nothing to read. */
const listedSql = `with given as materialized (
    select id, version, title, location, busy, start_local as start, end_local as "end", time_zone as "timeZone",
      end_time_zone as "endTimeZone", all_day as "allDay", rrule, nullif(rdate, '{}') as rdate,
      nullif(exdate, '{}') as exdate
    from events where id = any($1::uuid[])),
  changed as (
    select o.event_id, json_agg(${overrideJson} order by o.original) as overrides
    from event_overrides o join given on given.id = o.event_id group by o.event_id)
  select given.*, changed.overrides from given left join changed on changed.event_id = given.id`;

/** Finds what takes place in a window. */
export function createRangeRepository(db: Database) {
  return {
    /** Versions by id of the events of a room that may have an instance in a window. */
    async candidates(roomId: string, from: number, to: number): Promise<Map<string, number>> {
      const [row] = await db.query<{ found: string | null }>(candidatesSql, [roomId, from, to], {
        name: 'events.candidates',
        lane: 'read',
      });
      const found = new Map<string, number>();
      for (const pair of row?.found?.split(',') ?? []) found.set(pair.slice(0, 36), Number(pair.slice(37)));
      return found;
    },
    async listed(ids: readonly string[]): Promise<ListedEvent[]> {
      if (ids.length === 0) return [];
      const rows = await db.query<Row>(listedSql, [ids], { name: 'events.listed', lane: 'read' });
      return rows.map(({ endTimeZone, rrule, rdate, exdate, overrides, ...row }) => ({
        ...row,
        ...(endTimeZone === null ? {} : { endTimeZone }),
        ...(rrule === null ? {} : { rrule }),
        rdate: rdate ?? [],
        exdate: exdate ?? [],
        overrides: overrides?.map(overrideOf) ?? [],
      }));
    },
  };
}

export type RangeRepository = ReturnType<typeof createRangeRepository>;
