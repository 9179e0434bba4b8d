import { type ChangeInScope, type PluginContext, problem } from '@teambrain/core';
import type { Message, ReactionSummary } from '../../shared/types.js';
import type { ChangingRepository } from '../changing/repository.js';
import { type Changed, messageChange, type Target } from '../changing/service.js';
import { messageProblem } from '../problems.js';
import type { Places } from '../reading/places.js';
import type { ReadingRepository } from '../reading/repository.js';
import { cleanEmoji } from './emoji.js';
import type { ReactionRepository } from './repository.js';

export interface ReactionDeps {
  ctx: Pick<PluginContext, 'realtime'>;
  repository: ReactionRepository;
  messages: Pick<ChangingRepository, 'lockMessage'>;
  reading: ReadingRepository;
  places: Places;
  change: ChangeInScope;
  maxKinds: number;
}

/** Reactions: a set of emoji per person and message; setting or taking one twice changes nothing. */
export function createReactions(deps: ReactionDeps) {
  const { ctx, repository, messages, reading, places, change, maxKinds } = deps;

  async function apply(target: Target, input: string, isAdded: boolean): Promise<Changed> {
    const { actor, messageId, clientId } = target;
    const emoji = emojiOf(input);
    const { roomId } = await places.require(messageId);
    const request = messageChange(target, roomId, 'messaging.react', [isAdded, emoji]);
    const { duplicate } = await change(request, async () => {
      const state = await messages.lockMessage(messageId);
      if (!state) throw problem('not_found');
      if (state.isDeleted && isAdded) throw messageProblem('message_deleted');
      const done = isAdded
        ? await repository.add(messageId, actor.id, emoji)
        : await repository.remove(messageId, actor.id, emoji);
      if (!done) return;
      if (isAdded && (await repository.countKinds(messageId)) > maxKinds)
        throw messageProblem('message_reactions_full');
      await repository.summarise(messageId);
      ctx.realtime.channel('room', roomId).append({
        type: isAdded ? 'reaction.added' : 'reaction.removed',
        actor: actor.id,
        ref: messageId,
        facts: { emoji },
        ...(clientId === undefined ? {} : { clientId }),
      });
    });
    return { duplicate };
  }

  async function present(messageId: string): Promise<Message> {
    const message = (await reading.byIds([messageId])).get(messageId);
    if (!message) throw problem('not_found');
    return message;
  }

  return {
    async add(target: Target, emoji: string): Promise<Changed & { message: Message }> {
      const changed = await apply(target, emoji, true);
      return { ...changed, message: await present(target.messageId) };
    },
    remove: (target: Target, emoji: string): Promise<Changed> => apply(target, emoji, false),
    async list(messageId: string): Promise<ReactionSummary[]> {
      return (await present(messageId)).reactions;
    },
  };
}

export type Reactions = ReturnType<typeof createReactions>;

function emojiOf(input: string): string {
  const emoji = cleanEmoji(input);
  if (emoji === null)
    throw problem('validation_failed', undefined, {
      errors: [{ path: '/emoji', message: 'must be exactly one emoji' }],
    });
  return emoji;
}
