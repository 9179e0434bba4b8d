import type { PluginContext } from '@teambrain/core';
import type { EventsService } from '../contract.js';
import type { EventCache } from '../range/event-cache.js';
import { createReassigningRepository } from './repository.js';

/** Events of a room that are shown anew to who has it open; others are as they are when read. */
const announced = 200;

/** What one account of a person made, answered and was given, under another account of theirs. */
export function createReassigning(
  { db, realtime }: Pick<PluginContext, 'db' | 'realtime'>,
  cache: EventCache,
): EventsService['reassign'] {
  const repository = createReassigningRepository(db);

  async function inRoom(roomId: string, fromId: string, toId: string): Promise<number> {
    const channel = realtime.channel('room', roomId);
    if ((await channel.lock()) === null) return 0;
    const events = await repository.concerned(roomId, fromId);
    if (events.length === 0) return 0;
    const ids = events.map(({ id }) => id);
    await repository.move(ids, fromId, toId);
    for (const { id, version } of events.slice(-announced))
      channel.append({ type: 'event.updated', actor: toId, ref: id, version });
    db.afterCommit(() => cache.forget(roomId, ids));
    return events.length;
  }

  return ({ fromId, toId, roomIds }) =>
    db.transaction(async () => {
      let count = 0;
      for (const roomId of [...roomIds].sort()) count += await inRoom(roomId, fromId, toId);
      return count;
    });
}
