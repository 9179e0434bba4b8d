import type { Database } from '@teambrain/core';

export interface CursorRow {
  readSeq: number;
}

export function createReadingRepository(db: Database) {
  return {
    async cursor(roomId: string, userId: string): Promise<number | null> {
      const [row] = await db.query<CursorRow>(
        'select read_seq::float8 as "readSeq" from room_members where room_id = $1 and user_id = $2',
        [roomId, userId],
        { name: 'rooms.cursor' },
      );
      return row?.readSeq ?? null;
    },
    /** Moves the cursor within the log; forward only unless forced. Null: not a member, or nothing to move. */
    async move(roomId: string, userId: string, seq: number, force: boolean): Promise<number | null> {
      const [row] = await db.query<CursorRow>(
        `update room_members m set read_seq = least($3::bigint, h.last_seq)
         from channel_heads h
         where m.room_id = $1 and m.user_id = $2 and h.channel = $5
           and (least($3::bigint, h.last_seq) > m.read_seq
             or ($4 and least($3::bigint, h.last_seq) <> m.read_seq))
         returning m.read_seq::float8 as "readSeq"`,
        [roomId, userId, seq, force, `room:${roomId}`],
        { name: 'rooms.move-cursor' },
      );
      return row?.readSeq ?? null;
    },
  };
}

export type ReadingRepository = ReturnType<typeof createReadingRepository>;
