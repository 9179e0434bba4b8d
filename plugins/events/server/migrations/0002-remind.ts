import type { Migration } from '@teambrain/core';

/**
 * When the next reminder of each event is due, so that sending them looks at what is due and at no other series. Events
 * from before have theirs worked out at the first look. A reminder is known by the start that it was sent for: an
 * instance that is moved afterwards is reminded of again.
 */
export const remind: Migration = {
  name: '0002-remind',
  async up(db) {
    await db.query(`create table event_next_reminders (
      event_id uuid primary key references events (id) on delete cascade,
      due_at timestamptz not null
    )`);
    await db.query('create index event_next_reminders_due on event_next_reminders (due_at, event_id)');
    await db.query(`insert into event_next_reminders (event_id, due_at)
      select id, date_trunc('milliseconds', clock_timestamp()) from events
      where reminders <> '{}' and last_at > clock_timestamp()`);
    await db.query('alter table event_reminders add column start_at timestamptz not null');
    await db.query('alter table event_reminders drop constraint event_reminders_pkey');
    await db.query('alter table event_reminders add primary key (event_id, original, minutes, start_at)');
    await db.query('create index event_reminders_start on event_reminders (start_at)');
  },
  async down(db) {
    await db.query('drop table event_next_reminders');
    await db.query('delete from event_reminders');
    await db.query('drop index event_reminders_start');
    await db.query('alter table event_reminders drop constraint event_reminders_pkey');
    await db.query('alter table event_reminders drop column start_at');
    await db.query('alter table event_reminders add primary key (event_id, original, minutes)');
  },
};
