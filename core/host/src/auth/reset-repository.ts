import type { Database } from '../database/contract.js';

/** Links that set a new password: only their hashes are kept. */
export function createResetRepository(db: Database) {
  return {
    async add(hash: Buffer, userId: string, seconds: number): Promise<void> {
      await db.query(
        'insert into password_resets (hash, user_id, expires_at) values ($1, $2, now() + make_interval(secs => $3))',
        [hash, userId, seconds],
      );
    },
    /** Whose password a link may set, while it lasts. */
    async userOf(hash: Buffer): Promise<string | undefined> {
      const [row] = await db.query<{ userId: string }>(
        'select user_id as "userId" from password_resets where hash = $1 and expires_at > now()',
        [hash],
      );
      return row?.userId;
    },
    /** Ends all links of an account and tells whether this one was among those that still lasted. */
    async use(hash: Buffer, userId: string): Promise<boolean> {
      const rows = await db.query<{ isThis: boolean }>(
        `delete from password_resets where user_id = $2
         returning (hash = $1 and expires_at > now()) as "isThis"`,
        [hash, userId],
      );
      return rows.some(({ isThis }) => isThis);
    },
    async dropOf(userId: string): Promise<void> {
      await db.query('delete from password_resets where user_id = $1', [userId]);
    },
    async deleteExpired(): Promise<void> {
      await db.query('delete from password_resets where expires_at < now()');
    },
  };
}

export type ResetRepository = ReturnType<typeof createResetRepository>;
