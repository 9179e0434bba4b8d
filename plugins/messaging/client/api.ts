import type { List, Sending, SendStatus, Store } from '@teambrain/client';
import type {
  EditMessage,
  Message,
  MessageHit,
  MessageRevision,
  MessageWindow,
  SendMessage,
} from '../shared/types.js';

/** `tb.messaging`: messages by id, where no room is open. */
export interface MessagingApi {
  get(messageId: string): Promise<Message>;
  edit(messageId: string, changes: EditMessage): Promise<Message>;
  delete(messageId: string): Promise<void>;
  react(messageId: string, emoji: string): Promise<Message>;
  unreact(messageId: string, emoji: string): Promise<void>;
  pin(messageId: string): Promise<Message>;
  unpin(messageId: string): Promise<void>;
  replies(messageId: string, query?: { limit?: number; cursor?: string }): List<Message>;
  revisions(messageId: string): List<MessageRevision>;
}

/** A message on its way. */
export type SentMessage = Sending<Message>;

/** `room.messages` */
export interface RoomMessages extends MessagingApi {
  /** Newest first; older pages are fetched as they are read, and not after `break`. `limit` is the page size (≤ 100). */
  history(options?: {
    limit?: number;
    before?: number;
    signal?: AbortSignal;
  }): AsyncIterableIterator<Message>;
  /** A stretch by sequence numbers. Without any of the three: the newest. */
  window(options?: {
    before?: number;
    after?: number;
    around?: number;
    limit?: number;
  }): Promise<MessageWindow>;
  /** Goes through the outbox: kept in order and across reloads, stored exactly once. */
  send(input: SendMessage): SentMessage;
  /** Hits with the text around the match as people read it, newest first; those with a wrong letter come last. */
  search(q: string, query?: { limit?: number; cursor?: string }): List<MessageHit>;
  /** What is pinned: newest pin first, all in one page. */
  pins(): List<Message>;
  /** A live window over the room's messages for a user interface. */
  timeline(options?: { limit?: number; around?: number }): Timeline;
}

/** A row of the timeline. */
export interface TimelineItem {
  /** Stays the same while an optimistic row becomes a stored one. */
  readonly key: string;
  /** While `sending` or `failed`: what was typed, with `seq` 0 and the client id as `id`. */
  readonly message: Message;
  readonly status: SendStatus;
  /** Set on rows that are not stored yet: `retry()`, `discard()`, `error`. */
  readonly sending?: SentMessage;
}

export interface TimelineState {
  /** Ascending; at most 300. Rows that wait to be sent come last, and only while the newest message is in the window. */
  readonly items: readonly TimelineItem[];
  readonly hasBefore: boolean;
  readonly hasAfter: boolean;
  /** `first` until the first snapshot is there. */
  readonly loading: false | 'first' | 'before' | 'after' | 'jump';
  readonly error: Error | undefined;
  /** Read cursor at the time the window was opened: the marker stands before the first message above it. */
  readonly unreadAfter: number;
  /** Messages that arrived while the newest ones were out of the window. */
  readonly newer: number;
  /** Head of the channel that this state includes. */
  readonly seq: number;
  /** `ended`: the user lost the room (`reason` says how). */
  readonly ended: string | undefined;
}

export interface Timeline extends Store<TimelineState> {
  /** Settles after the first snapshot. */
  readonly ready: Promise<void>;
  loadBefore(): Promise<void>;
  loadAfter(): Promise<void>;
  /** Moves the window: around a message's `seq`, or to the newest. */
  jumpTo(seq: number | 'newest'): Promise<void>;
  /** Sets the unread marker anew, for example after the user came back to the room. */
  markUnreadFrom(seq: number): void;
  send(input: SendMessage): SentMessage;
  close(): void;
}
