import type { Migration } from '../database/contract.js';

export const authMigrations: readonly Migration[] = [
  {
    name: '0001-create-accounts',
    async up(db) {
      await db.query(`create table users (
        id uuid primary key,
        username text not null,
        username_key text not null unique,
        display_name text not null,
        email text,
        email_key text unique,
        avatar_url text,
        kind text not null check (kind in ('user', 'guest', 'bot')),
        server_roles text[] not null default '{}',
        password_hash text,
        token_version integer not null default 1,
        deactivated_at timestamptz,
        source text,
        source_id text,
        version integer not null default 1,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        unique (source, source_id)
      )`);
      await db.query(`create table sessions (
        id uuid primary key,
        user_id uuid not null references users (id) on delete cascade,
        embed jsonb,
        user_agent text,
        client_binding bytea,
        refresh_counter integer not null default 0,
        rotated_at timestamptz not null default now(),
        created_at timestamptz not null default now(),
        last_seen_at timestamptz not null default now(),
        expires_at timestamptz not null,
        ended_at timestamptz,
        ended_reason text
      )`);
      await db.query('create index sessions_live on sessions (user_id) where ended_at is null');
      await db.query('create index sessions_expiry on sessions (expires_at)');
      await db.query(`create table refresh_tokens (
        hash bytea primary key,
        session_id uuid not null references sessions (id) on delete cascade,
        counter integer not null,
        unique (session_id, counter)
      )`);
      await db.query(`create table signing_keys (
        kid text primary key,
        purpose text not null check (purpose in ('access', 'refresh', 'pepper')),
        material bytea not null,
        wrapped boolean not null,
        created_at timestamptz not null default now(),
        retired_at timestamptz
      )`);
      await db.query(
        'create unique index signing_keys_current on signing_keys (purpose) where retired_at is null',
      );
      await db.query(`create table setup_tokens (
        hash bytea primary key,
        expires_at timestamptz not null,
        used_at timestamptz
      )`);
      await db.query(`create table server_facts (
        name text primary key,
        value text not null,
        created_at timestamptz not null default now()
      )`);
    },
    async down(db) {
      for (const table of [
        'server_facts',
        'setup_tokens',
        'signing_keys',
        'refresh_tokens',
        'sessions',
        'users',
      ])
        await db.query(`drop table ${table}`);
    },
  },
  {
    name: '0002-index-embed-sessions',
    async up(db) {
      await db.query(
        `create index sessions_embed on sessions ((embed ->> 'appId'), user_id)
         where ended_at is null and embed is not null`,
      );
    },
    async down(db) {
      await db.query('drop index sessions_embed');
    },
  },
  {
    name: '0003-create-password-resets',
    async up(db) {
      await db.query(`create table password_resets (
        hash bytea primary key,
        user_id uuid not null references users (id) on delete cascade,
        expires_at timestamptz not null
      )`);
      await db.query('create index password_resets_user on password_resets (user_id)');
    },
    async down(db) {
      await db.query('drop table password_resets');
    },
  },
];
