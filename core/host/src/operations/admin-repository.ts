import type { Database } from '../database/contract.js';

export interface AdminUser {
  id: string;
  username: string;
  displayName: string;
  kind: string;
  roles: string[];
  createdAt: string;
  deactivatedAt?: string;
}

export interface JobCount {
  name: string;
  state: string;
  count: number;
}

/** What administrators see of tables that belong to others. */
export function createAdminRepository(db: Database) {
  return {
    /** Accounts by time of creation, newest first, below the id that the last page ended with. */
    async users(limit: number, before: string | null, search: string | null): Promise<AdminUser[]> {
      const rows = await db.query<
        AdminUser & { createdAt: Date | string; deactivatedAt: Date | string | null }
      >(
        `SELECT id, username, display_name AS "displayName", kind, server_roles AS roles,
                created_at AS "createdAt", deactivated_at AS "deactivatedAt"
         FROM users
         WHERE ($2::uuid IS NULL OR id < $2) AND ($3::text IS NULL OR position(lower($3) in lower(username || ' ' || display_name)) > 0)
         ORDER BY id DESC LIMIT $1`,
        [limit, before, search],
      );
      return rows.map(({ createdAt, deactivatedAt, ...user }) => ({
        ...user,
        createdAt: new Date(createdAt).toISOString(),
        ...(deactivatedAt === null ? {} : { deactivatedAt: new Date(deactivatedAt).toISOString() }),
      }));
    },
    /** Jobs by name and state; empty while no plugin has declared one. */
    async jobs(): Promise<JobCount[]> {
      const [found] = await db.query<{ table: string | null }>(
        `SELECT to_regclass('pgboss.job')::text AS table`,
      );
      if (!found?.table) return [];
      return db.query<JobCount & Record<string, unknown>>(
        `SELECT name, state::text AS state, count(*)::int AS count FROM pgboss.job
         WHERE name NOT LIKE '\\_\\_pgboss%' GROUP BY name, state ORDER BY name, state`,
      );
    },
  };
}
