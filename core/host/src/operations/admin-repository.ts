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

const columns = `id, username, display_name AS "displayName", kind, server_roles AS roles,
  created_at AS "createdAt", deactivated_at AS "deactivatedAt"`;

interface Row extends Omit<AdminUser, 'createdAt' | 'deactivatedAt'> {
  createdAt: Date;
  deactivatedAt: Date | null;
}

const toUser = ({ createdAt, deactivatedAt, ...user }: Row): AdminUser => ({
  ...user,
  createdAt: createdAt.toISOString(),
  ...(deactivatedAt === null ? {} : { deactivatedAt: deactivatedAt.toISOString() }),
});

/** What administrators see of tables that belong to others. */
export function createAdminRepository(db: Database) {
  return {
    /** Accounts by time of creation, newest first, below the id that the last page ended with. */
    async users(limit: number, before: string | null, search: string | null): Promise<AdminUser[]> {
      const rows = await db.query<Row>(
        `SELECT ${columns} FROM users
         WHERE ($2::uuid IS NULL OR id < $2) AND ($3::text IS NULL OR position(lower($3) in lower(username || ' ' || display_name)) > 0)
         ORDER BY id DESC LIMIT $1`,
        [limit, before, search],
      );
      return rows.map(toUser);
    },
    async user(id: string): Promise<AdminUser | undefined> {
      return (await db.query<Row>(`SELECT ${columns} FROM users WHERE id = $1`, [id])).map(toUser)[0];
    },
  };
}
