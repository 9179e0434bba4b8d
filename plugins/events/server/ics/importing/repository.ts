import type { Database } from '@teambrain/core';

export function createImportRepository(db: Database) {
  return {
    /** Ids of the events of a room that have one of these UIDs. */
    async idsOf(roomId: string, uids: readonly string[]): Promise<Map<string, string>> {
      const rows = await db.query<{ uid: string; id: string }>(
        'select uid, id from events where room_id = $1 and uid = any($2::text[])',
        [roomId, uids],
      );
      return new Map(rows.map(({ uid, id }) => [uid, id]));
    },
  };
}

export type ImportRepository = ReturnType<typeof createImportRepository>;
