import type { Actor } from '@teambrain/core';
import type { Message, SendMessage } from '../shared/types.js';

/** A message before it is stored. Hooks may change `text` and `mentions`, or refuse it with a ProblemError. */
export interface MessageDraft {
  roomId: string;
  authorId: string;
  text: string;
  replyTo?: string;
  mentions: string[];
  files: string[];
}

/** A message from elsewhere, with its original time. */
export interface ImportedMessage {
  /** Id in the source; a message that is there already is left alone. */
  sourceId: string;
  authorId: string;
  text: string;
  at: Date;
  /** `sourceId` of the message that it answers: an earlier one of the same room, in this batch or there already. */
  replyTo?: string;
}

export interface ImportResult {
  stored: number;
  /** Were there already. */
  known: number;
  /** `sourceId`s of messages that were stored without their `replyTo`, because it is not in the room. */
  unlinked: string[];
}

/** What other plugins may ask of messaging. */
export interface MessagingService {
  /** Sends as an actor, with its rights. A repeated `clientId` gives the stored message back. */
  send(actor: Actor, roomId: string, input: SendMessage): Promise<{ message: Message; duplicate: boolean }>;
  /** Messages as anybody may see them who reads their room: the caller checks that. */
  byIds(ids: readonly string[]): Promise<Map<string, Message>>;
  /**
   * Gives what one account wrote and reacted to in these rooms to another one of the same person. Inside a transaction
   * it belongs to it. Members of the rooms see it happen. Returns how many messages changed hands.
   */
  reassignAuthor(input: { fromId: string; toId: string; roomIds: readonly string[] }): Promise<number>;
  /** Those of these accounts whom a message of these rooms mentions. */
  mentionedIn(roomIds: readonly string[], userIds: readonly string[]): Promise<string[]>;
  /** Stores a batch of at most 1,000 messages of one room in the order given, without hooks, limits or rights. */
  importBatch(input: {
    roomId: string;
    source: string;
    messages: readonly ImportedMessage[];
  }): Promise<ImportResult>;
}

declare module '@teambrain/core' {
  interface Services {
    messaging: MessagingService;
  }
  interface ServerHooks {
    'message.send': MessageDraft;
  }
  interface ServerEvents {
    /** Once for each message, on the instance that stored it; imported ones are not announced. */
    'message.created': { message: Message };
  }
}
