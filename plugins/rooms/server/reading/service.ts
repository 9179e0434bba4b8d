import type { PluginContext } from '@teambrain/core';
import type { UnreadSource } from '../../shared/service.js';
import type { ReadState } from '../../shared/types.js';
import type { Announcements } from '../announcements.js';
import type { ReadingRepository } from './repository.js';

export interface ReadingDeps {
  db: PluginContext['db'];
  repository: ReadingRepository;
  announce: Announcements;
  unreadSource(): UnreadSource | undefined;
}

/** The read cursor, and what follows from it. */
export function createReading({ db, repository, announce, unreadSource }: ReadingDeps) {
  async function state(roomId: string, userId: string): Promise<ReadState> {
    const readSeq = await repository.cursor(roomId, userId);
    if (readSeq === null) return { roomId, readSeq: 0, unread: 0, mentions: 0 };
    const counts = await unreadSource()?.count(userId, [{ roomId, after: readSeq }]);
    const { unread = 0, mentions = 0 } = counts?.get(roomId) ?? {};
    return { roomId, readSeq, unread, mentions };
  }

  return {
    state,
    /** Forward only, unless `force` marks as unread; beyond the log's head means up to the head. */
    async read(roomId: string, userId: string, seq: number, force: boolean): Promise<ReadState> {
      await db.transaction(async () => {
        const moved = await repository.move(roomId, userId, seq, force);
        if (moved !== null) announce.read(userId, roomId, moved);
      });
      return state(roomId, userId);
    },
  };
}

export type Reading = ReturnType<typeof createReading>;
