import {
  type Actor,
  type ChangeInScope,
  type Grant,
  type PluginContext,
  problem,
  type ScopeChange,
} from '@teambrain/core';
import type { EditMessage, Message } from '../../shared/types.js';
import { parseMarkdown } from '../markdown/parse.js';
import { messageProblem } from '../problems.js';
import type { Places } from '../reading/places.js';
import type { ReadingRepository } from '../reading/repository.js';
import { indexText } from '../search/words.js';
import { findMentioned } from '../sending/people.js';
import { wellFormed } from '../text.js';
import type { ChangingRepository, MessageState } from './repository.js';

export interface ChangingDeps {
  ctx: Pick<PluginContext, 'access' | 'users' | 'realtime'>;
  repository: ChangingRepository;
  reading: ReadingRepository;
  places: Places;
  change: ChangeInScope;
}

/** What every change of a message names. */
export interface Target {
  actor: Actor;
  grant: Grant;
  messageId: string;
  clientId?: string | undefined;
}

/** `duplicate`: the client id had been used for the same change; nothing was written. */
export interface Changed {
  duplicate: boolean;
}

/** A change of a message: its author decides beside the rights in its room. */
export interface MessageChange extends ScopeChange {
  authorId: string;
}

/** Editing, deleting and pinning. */
export function createChanging({ ctx, repository, reading, places, change }: ChangingDeps) {
  async function requestOf(target: Target, permission: string, body: unknown): Promise<MessageChange> {
    const { authorId, roomId } = await places.require(target.messageId);
    return { ...messageChange(target, roomId, permission, body), authorId };
  }

  /** The message under the lock; `live`: a tombstone is refused. */
  async function locked(messageId: string, live: boolean): Promise<MessageState> {
    const state = await repository.lockMessage(messageId);
    if (!state) throw problem('not_found');
    if (live && state.isDeleted) throw messageProblem('message_deleted');
    return state;
  }

  function note(request: MessageChange, messageId: string, type: string, version: number): void {
    ctx.realtime.channel('room', request.place.id).append({
      type,
      actor: request.actor.id,
      ref: messageId,
      version,
      ...(request.once ? { clientId: request.once.clientId } : {}),
    });
  }

  async function present(messageId: string): Promise<Message> {
    const message = (await reading.byIds([messageId])).get(messageId);
    if (!message) throw problem('not_found');
    return message;
  }

  async function setPin(target: Target, isPinned: boolean): Promise<Changed> {
    const request = await requestOf(target, 'messaging.moderate', { isPinned });
    const { duplicate } = await change(request, async () => {
      const state = await locked(target.messageId, isPinned);
      if (state.isPinned === isPinned) return;
      await repository.pin(target.messageId, isPinned ? target.actor.id : null);
      note(request, target.messageId, isPinned ? 'message.pinned' : 'message.unpinned', state.version);
    });
    return { duplicate };
  }

  return {
    /** Only the author's own; the text before is kept as a revision. */
    async edit(target: Target, input: EditMessage): Promise<Changed & { message: Message }> {
      const { actor, messageId } = target;
      const request = await requestOf(target, 'messaging.send', input);
      if (request.authorId !== actor.id) throw problem('forbidden', 'Only its author may edit a message.');
      const text = wellFormed(input.text);
      const { people, unknown } = await findMentioned(ctx, request.place.id, text, input.mentions ?? []);
      if (unknown.length > 0) throw messageProblem('message_mention_unknown');
      const parsed = parseMarkdown(text, people);
      const mentions = [...new Set([...(input.mentions ?? []), ...parsed.mentions])];
      let clash = false;
      const { duplicate } = await change(request, async () => {
        const state = await locked(messageId, true);
        clash = input.baseVersion !== undefined && input.baseVersion !== state.version;
        if (clash) throw problem('version_conflict');
        const version = await repository.edit(messageId, {
          text,
          tokens: parsed.json,
          mentions,
          search: indexText(text),
        });
        note(request, messageId, 'message.edited', version);
      }).catch(async (error: unknown) => {
        if (clash) throw problem('version_conflict', undefined, { current: await present(messageId) });
        throw error;
      });
      return { duplicate, message: await present(messageId) };
    },
    /** The author's own, or anybody's for admins of the room. Leaves a tombstone; repeating it changes nothing. */
    async remove(target: Target): Promise<Changed> {
      const { actor, messageId } = target;
      const request = await requestOf(target, 'messaging.send', 'delete');
      if (request.authorId !== actor.id) {
        const room = { kind: 'room', id: request.place.id };
        request.permission = 'messaging.moderate';
        request.grant = await ctx.access.require(actor, 'messaging.moderate', room);
      }
      const { duplicate } = await change(request, async () => {
        const state = await locked(messageId, false);
        if (state.isDeleted) return;
        note(request, messageId, 'message.deleted', await repository.remove(messageId));
      });
      return { duplicate };
    },
    async pin(target: Target): Promise<Changed & { message: Message }> {
      const changed = await setPin(target, true);
      return { ...changed, message: await present(target.messageId) };
    },
    unpin: (target: Target): Promise<Changed> => setPin(target, false),
  };
}

export type Changing = ReturnType<typeof createChanging>;

/** What a change of a message asks of its room. */
export function messageChange(
  target: Target,
  roomId: string,
  permission: string,
  body: unknown,
): ScopeChange {
  const { actor, grant, messageId, clientId } = target;
  const once = clientId === undefined ? undefined : { clientId, body: [messageId, body], ref: messageId };
  return { actor, grant, permission, place: { scope: 'room', id: roomId }, once };
}
