import type { Migration } from '@teambrain/core';

/** Whoever deletes an account asks for its pins: without the index each time by a walk through all messages. */
export const findPins: Migration = {
  name: '0002-find-pins',
  async up(db) {
    await db.query('create index messages_pinned_by on messages (pinned_by) where pinned_by is not null');
  },
  async down(db) {
    await db.query('drop index messages_pinned_by');
  },
};
