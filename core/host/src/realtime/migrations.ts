import type { Migration } from '../database/contract.js';

/** Tables of the channel log. The head is narrow and half filled, so that moving it stays a heap-only update. */
export const realtimeMigrations: readonly Migration[] = [
  {
    name: '0001-create-channel-log',
    async up(db) {
      await db.query(`
        CREATE TABLE channel_heads (
          channel text PRIMARY KEY,
          parent text,
          last_seq bigint NOT NULL DEFAULT 0,
          acl_version bigint NOT NULL DEFAULT 0
        ) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02)`);
      await db.query(`
        CREATE TABLE channel_events (
          channel text NOT NULL,
          seq bigint NOT NULL,
          type text NOT NULL,
          actor text,
          ref text,
          version integer,
          facts jsonb,
          client_id text,
          created_at timestamptz NOT NULL DEFAULT now(),
          PRIMARY KEY (channel, seq)
        )`);
      // Rows arrive in order of time: a block range index finds what is old enough to trim, and costs writes nothing.
      await db.query('CREATE INDEX channel_events_created_at ON channel_events USING brin (created_at)');
      await db.query(`
        CREATE TABLE receipts (
          actor text NOT NULL,
          client_id text NOT NULL,
          body_hash bytea NOT NULL,
          ref text,
          seq bigint,
          created_at timestamptz NOT NULL DEFAULT now(),
          PRIMARY KEY (actor, client_id)
        )`);
      await db.query(`
        CREATE TABLE channel_epoch (
          single boolean PRIMARY KEY DEFAULT true CHECK (single),
          epoch uuid NOT NULL DEFAULT gen_random_uuid()
        )`);
      await db.query('INSERT INTO channel_epoch DEFAULT VALUES');
    },
    async down(db) {
      for (const table of ['channel_epoch', 'receipts', 'channel_events', 'channel_heads'])
        await db.query(`DROP TABLE ${table}`);
    },
  },
];
