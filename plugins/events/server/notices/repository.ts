import { type Database, type UserRow, userColumns, userOf } from '@teambrain/core';
import type { User } from '@teambrain/protocol';

export function createNoticeRepository(db: Database) {
  return {
    /** An account, asked for inside of a transaction. */
    async person(id: string): Promise<User | null> {
      const [row] = await db.query<UserRow>(`select ${userColumns} from users u where u.id = $1`, [id], {
        name: 'events.person',
      });
      return row ? userOf(row) : null;
    },
  };
}

export type NoticeRepository = ReturnType<typeof createNoticeRepository>;
