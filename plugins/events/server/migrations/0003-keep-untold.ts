import type { Migration } from '@teambrain/core';

/** What a change has to tell people, written with the change and deleted as it is told: few rows, and short-lived ones. */
export const keepUntold: Migration = {
  name: '0003-keep-untold',
  async up(db) {
    await db.query(`create table event_untold (
      id uuid primary key,
      room_id uuid not null references rooms (id) on delete cascade,
      actor_id uuid not null,
      notices jsonb not null,
      written_at timestamptz not null default clock_timestamp()
    )`);
    await db.query('create index event_untold_written on event_untold (written_at, id)');
  },
  async down(db) {
    await db.query('drop table event_untold');
  },
};
