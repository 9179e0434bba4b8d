import type { UnreadSource } from '@teambrain/plugin-rooms/shared';
import type { ReadingRepository } from './reading/repository.js';

/** Counts unread messages for the plugin that keeps the read cursors. */
export function unreadSource(reading: ReadingRepository): UnreadSource {
  return {
    async count(userId, rooms) {
      if (rooms.length === 0) return new Map();
      const rows = await reading.unread(userId, rooms);
      return new Map(rows.map(({ roomId, unread, mentions }) => [roomId, { unread, mentions }]));
    },
  };
}
