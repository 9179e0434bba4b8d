import type { Migration } from '@teambrain/core';

/**
 * Times of events are wall times in a zone, kept as text: what an instant they are may change with the zone's rules.
 * `first_at` and `last_at` are the first start and the last end over the whole series, moved instances among them;
 * `infinity` for an endless one. A window is found by their overlap, then expanded.
 */
const events = `create table events (
  id uuid primary key,
  room_id uuid not null references rooms (id) on delete cascade,
  workspace_id uuid not null references workspaces (id) on delete cascade,
  uid text not null,
  author_id uuid references users (id) on delete set null,
  title text not null,
  description text,
  location text,
  start_local text not null,
  end_local text not null,
  time_zone text not null,
  end_time_zone text,
  all_day boolean not null,
  rrule text,
  rdate text[] not null default '{}',
  exdate text[] not null default '{}',
  busy boolean not null,
  reminders integer[] not null default '{}',
  first_at timestamptz not null,
  last_at timestamptz not null,
  version integer not null default 1,
  created_at timestamptz not null default date_trunc('milliseconds', clock_timestamp()),
  updated_at timestamptz not null default date_trunc('milliseconds', clock_timestamp())
) with (fillfactor = 85)`;

/** Keyed by the original start, as RECURRENCE-ID is. Null columns are as the series has them. */
const overrides = `create table event_overrides (
  event_id uuid not null references events (id) on delete cascade,
  original text not null,
  cancelled boolean not null,
  start_local text,
  end_local text,
  title text,
  description text,
  location text,
  primary key (event_id, original)
)`;

/** `original` is empty for the answer to the whole series. */
const responses = `create table event_responses (
  event_id uuid not null references events (id) on delete cascade,
  user_id uuid not null references users (id) on delete cascade,
  original text not null default '',
  status text not null check (status in ('accepted', 'declined', 'tentative', 'needs_action')),
  answered_at timestamptz not null default clock_timestamp(),
  primary key (event_id, user_id, original)
)`;

const resources = `create table event_resources (
  id uuid primary key,
  workspace_id uuid not null references workspaces (id) on delete cascade,
  name text not null,
  kind text not null check (kind in ('room', 'device', 'other')),
  description text,
  capacity integer,
  version integer not null default 1,
  created_at timestamptz not null default date_trunc('milliseconds', clock_timestamp())
)`;

/**
 * Occurrences that take a resource, up to a horizon that a job moves on (`booked_until` of the link). Those made with
 * `policy: reject` are firm: the database itself refuses two firm ones at once, whatever the code did.
 */
const bookings = `create table event_bookings (
  event_id uuid not null references events (id) on delete cascade,
  resource_id uuid not null references event_resources (id) on delete cascade,
  original text not null,
  span tstzrange not null,
  firm boolean not null,
  primary key (event_id, resource_id, original),
  constraint event_bookings_firm exclude using gist (resource_id with =, span with &&) where (firm)
)`;

/** Events with recurrence, resources to book, answers, rights, reminders and feeds. */
export const createEvents: Migration = {
  name: '0001-create-events',
  async up(db) {
    await db.query(events);
    await db.query('create unique index events_uid on events (room_id, uid)');
    await db.query('create index events_window on events (room_id, last_at, first_at)');
    await db.query('create index events_author on events (author_id)');
    await db.query(overrides);
    await db.query(`create table event_attendees (
      event_id uuid not null references events (id) on delete cascade,
      user_id uuid not null references users (id) on delete cascade,
      primary key (event_id, user_id)
    )`);
    await db.query('create index event_attendees_of_user on event_attendees (user_id, event_id)');
    await db.query(responses);
    await db.query(`create table event_permissions (
      event_id uuid not null references events (id) on delete cascade,
      user_id uuid not null references users (id) on delete cascade,
      role text not null check (role in ('owner', 'editor', 'viewer')),
      granted_at timestamptz not null default clock_timestamp(),
      primary key (event_id, user_id)
    )`);
    await db.query('create index event_permissions_of_user on event_permissions (user_id, event_id)');
    await db.query(resources);
    await db.query('create unique index event_resources_name on event_resources (workspace_id, lower(name))');
    await db.query(`create table event_resource_links (
      event_id uuid not null references events (id) on delete cascade,
      resource_id uuid not null references event_resources (id) on delete cascade,
      firm boolean not null,
      booked_until timestamptz not null,
      primary key (event_id, resource_id)
    )`);
    await db.query('create index event_resource_links_of_resource on event_resource_links (resource_id)');
    await db.query(bookings);
    await db.query('create index event_bookings_span on event_bookings using gist (resource_id, span)');
    await db.query(`create table event_reminders (
      event_id uuid not null references events (id) on delete cascade,
      original text not null,
      minutes integer not null,
      sent_at timestamptz not null default clock_timestamp(),
      primary key (event_id, original, minutes)
    )`);
    await db.query(`create table event_feeds (
      room_id uuid not null references rooms (id) on delete cascade,
      user_id uuid not null references users (id) on delete cascade,
      secret_hash bytea not null unique,
      created_at timestamptz not null default clock_timestamp(),
      primary key (room_id, user_id)
    )`);
  },
  async down(db) {
    for (const table of [
      'event_feeds',
      'event_reminders',
      'event_bookings',
      'event_resource_links',
      'event_resources',
      'event_permissions',
      'event_responses',
      'event_attendees',
      'event_overrides',
      'events',
    ])
      await db.query(`drop table ${table}`);
  },
};
