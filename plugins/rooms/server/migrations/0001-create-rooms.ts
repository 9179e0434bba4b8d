import type { Migration } from '@teambrain/core';

/**
 * `member_count` and `taken` (members that take a place) move with the rows of `room_members` in one transaction, under
 * the lock of the room's row: that makes capacity exact, and lists need no counting. What is unread is never a column:
 * it follows from `read_seq`.
 */
export const createRooms: Migration = {
  name: '0001-create-rooms',
  async up(db) {
    await db.query(`create table rooms (
      id uuid primary key,
      workspace_id uuid not null references workspaces (id) on delete cascade,
      name text not null,
      slug text not null,
      topic text,
      visibility text not null check (visibility in ('personal', 'private', 'invite', 'public', 'password')),
      kind text not null check (kind in ('chat', 'voice', 'tasks', 'document', 'board')),
      password_hash text,
      direct_key text,
      max_members integer not null,
      member_count integer not null default 0,
      taken integer not null default 0,
      archived_at timestamptz,
      deleted_at timestamptz,
      version integer not null default 1,
      created_by uuid references users (id) on delete set null,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      check ((visibility = 'password') = (password_hash is not null))
    ) with (fillfactor = 80)`);
    await db.query('create unique index rooms_slug on rooms (workspace_id, slug) where deleted_at is null');
    await db.query(
      'create unique index rooms_direct on rooms (workspace_id, direct_key) where deleted_at is null',
    );
    await db.query('create index rooms_list on rooms (workspace_id, id) where deleted_at is null');
    await db.query('create index rooms_deleted on rooms (deleted_at) where deleted_at is not null');
    await db.query(`create table room_members (
      room_id uuid not null references rooms (id) on delete cascade,
      user_id uuid not null references users (id) on delete cascade,
      role text not null check (role in ('owner', 'admin', 'member', 'viewer')),
      takes_place boolean not null,
      joined_at timestamptz not null default clock_timestamp(),
      joined_seq bigint not null default 0,
      read_seq bigint not null default 0,
      primary key (room_id, user_id)
    ) with (fillfactor = 70)`);
    await db.query('create index room_members_of_user on room_members (user_id, room_id)');
    await db.query("create unique index room_members_owner on room_members (room_id) where role = 'owner'");
    await db.query('create index room_members_list on room_members (room_id, joined_at, user_id)');
  },
  async down(db) {
    await db.query('drop table room_members');
    await db.query('drop table rooms');
  },
};
