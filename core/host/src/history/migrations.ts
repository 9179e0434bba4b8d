import type { Migration } from '../database/contract.js';

/**
 * Histories of all things that keep one. Nothing refers to the actor's account or the thing: a history is written by every
 * plugin, and its plugin says when it goes (`forget`). Times are of the statement, not of its transaction: who waited for
 * a lock comes later. `changes` is what a changelog shows of the fields, worked out while both states are at hand: reading 40
 * versions of a document of 500 KB to compare them took seconds.
 */
export const versionMigrations: readonly Migration[] = [
  {
    name: '0003-create-versions',
    async up(db) {
      await db.query(`CREATE TABLE versions (
        kind text NOT NULL,
        thing_id uuid NOT NULL,
        version integer NOT NULL CHECK (version > 0),
        actor_id uuid,
        cause text NOT NULL CHECK (cause IN ('created', 'updated', 'restored')),
        restored_from integer CHECK ((restored_from IS NOT NULL) = (cause = 'restored')),
        snapshot jsonb NOT NULL,
        fields text[] NOT NULL,
        changes jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT date_trunc('milliseconds', clock_timestamp()),
        PRIMARY KEY (kind, thing_id, version)
      )`);
    },
    async down(db) {
      await db.query('DROP TABLE versions');
    },
  },
];
