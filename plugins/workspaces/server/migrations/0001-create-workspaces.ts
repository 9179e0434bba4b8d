import type { Migration } from '@teambrain/core';

/**
 * A deleted workspace stays as a row without members until a job removes it with everything below: one statement for
 * all of it would take longer than a request may.
 */
export const createWorkspaces: Migration = {
  name: '0001-create-workspaces',
  async up(db) {
    await db.query(`create table workspaces (
      id uuid primary key,
      name text not null,
      slug text not null,
      description text,
      members_may_invite boolean not null default false,
      deleted_at timestamptz,
      version integer not null default 1,
      created_by uuid references users (id) on delete set null,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    )`);
    await db.query('create unique index workspaces_slug on workspaces (slug) where deleted_at is null');
    await db.query('create index workspaces_deleted on workspaces (deleted_at) where deleted_at is not null');
    await db.query(`create table workspace_members (
      workspace_id uuid not null references workspaces (id) on delete cascade,
      user_id uuid not null references users (id) on delete cascade,
      role text not null check (role in ('owner', 'admin', 'member', 'viewer', 'guest')),
      joined_at timestamptz not null default clock_timestamp(),
      primary key (workspace_id, user_id)
    )`);
    await db.query('create index workspace_members_of_user on workspace_members (user_id, workspace_id)');
    await db.query(
      "create unique index workspace_members_owner on workspace_members (workspace_id) where role = 'owner'",
    );
    await db.query(
      'create index workspace_members_list on workspace_members (workspace_id, joined_at, user_id)',
    );
    await db.query(`create table workspace_invites (
      id uuid primary key,
      workspace_id uuid not null references workspaces (id) on delete cascade,
      room_id uuid,
      code_hash bytea not null unique,
      role text not null check (role in ('admin', 'member', 'viewer', 'guest')),
      room_role text check (room_role in ('admin', 'member', 'viewer')),
      email text,
      uses integer not null default 0,
      max_uses integer not null,
      created_by uuid references users (id) on delete set null,
      created_at timestamptz not null default now(),
      expires_at timestamptz not null,
      revoked_at timestamptz
    )`);
    await db.query('create index workspace_invites_list on workspace_invites (workspace_id, id)');
    await db.query(`create table audit_log (
      id uuid primary key,
      workspace_id uuid not null references workspaces (id) on delete cascade,
      actor_id uuid references users (id) on delete set null,
      action text not null,
      target text,
      facts jsonb,
      at timestamptz not null default clock_timestamp()
    )`);
    await db.query('create index audit_log_list on audit_log (workspace_id, id desc)');
  },
  async down(db) {
    for (const table of ['audit_log', 'workspace_invites', 'workspace_members', 'workspaces']) {
      await db.query(`drop table ${table}`);
    }
  },
};
