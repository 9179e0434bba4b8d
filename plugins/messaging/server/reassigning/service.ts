import type { PluginContext } from '@teambrain/core';
import type { MessagingService } from '../contract.js';
import type { ReactionRepository } from '../reactions/repository.js';
import type { ReassigningRepository } from './repository.js';

/** The newest messages of a room that are shown anew to who has it open; older ones are as they are when read. */
const announced = 200;

/** One person's messages and reactions under another account of theirs. */
export function createReassigning(
  { db, realtime }: Pick<PluginContext, 'db' | 'realtime'>,
  reactions: Pick<ReactionRepository, 'summarise'>,
  repository: ReassigningRepository,
): MessagingService['reassignAuthor'] {
  async function inRoom(roomId: string, fromId: string, toId: string): Promise<number> {
    const channel = realtime.channel('room', roomId);
    if ((await channel.lock()) === null) return 0;
    const messages = await repository.messages(roomId, fromId, toId);
    const reacted = await repository.reactions(roomId, fromId, toId);
    await repository.traces(roomId, fromId, toId);
    for (const id of new Set(reacted.map(({ messageId }) => messageId))) await reactions.summarise(id);
    for (const { id, version } of messages.slice(-announced))
      channel.append({ type: 'message.edited', actor: toId, ref: id, version });
    for (const { messageId, emoji } of reacted.slice(-announced)) {
      channel.append({ type: 'reaction.removed', actor: fromId, ref: messageId, facts: { emoji } });
      channel.append({ type: 'reaction.added', actor: toId, ref: messageId, facts: { emoji } });
    }
    return messages.length;
  }

  return async ({ fromId, toId, roomIds }) =>
    db.transaction(async () => {
      let count = 0;
      for (const roomId of [...roomIds].sort()) count += await inRoom(roomId, fromId, toId);
      return count;
    });
}
