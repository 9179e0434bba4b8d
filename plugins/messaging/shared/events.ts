import type { Message, ReactionSummary } from './types.js';

/**
 * What the SDK hands to `on(name, handler)`. On the wire the `data` of an event about a thing is the thing itself, as
 * HTTP gives it; `wireKeys` names the key under which the SDK puts it.
 */
declare module '@teambrain/protocol' {
  interface EventMap {
    'message.created': { message: Message };
    'message.edited': { message: Message };
    'message.deleted': { message: Message };
    /** `reactions`: all reactions of the message afterwards, so that a client need not count. */
    'reaction.added': { messageId: string; emoji: string; userId: string; reactions: ReactionSummary[] };
    'reaction.removed': { messageId: string; emoji: string; userId: string; reactions: ReactionSummary[] };
    'message.pinned': { message: Message };
    'message.unpinned': { message: Message };
  }
}

export const messagingWireKeys = {
  'message.created': 'message',
  'message.edited': 'message',
  'message.deleted': 'message',
  'message.pinned': 'message',
  'message.unpinned': 'message',
} as const;
