import type { Database } from '@teambrain/core';
import type { Override } from '../contract.js';
import type { Span } from './spans.js';
import type { Taking, TimedEvent } from './timeline.js';

/** Which rows the database holds against each other: all, those that overlap no other row, or none. */
export type Firmness = 'all' | 'where_free' | 'none';

/** A row of a booking, with what its event shows to those who may read it. */
export interface BookedRow extends Taking {
  resourceId: string;
  eventId: string;
  roomId: string;
  title: string;
  timeZone: string;
  allDay: boolean;
}

/** An event that has to be expanded, because not all of its occurrences are rows. */
export interface OtherEvent extends TimedEvent {
  id: string;
  roomId: string;
  title: string;
}

export interface BookedSeries extends OtherEvent {
  resourceIds: string[];
  /** Occurrences that start earlier are rows. */
  bookedUntil: number;
}

/** An answer to an event; `original` is empty for the whole series. */
export interface Answer {
  userId: string;
  original: string;
  declined: boolean;
}

export interface AttendedEvent extends OtherEvent {
  /** Who attends it, among those asked about. */
  userIds: string[];
  answers: Answer[];
}

export interface BookedLink {
  bookedUntil: number;
  /** Rows that lie in the future already. */
  rowsAhead: number;
}

type Times = {
  start: string;
  end: string;
  endTimeZone: string | null;
  rrule: string | null;
  overrides: { [K in keyof Override]: Override[K] | null }[] | null;
};
type Raw<T extends OtherEvent> = Omit<T, keyof Times> & Times;

const timed = `e.id, e.room_id as "roomId", e.title, e.start_local as start, e.end_local as "end",
  e.time_zone as "timeZone", e.end_time_zone as "endTimeZone", e.all_day as "allDay", e.rrule, e.rdate, e.exdate,
  (select json_agg(json_build_object('original', o.original, 'cancelled', o.cancelled, 'start', o.start_local,
     'end', o.end_local)) from event_overrides o where o.event_id = e.id) as overrides`;
const ms = (instant: string) => `(extract(epoch from ${instant}) * 1000)::float8`;
const at = (param: string) => `to_timestamp(${param}::float8 / 1000)`;
const spansOf = (starts: string, ends: string) =>
  `(select range_agg(tstzrange(${at('s.a')}, ${at('s.b')})) from unnest(${starts}::float8[], ${ends}::float8[]) as s (a, b))`;
const booked = `select b.resource_id as "resourceId", b.event_id as "eventId", b.original,
    ${ms('lower(b.span)')} as start, ${ms('upper(b.span)')} as "end",
    e.room_id as "roomId", e.title, e.time_zone as "timeZone", e.all_day as "allDay"
  from event_bookings b join events e on e.id = b.event_id`;

const isFree = `not exists (select 1 from event_bookings b where b.resource_id = r and b.event_id <> $1
  and b.span && tstzrange(${at('t.a')}, ${at('t.b')}))`;

/** People are locked by a number each of these many share, so that a batch with thousands of them takes few locks. */
const peopleLocks = 256;
/** Keeps these locks apart from any others of the database. */
const lockSpace = 1_702_260_340;

