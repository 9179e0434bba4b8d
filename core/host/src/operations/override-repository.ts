import type { Database, Migration } from '../database/contract.js';

/** What an administrator set for one operation or job, in place of what configuration and code say. */
export type Override =
  | { kind: 'limit'; name: string; value: number }
  | { kind: 'pause'; name: string; value: true };

export const overrideMigrations: Migration[] = [
  {
    name: '0002-create-overrides',
    async up(db) {
      await db.query(`CREATE TABLE overrides (
        kind text NOT NULL CHECK (kind IN ('limit', 'pause')),
        name text NOT NULL,
        value jsonb NOT NULL,
        changed_by uuid,
        changed_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (kind, name)
      )`);
    },
    async down(db) {
      await db.query('DROP TABLE overrides');
    },
  },
];

export function createOverrideRepository(db: Database) {
  return {
    list: (): Promise<Override[]> =>
      db.query<Override>('SELECT kind, name, value FROM overrides ORDER BY kind, name'),
    /** Null removes it. */
    async set(
      kind: Override['kind'],
      name: string,
      value: number | true | null,
      changedBy: string,
    ): Promise<void> {
      if (value === null) {
        await db.query('DELETE FROM overrides WHERE kind = $1 AND name = $2', [kind, name]);
        return;
      }
      await db.query(
        `INSERT INTO overrides (kind, name, value, changed_by) VALUES ($1, $2, $3::jsonb, $4)
         ON CONFLICT (kind, name)
         DO UPDATE SET value = EXCLUDED.value, changed_by = EXCLUDED.changed_by, changed_at = now()`,
        [kind, name, JSON.stringify(value), changedBy],
      );
    },
  };
}
