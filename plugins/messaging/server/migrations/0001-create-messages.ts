import type { Migration } from '@teambrain/core';

/**
 * `reply_to` and `thread_id` refer to messages of the same room without a foreign key: they are set by the statement
 * that looked them up, rows leave only with their room, and a key would cost a look-up per row of every cascade.
 *
 * `tokens`, `reactions` and `files` are ready pieces of the answer (`json`, not `jsonb`: they are passed on as they are).
 */
export const createMessages: Migration = {
  name: '0001-create-messages',
  async up(db) {
    await db.query(`create table messages (
      id uuid primary key,
      room_id uuid not null references rooms (id) on delete cascade,
      seq bigint not null,
      author_id uuid not null references users (id) on delete restrict,
      text text not null,
      tokens json,
      reply_to uuid,
      thread_id uuid,
      reply_count integer not null default 0,
      last_reply_at timestamptz,
      mentions uuid[] not null default '{}',
      reactions json,
      files json,
      pinned_at timestamptz,
      pinned_by uuid references users (id) on delete set null,
      version integer not null default 1,
      client_id text,
      body_hash bytea,
      created_at timestamptz not null default now(),
      edited_at timestamptz,
      deleted_at timestamptz,
      source text,
      source_id text,
      search tsvector,
      unique (room_id, seq)
    )`);
    await db.query('create unique index messages_client_id on messages (author_id, client_id)');
    await db.query('create index messages_thread on messages (thread_id, seq) where thread_id is not null');
    await db.query(
      'create index messages_pinned on messages (room_id, pinned_at) where pinned_at is not null',
    );
    await db.query(
      'create unique index messages_source on messages (room_id, source, source_id) where source_id is not null',
    );
    // A short pending list: with the default of 4 MB one unlucky insert merged for 74 ms, and every search reads it.
    await db.query(
      'create index messages_search on messages using gin (room_id, search) with (gin_pending_list_limit = 512)',
    );
    await db.query(`create table message_revisions (
      message_id uuid not null references messages (id) on delete cascade,
      version integer not null,
      text text not null,
      written_at timestamptz not null,
      primary key (message_id, version)
    )`);
    await db.query(`create table message_reactions (
      message_id uuid not null references messages (id) on delete cascade,
      user_id uuid not null references users (id) on delete cascade,
      emoji text not null,
      created_at timestamptz not null default clock_timestamp(),
      primary key (message_id, emoji, user_id)
    )`);
    await db.query('create index message_reactions_user on message_reactions (user_id)');
  },
  async down(db) {
    for (const table of ['message_reactions', 'message_revisions', 'messages'])
      await db.query(`drop table ${table}`);
  },
};
