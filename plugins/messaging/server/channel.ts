import {
  type ActionCall,
  type ActionResult,
  type LogEvent,
  type PluginContext,
  problem,
} from '@teambrain/core';
import Type, { type Static } from 'typebox';
import {
  clientIdPattern,
  editMessageSchema,
  emojiSchema,
  messageParams,
  messageSchema,
  reactionEventSchema,
  sendMessageSchema,
} from '../shared/schemas.js';
import type { Message } from '../shared/types.js';
import type { Changing, Target } from './changing/service.js';
import { messagingOperations as operations } from './operations.js';
import type { Reactions } from './reactions/service.js';
import type { Places } from './reading/places.js';
import type { ReadingRepository } from './reading/repository.js';
import type { Send } from './sending/service.js';

export interface ChannelDeps {
  ctx: Pick<PluginContext, 'realtime'>;
  reading: ReadingRepository;
  places: Places;
  send: Send;
  changing: Changing;
  reactions: Reactions;
}

const strict = { additionalProperties: false } as const;
const messageOnly = Type.Object(messageParams.properties, strict);
const editData = Type.Object({ ...messageParams.properties, ...editMessageSchema.properties }, strict);
const reactionData = Type.Object({ ...messageParams.properties, emoji: emojiSchema }, strict);

/** What happens to messages, and what clients may do to them, on the channel of their room. */
export function registerChannel({ ctx, reading, places, send, changing, reactions }: ChannelDeps): void {
  const { realtime } = ctx;

  /** Present state: a message that was edited since is shown as it is now, a deleted one as its tombstone. */
  async function renderMessages(events: readonly LogEvent[]): Promise<(Message | null)[]> {
    const messages = await reading.byIds(events.flatMap(({ ref }) => (ref ? [ref] : [])));
    return events.map(({ ref }) => messages.get(ref ?? '') ?? null);
  }

  /** A reply brings the state of its thread along. */
  async function renderCreated(events: readonly LogEvent[]): Promise<(Message | null)[]> {
    const messages = await renderMessages(events);
    const threads = await reading.threads(
      messages.flatMap((each) => (each?.threadId ? [each.threadId] : [])),
    );
    return messages.map((message) => {
      const thread = message?.threadId === undefined ? undefined : threads.get(message.threadId);
      return message && thread ? { ...message, thread } : message;
    });
  }

  async function renderReactions(events: readonly LogEvent[]) {
    const messages = await renderMessages(events);
    return events.map(({ ref, actor, facts }, index) => {
      const message = messages[index];
      if (!message || ref === null || actor === null || typeof facts?.emoji !== 'string') return null;
      return { messageId: ref, emoji: facts.emoji, userId: actor, reactions: message.reactions };
    });
  }

  const messageEvents = [
    ['message.created', 'A message was sent', renderCreated],
    ['message.edited', 'A message was edited', renderMessages],
    ['message.deleted', 'A message was deleted', renderMessages],
    ['message.pinned', 'A message was pinned', renderMessages],
    ['message.unpinned', 'A message was unpinned', renderMessages],
  ] as const;
  for (const [type, summary, render] of messageEvents)
    realtime.registerEvent<Message>({ type, summary, channel: 'room', data: messageSchema, render });
  for (const [type, summary] of [
    ['reaction.added', 'Somebody reacted to a message'],
    ['reaction.removed', 'Somebody took a reaction back'],
  ] as const)
    realtime.registerEvent({
      type,
      summary,
      channel: 'room',
      data: reactionEventSchema,
      render: renderReactions,
    });

  /** The message an action names; it must lie in the room of the channel it came on. */
  async function targetOf(call: ActionCall<{ messageId: string }>): Promise<Target> {
    const messageId = call.data.messageId.toLowerCase();
    const { roomId } = await places.require(messageId);
    if (roomId !== call.id.toLowerCase())
      throw problem('bad_request', 'The message is not in the room of this channel.');
    checkClientId(call.clientId);
    return { actor: call.actor, grant: call.grant, messageId, clientId: call.clientId };
  }
  const answer = ({ message, duplicate }: { message?: Message; duplicate: boolean }): ActionResult => ({
    ...(message ? { data: message } : {}),
    ...(duplicate ? { duplicate } : {}),
  });

  realtime.registerAction<Static<typeof sendMessageSchema>>({
    operation: operations.send,
    channel: 'room',
    data: sendMessageSchema,
    async handler({ actor, id, grant, data, clientId }) {
      if (clientId !== undefined && data.clientId !== undefined && clientId !== data.clientId)
        throw problem('bad_request', 'The frame and its data name different client ids.');
      checkClientId(clientId);
      const named = clientId ?? data.clientId;
      const input = named === undefined ? data : { ...data, clientId: named };
      const sent = await send(actor, id.toLowerCase(), grant, input);
      return { ...answer(sent), seq: sent.message.seq };
    },
  });
  realtime.registerAction<Static<typeof editData>>({
    operation: operations.edit,
    channel: 'room',
    data: editData,
    async handler(call) {
      const { messageId: _, ...input } = call.data;
      return answer(await changing.edit(await targetOf(call), input));
    },
  });
  for (const [operation, run] of [
    [operations.delete, changing.remove],
    [operations.pin, changing.pin],
    [operations.unpin, changing.unpin],
  ] as const)
    realtime.registerAction<Static<typeof messageOnly>>({
      operation,
      channel: 'room',
      data: messageOnly,
      handler: async (call) => answer(await run(await targetOf(call))),
    });
  for (const [operation, run] of [
    [operations.react, reactions.add],
    [operations.unreact, reactions.remove],
  ] as const)
    realtime.registerAction<Static<typeof reactionData>>({
      operation,
      channel: 'room',
      data: reactionData,
      handler: async (call) => answer(await run(await targetOf(call), call.data.emoji)),
    });
}

const clientIdForm = new RegExp(clientIdPattern);

/** The id of the frame passes the same check as the one in a body. */
function checkClientId(clientId: string | undefined): void {
  if (clientId !== undefined && !clientIdForm.test(clientId))
    throw problem('validation_failed', undefined, {
      errors: [{ path: '/clientId', message: `must match pattern "${clientIdPattern}"` }],
    });
}
