import type { Migration } from '@teambrain/core';

/** Visitors are accounts; what is theirs in an app lies beside them, and goes with the app. */
export const createEmbed: Migration = {
  name: '0001-create-embed',
  async up(db) {
    await db.query(`create table embed_apps (
      id uuid primary key,
      workspace_id uuid not null references workspaces (id) on delete cascade,
      name text not null,
      key text not null unique,
      origins text[] not null,
      identity text not null check (identity in ('required', 'optional')),
      guests text not null check (guests in ('off', 'read', 'write')),
      conversation text not null check (conversation in ('shared', 'perVisitor')),
      staff uuid[] not null default '{}',
      rooms uuid[],
      plugins text[],
      panels text[],
      theme jsonb not null default '{}',
      limits jsonb not null,
      ai_budget jsonb not null,
      single_use boolean not null default false,
      enabled boolean not null default true,
      version integer not null default 1,
      created_by uuid references users (id) on delete set null,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    )`);
    await db.query('create index embed_apps_list on embed_apps (workspace_id, id)');
    await db.query(`create table embed_secrets (
      id uuid primary key,
      app_id uuid not null references embed_apps (id) on delete cascade,
      material bytea not null,
      sealed boolean not null,
      created_at timestamptz not null default clock_timestamp(),
      expires_at timestamptz
    )`);
    await db.query('create index embed_secrets_app on embed_secrets (app_id, created_at desc)');
    await db.query(`create table embed_used_tokens (
      app_id uuid not null references embed_apps (id) on delete cascade,
      jti text not null,
      expires_at timestamptz not null,
      primary key (app_id, jti)
    )`);
    await db.query(`create table embed_visitors (
      app_id uuid not null references embed_apps (id) on delete cascade,
      user_id uuid not null references users (id) on delete cascade,
      kind text not null check (kind in ('user', 'guest')),
      email text,
      guest_hash bytea,
      room_id uuid references rooms (id) on delete set null,
      settled_at timestamptz,
      merged_into uuid references users (id) on delete set null,
      merged_at timestamptz,
      created_at timestamptz not null default now(),
      last_seen_at timestamptz not null default now(),
      primary key (app_id, user_id)
    )`);
    await db.query('create index embed_visitors_user on embed_visitors (user_id)');
    await db.query(`create table embed_visitor_rooms (
      app_id uuid not null,
      user_id uuid not null,
      room_id uuid not null references rooms (id) on delete cascade,
      own boolean not null default false,
      primary key (app_id, user_id, room_id),
      foreign key (app_id, user_id) references embed_visitors (app_id, user_id) on delete cascade
    )`);
    await db.query(`create table embed_refusals (
      app_id uuid not null references embed_apps (id) on delete cascade,
      day date not null,
      code text not null,
      count integer not null,
      primary key (app_id, day, code)
    )`);
  },
  async down(db) {
    for (const table of [
      'embed_refusals',
      'embed_visitor_rooms',
      'embed_visitors',
      'embed_used_tokens',
      'embed_secrets',
      'embed_apps',
    ])
      await db.query(`drop table ${table}`);
  },
};