export function createBookingRepository(db: Database) {
  return {
    /** In order of id everywhere, so that two transactions never wait for each other crosswise. */
    async lockResources(ids: readonly string[]): Promise<void> {
      await db.query(
        'select id from event_resources where id = any($1::uuid[]) order by id for no key update',
        [ids],
      );
    },
    /** The embedded engine has one session, which runs one transaction after the other. */
    async lockPeople(ids: readonly string[]): Promise<void> {
      if (db.engine === 'embedded') return;
      await db.query(
        `select pg_advisory_xact_lock(${lockSpace}, place) from (
           select distinct hashtext(id) & ${peopleLocks - 1} as place from unnest($1::text[]) as id order by 1) as places`,
        [ids],
      );
    },
    /** Those among the resources that the workspace has, and whether a series takes them that is not all rows. */
    async known(workspaceId: string, ids: readonly string[]): Promise<{ id: string; endless: boolean }[]> {
      return db.query<{ id: string; endless: boolean }>(
        `select id, exists (select 1 from event_resource_links l where l.resource_id = r.id and l.booked_until < 'infinity')
           as endless from event_resources r where workspace_id = $1 and id = any($2::uuid[])`,
        [workspaceId, ids],
        { name: 'events.knownResources' },
      );
    },
    async clear(eventIds: readonly string[]): Promise<void> {
      await db.query(
        `with links as (delete from event_resource_links where event_id = any($1::uuid[]))
         delete from event_bookings where event_id = any($1::uuid[])`,
        [eventIds],
      );
    },
    /** `until` in ms; Infinity: every occurrence is a row. */
    async insert(booking: {
      eventId: string;
      resourceIds: readonly string[];
      firm: Firmness;
      takings: readonly Taking[];
      until: number;
    }): Promise<void> {
      const { eventId, resourceIds, firm, takings, until } = booking;
      await db.query(
        `with links as (
           insert into event_resource_links (event_id, resource_id, firm, booked_until)
           select $1, r, $3, $7::timestamptz from unnest($2::uuid[]) as r)
         insert into event_bookings (event_id, resource_id, original, span, firm)
         select $1, r, t.original, tstzrange(${at('t.a')}, ${at('t.b')}), ${firm === 'where_free' ? isFree : '$3'}
         from unnest($2::uuid[]) as r, unnest($4::text[], $5::float8[], $6::float8[]) as t (original, a, b)`,
        [
          eventId,
          resourceIds,
          firm !== 'none',
          takings.map(({ original }) => original),
          takings.map(({ start }) => start),
          takings.map(({ end }) => end),
          instantText(until),
        ],
      );
    },
    /** Events whose rows end before an instant, in order of id after one. */
    async behind(instant: number, after: string | null, limit: number): Promise<(OtherEvent & BookedLink)[]> {
      const rows = await db.query<Raw<OtherEvent & BookedLink>>(
        `select ${timed}, l."bookedUntil", (select count(distinct b.original)::int from event_bookings b
             where b.event_id = e.id and lower(b.span) > now()) as "rowsAhead"
         from (select event_id, ${ms('min(booked_until)')} as "bookedUntil" from event_resource_links
             where booked_until < $1::timestamptz and ($2::uuid is null or event_id > $2)
             group by event_id order by event_id limit $3) l
         join events e on e.id = l.event_id order by e.id`,
        [instantText(instant), after, limit],
      );
      return rows.map(read);
    },
    /** Locks an event and gives it as it is now; null when its bookings have been written since, or it is gone. */
    async lockBehind(
      eventId: string,
      bookedUntil: number,
    ): Promise<(OtherEvent & { resourceIds: string[] }) | null> {
      // A statement of its own: one that waits for a lock sees other tables as they were before it waited.
      await db.query('select id from events where id = $1 for no key update', [eventId]);
      const [row] = await db.query<Raw<OtherEvent & { resourceIds: string[] }>>(
        `select ${timed}, l."resourceIds" from events e join (
           select event_id, array_agg(resource_id::text order by resource_id) as "resourceIds"
           from event_resource_links where event_id = $1 and ${ms('booked_until')} = $2::float8 group by event_id) l
         on l.event_id = e.id`,
        [eventId, bookedUntil],
      );
      return row ? read(row) : null;
    },
    /**
     * Adds rows to those of an event. What has become impossible since it was booked, for two firm bookings at once, is
     * kept without being firm. Gives what is taken by others.
     */
    async extend(
      eventId: string,
      resourceIds: readonly string[],
      takings: readonly Taking[],
      until: number,
    ): Promise<{ resourceId: string; eventId: string; otherId: string; start: number }[]> {
      const columns = [
        takings.map(({ original }) => original),
        takings.map(({ start }) => start),
        takings.map(({ end }) => end),
      ];
      const clashes = await db.query<{ resourceId: string; eventId: string; otherId: string; start: number }>(
        `with wanted as materialized (
           select l.resource_id, l.firm, t.original, tstzrange(${at('t.a')}, ${at('t.b')}) as span
           from event_resource_links l, unnest($3::text[], $4::float8[], $5::float8[]) as t (original, a, b)
           where l.event_id = $1 and l.resource_id = any($2::uuid[])),
         added as (
           insert into event_bookings (event_id, resource_id, original, span, firm)
           select $1::uuid, w.resource_id, w.original, w.span, w.firm and not exists (
             select 1 from event_bookings b where b.resource_id = w.resource_id and b.span && w.span and b.event_id <> $1)
           from wanted w on conflict do nothing)
         select b.resource_id as "resourceId", $1::uuid as "eventId", b.event_id as "otherId", ${ms('lower(w.span)')} as start
         from wanted w join event_bookings b on b.resource_id = w.resource_id and b.span && w.span and b.event_id <> $1
         order by 4 limit 100`,
        [eventId, resourceIds, ...columns],
      );
      await db.query(
        'update event_resource_links set booked_until = $3::timestamptz where event_id = $1 and resource_id = any($2::uuid[])',
        [eventId, resourceIds, instantText(until)],
      );
      return clashes;
    },
    /** Frees what events of deleted rooms booked: of one, or of all. */
    async clearDeleted(roomId: string | null): Promise<void> {
      await db.query(
        `with gone as materialized (select e.id from events e join rooms r on r.id = e.room_id
           where r.deleted_at is not null and ($1::uuid is null or r.id = $1)),
         links as (delete from event_resource_links where event_id in (select id from gone))
         delete from event_bookings where event_id in (select id from gone)`,
        [roomId],
      );
    },
    /** Rows of others that overlap any of the stretches, in order of start. */
    booked(
      resourceIds: readonly string[],
      except: string,
      spans: readonly Span[],
      limit: number,
    ): Promise<BookedRow[]> {
      return db.query<BookedRow>(
        `${booked} where b.resource_id = any($1::uuid[]) and b.event_id <> $2 and b.span && ${spansOf('$3', '$4')}
         order by lower(b.span), b.event_id, b.resource_id limit $5`,
        [resourceIds, except, spans.map(({ start }) => start), spans.map(({ end }) => end), limit],
        { name: 'events.booked' },
      );
    },
    /** Rows of others that end after an instant, in order of start. */
    bookedAfter(
      resourceIds: readonly string[],
      except: string,
      instant: number,
      limit: number,
    ): Promise<BookedRow[]> {
      return db.query<BookedRow>(
        `${booked} where b.resource_id = any($1::uuid[]) and b.event_id <> $2 and b.span && tstzrange(${at('$3')}, null)
         order by lower(b.span), b.event_id, b.resource_id limit $4`,
        [resourceIds, except, instant, limit],
      );
    },
    /**
     * Stretches of [from, to) in which rows take a resource, merged and in order of time: starts and ends as two lists,
     * which cost a third of as many rows.
     */
    takenStretches(
      resourceIds: readonly string[],
      except: string | null,
      from: number,
      to: number,
    ): Promise<{ resourceId: string; starts: number[]; ends: number[] }[]> {
      return db.query(
        `select t.resource_id as "resourceId", array(select ${ms('lower(r)')} from unnest(t.spans) as r) as starts,
           array(select ${ms('upper(r)')} from unnest(t.spans) as r) as ends
         from (select resource_id, range_agg(span) as spans from event_bookings
           where resource_id = any($1::uuid[]) and span && tstzrange(${at('$3')}, ${at('$4')})
             and ($2::uuid is null or event_id <> $2) group by resource_id) t`,
        [resourceIds, except, from, to],
        { name: 'events.takenStretches' },
      );
    },
    /** Series that take the resources beyond what is kept as rows, and overlap [from, to). */
    async unbooked(
      resourceIds: readonly string[],
      except: string | null,
      from: number,
      to: number,
    ): Promise<BookedSeries[]> {
      const rows = await db.query<Raw<BookedSeries>>(
        `select ${timed}, l."resourceIds", l."bookedUntil" from (
           select event_id, array_agg(resource_id::text) as "resourceIds", ${ms('min(booked_until)')} as "bookedUntil"
           from event_resource_links where resource_id = any($1::uuid[]) and ($2::uuid is null or event_id <> $2)
             and booked_until < $4::timestamptz group by event_id) l
         join events e on e.id = l.event_id where e.last_at > $3::timestamptz and e.first_at < $4::timestamptz
         order by e.id`,
        [resourceIds, except, instantText(from), instantText(to)],
      );
      return rows.map(read);
    },
    async answersTo(eventId: string): Promise<Answer[]> {
      return db.query<Answer>(
        `select user_id as "userId", original, status = 'declined' as declined from event_responses where event_id = $1`,
        [eventId],
      );
    },
    /** Events of the workspace that take the time of these people and overlap [from, to), in order of id. */
    async attended(
      workspaceId: string,
      userIds: readonly string[],
      except: string | null,
      from: number,
      to: number,
    ): Promise<AttendedEvent[]> {
      const rows = await db.query<Raw<AttendedEvent>>(
        `select ${timed}, array_agg(a.user_id::text) as "userIds", coalesce((
           select json_agg(json_build_object('userId', r.user_id, 'original', r.original, 'declined', r.status = 'declined'))
           from event_responses r where r.event_id = e.id and r.user_id = any($2::uuid[])), '[]') as answers
         from event_attendees a join events e on e.id = a.event_id
           join rooms on rooms.id = e.room_id and rooms.deleted_at is null
         where a.user_id = any($2::uuid[]) and ($3::uuid is null or e.id <> $3) and e.workspace_id = $1 and e.busy
           and e.first_at < $5::timestamptz and e.last_at > $4::timestamptz
         group by e.id order by e.id`,
        [workspaceId, userIds, except, instantText(from), instantText(to)],
      );
      return rows.map(read);
    },
  };
}

export type BookingRepository = ReturnType<typeof createBookingRepository>;

/** PostgreSQL's own words for what no Date can hold. */
function instantText(ms: number): string {
  if (ms === Number.POSITIVE_INFINITY) return 'infinity';
  if (ms === Number.NEGATIVE_INFINITY) return '-infinity';
  return new Date(ms).toISOString();
}

function read<T extends OtherEvent>(row: Raw<T>): T {
  const { endTimeZone, rrule, overrides, ...rest } = row;
  return {
    ...rest,
    ...(endTimeZone === null ? {} : { endTimeZone }),
    ...(rrule === null ? {} : { rrule }),
    overrides: (overrides ?? []).map(({ original, cancelled, start, end }) => ({
      original,
      cancelled,
      ...(start == null ? {} : { start }),
      ...(end == null ? {} : { end }),
    })),
  } as unknown as T;
}
