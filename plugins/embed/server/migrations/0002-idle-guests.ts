import type { Migration } from '@teambrain/core';

/** Guests who are not seen for long, and those of them whom something is kept of: they are not looked at again. */
export const idleGuests: Migration = {
  name: '0002-idle-guests',
  async up(db) {
    await db.query('alter table embed_visitors add column kept_at timestamptz');
    await db.query(`create index embed_visitors_idle on embed_visitors (last_seen_at)
      where kind = 'guest' and kept_at is null`);
    await db.query(`create index embed_visitors_merged_into on embed_visitors (merged_into)
      where merged_into is not null`);
  },
  async down(db) {
    await db.query('drop index embed_visitors_merged_into');
    await db.query('drop index embed_visitors_idle');
    await db.query('alter table embed_visitors drop column kept_at');
  },
};
