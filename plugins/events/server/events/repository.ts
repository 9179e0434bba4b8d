import type { Database } from '@teambrain/core';
import type { EventRole, RsvpStatus } from '../../shared/types.js';
import type { Override, StoredEvent } from '../contract.js';
import type { EventRecord } from './record.js';

/** Where an event is, for the decision over it; it never moves. */
export interface EventPlace {
  roomId: string;
}

export interface RoomFacts {
  workspaceId: string;
  isArchived: boolean;
  /** Events of the room, counted up to one more than was asked about. */
  events: number;
}

/** Milliseconds; `last` is null for an endless series. */
export interface Span {
  first: number;
  last: number | null;
}

export interface EventWrite {
  event: StoredEvent;
  span: Span;
}

type Nullable<T> = { [K in keyof T]: T[K] | null };
interface Row extends Omit<StoredEvent, 'endTimeZone' | 'rrule' | 'overrides'> {
  endTimeZone: string | null;
  rrule: string | null;
  overrides: Nullable<Override>[];
  answers: Record<string, RsvpStatus> | null;
  roles: Record<string, EventRole> | null;
  firm: boolean;
}

/** An override as JSON, of a row `o`. */
export const overrideJson = `json_build_object('original', o.original, 'cancelled', o.cancelled,
  'start', o.start_local, 'end', o.end_local, 'title', o.title, 'description', o.description, 'location', o.location)`;

const findSql = `select e.id, e.room_id as "roomId", e.workspace_id as "workspaceId", e.uid, e.author_id as "authorId",
    e.title, e.description, e.location, e.start_local as start, e.end_local as "end", e.time_zone as "timeZone",
    e.end_time_zone as "endTimeZone", e.all_day as "allDay", e.rrule, e.rdate, e.exdate, e.busy, e.reminders, e.version,
    e.created_at as "createdAt", e.updated_at as "updatedAt",
    coalesce((select json_agg(${overrideJson} order by o.original) from event_overrides o where o.event_id = e.id),
      '[]') as overrides,
    array(select a.user_id::text from event_attendees a where a.event_id = e.id order by a.user_id) as attendees,
    array(select l.resource_id::text from event_resource_links l where l.event_id = e.id order by l.resource_id)
      as resources,
    exists (select 1 from event_resource_links l where l.event_id = e.id and l.firm) as firm,
    (select json_object_agg(r.user_id, r.status) from event_responses r where r.event_id = e.id and r.original = '')
      as answers,
    (select json_object_agg(p.user_id, p.role) from event_permissions p where p.event_id = e.id) as roles
  from events e where e.id = any($1::uuid[])`;

/** What both writes have in common; a list of objects as JSON is one parameter, however many there are. */
const inputSql = `input as materialized (
    select * from json_to_recordset($1::json) as t (
      id uuid, "roomId" uuid, "workspaceId" uuid, uid text, "authorId" uuid, title text, description text,
      location text, start text, "end" text, "timeZone" text, "endTimeZone" text, "allDay" boolean, rrule text,
      rdate text[], exdate text[], busy boolean, reminders integer[], attendees uuid[], overrides json,
      version integer, "firstAt" timestamptz, "lastAt" timestamptz))`;

const ownOverrides = `select i.id, o.original, o.cancelled, o.start, o."end", o.title, o.description, o.location
  from input i, json_to_recordset(i.overrides) as o (
    original text, cancelled boolean, start text, "end" text, title text, description text, location text)`;

const insertSql = `with ${inputSql},
  made as (
    insert into events (id, room_id, workspace_id, uid, author_id, title, description, location, start_local, end_local,
      time_zone, end_time_zone, all_day, rrule, rdate, exdate, busy, reminders, first_at, last_at, version)
    select id, "roomId", "workspaceId", uid, "authorId", title, description, location, start, "end", "timeZone",
      "endTimeZone", "allDay", rrule, rdate, exdate, busy, reminders, "firstAt", "lastAt", version from input
    returning id, created_at, updated_at),
  owners as (
    insert into event_permissions (event_id, user_id, role)
    select id, "authorId", 'owner' from input where "authorId" is not null),
  attending as (
    insert into event_attendees (event_id, user_id) select id, unnest(attendees) from input),
  answered as (
    insert into event_responses (event_id, user_id, status)
    select id, "authorId", 'accepted' from input where "authorId" = any(attendees)),
  changed as (
    insert into event_overrides (event_id, original, cancelled, start_local, end_local, title, description, location)
    ${ownOverrides})
  select id, created_at as "createdAt", updated_at as "updatedAt" from made`;

