import type { Database, Migration } from '../database/contract.js';
import type { Switch } from './gate.js';

export const switchMigrations: Migration[] = [
  {
    name: '0001-create-plugin-switches',
    async up(db) {
      await db.query(`CREATE TABLE plugin_switches (
        plugin text NOT NULL,
        scope text NOT NULL CHECK (scope IN ('server', 'workspace', 'app')),
        scope_id text NOT NULL DEFAULT '',
        enabled boolean NOT NULL,
        changed_by uuid,
        changed_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (plugin, scope, scope_id)
      )`);
    },
    async down(db) {
      await db.query('DROP TABLE plugin_switches');
    },
  },
];

export function readSwitches(db: Database): Promise<Switch[]> {
  return db.query<Switch & Record<string, unknown>>(
    'SELECT plugin, scope, scope_id AS "scopeId", enabled FROM plugin_switches',
  );
}

export async function writeSwitch(db: Database, entry: Switch, changedBy: string): Promise<void> {
  await db.query(
    `INSERT INTO plugin_switches (plugin, scope, scope_id, enabled, changed_by) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (plugin, scope, scope_id)
     DO UPDATE SET enabled = EXCLUDED.enabled, changed_by = EXCLUDED.changed_by, changed_at = now()`,
    [entry.plugin, entry.scope, entry.scopeId, entry.enabled, changedBy],
  );
}