const updateSql = `with ${inputSql},
  written as (
    update events e set title = i.title, description = i.description, location = i.location, start_local = i.start,
      end_local = i."end", time_zone = i."timeZone", end_time_zone = i."endTimeZone", all_day = i."allDay",
      rrule = i.rrule, rdate = i.rdate, exdate = i.exdate, busy = i.busy, reminders = i.reminders,
      first_at = i."firstAt", last_at = i."lastAt", version = i.version,
      updated_at = date_trunc('milliseconds', clock_timestamp())
    from input i where e.id = i.id returning e.id, e.created_at, e.updated_at),
  absent as (
    delete from event_attendees a using input i where a.event_id = i.id and a.user_id <> all(i.attendees)
    returning a.event_id, a.user_id),
  unanswered as (
    delete from event_responses r using absent a where r.event_id = a.event_id and r.user_id = a.user_id),
  attending as (
    insert into event_attendees (event_id, user_id) select id, unnest(attendees) from input on conflict do nothing),
  given as materialized (${ownOverrides}),
  dropped as (
    delete from event_overrides o using input i where o.event_id = i.id
      and not exists (select 1 from given g where g.id = o.event_id and g.original = o.original)),
  changed as (
    insert into event_overrides (event_id, original, cancelled, start_local, end_local, title, description, location)
    select * from given
    on conflict (event_id, original) do update set cancelled = excluded.cancelled,
      start_local = excluded.start_local, end_local = excluded.end_local, title = excluded.title,
      description = excluded.description, location = excluded.location)
  select id, created_at as "createdAt", updated_at as "updatedAt" from written`;

export interface Stamp {
  id: string;
  createdAt: Date;
  updatedAt: Date;
}

/** Events as rows. Everything that writes runs inside a transaction that has locked the room. */
export function createEventRepository(db: Database) {
  const write = async (sql: string, name: string, writes: readonly EventWrite[]): Promise<Stamp[]> => {
    const rows = await db.query<Stamp>(sql, [JSON.stringify(writes.map(inputOf))], { name });
    return rows.map(({ id, createdAt, updatedAt }) => ({
      id,
      createdAt: new Date(createdAt),
      updatedAt: new Date(updatedAt),
    }));
  };

  return {
    async find(ids: readonly string[]): Promise<Map<string, EventRecord>> {
      if (ids.length === 0) return new Map();
      const rows = await db.query<Row>(findSql, [[...new Set(ids)]], { name: 'events.find' });
      return new Map(rows.map((row) => [row.id, recordOf(row)]));
    },
    async placeOf(id: string): Promise<EventPlace | null> {
      const [row] = await db.query<EventPlace>('select room_id as "roomId" from events where id = $1', [id], {
        name: 'events.placeOf',
        lane: 'read',
      });
      return row ?? null;
    },
    /** Null: there is no such room. */
    async room(roomId: string, maxEvents: number): Promise<RoomFacts | null> {
      const [row] = await db.query<RoomFacts>(
        `select workspace_id as "workspaceId", archived_at is not null as "isArchived",
           (select count(*)::int from (select 1 from events where room_id = $1 limit $2) as counted) as events
         from rooms where id = $1 and deleted_at is null`,
        [roomId, maxEvents + 1],
        { name: 'events.room' },
      );
      return row ?? null;
    },
    /** Events and series in the rooms of a workspace. */
    async countIn(workspaceId: string): Promise<number> {
      const [row] = await db.query<{ count: number }>(
        `select count(*)::int as count from events e join rooms r on r.id = e.room_id
         where r.workspace_id = $1 and r.deleted_at is null`,
        [workspaceId],
      );
      return row?.count ?? 0;
    },
    /** With their overrides and attendees; the author owns them, and has accepted where the author attends. */
    insert: (writes: readonly EventWrite[]) => write(insertSql, 'events.insert', writes),
    update: (writes: readonly EventWrite[]) => write(updateSql, 'events.update', writes),
    async remove(ids: readonly string[]): Promise<void> {
      await db.query('delete from events where id = any($1::uuid[])', [ids]);
    },
    /** Those of the resources that the workspace still has. */
    async knownResources(workspaceId: string, ids: readonly string[]): Promise<string[]> {
      if (ids.length === 0) return [];
      const rows = await db.query<{ id: string }>(
        'select id from event_resources where workspace_id = $1 and id = any($2::uuid[]) order by id',
        [workspaceId, ids],
      );
      return rows.map(({ id }) => id);
    },
  };
}

export type EventRepository = ReturnType<typeof createEventRepository>;

function inputOf({ event, span }: EventWrite) {
  return {
    ...event,
    firstAt: new Date(span.first).toISOString(),
    lastAt: span.last === null ? 'infinity' : new Date(span.last).toISOString(),
  };
}

function recordOf({ answers, roles, firm, ...row }: Row): EventRecord {
  const { endTimeZone, rrule, overrides, ...rest } = row;
  const event: StoredEvent = {
    ...rest,
    ...(endTimeZone === null ? {} : { endTimeZone }),
    ...(rrule === null ? {} : { rrule }),
    overrides: overrides.map(overrideOf),
    createdAt: new Date(row.createdAt),
    updatedAt: new Date(row.updatedAt),
  };
  return { event, answers: answers ?? {}, roles: roles ?? {}, firm };
}

/** Without what is null: absent is as the series has it. */
export function overrideOf(row: Nullable<Override>): Override {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as unknown as Override;
}
