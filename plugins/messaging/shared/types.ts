import type { User } from '@teambrain/protocol';

/** A node of a parsed message: safe Markdown, parsed on the server. Renderers map types to elements; there is no HTML. */
export interface Token {
  type:
    | 'paragraph'
    | 'heading'
    | 'list'
    | 'item'
    | 'quote'
    | 'code_block'
    | 'rule'
    | 'table'
    | 'row'
    | 'cell'
    | 'text'
    | 'strong'
    | 'em'
    | 'strike'
    | 'code'
    | 'break'
    | 'link'
    | 'image'
    | 'mention'
    | 'room'
    | 'emoji';
  children?: Token[];
  text?: string;
  level?: number;
  ordered?: boolean;
  start?: number;
  checked?: boolean;
  lang?: string;
  align?: ('left' | 'center' | 'right' | null)[];
  header?: boolean;
  href?: string;
  fileId?: string;
  userId?: string;
  roomId?: string;
  name?: string;
}

export interface ReactionSummary {
  emoji: string;
  count: number;
  /** The first 100, in order of reacting. */
  userIds: string[];
}

export interface Message {
  id: string;
  roomId: string;
  seq: number;
  author: User;
  text: string;
  /** Absent when the text is plain. */
  tokens?: Token[];
  /** The message that this one answers. */
  replyTo?: string;
  /** Root of the thread that this message belongs to. */
  threadId?: string;
  /**
   * State of the thread right after this reply, so that a client need not count. Only in the live and replayed event
   * and in the answer to the sender.
   */
  thread?: { replyCount: number; lastReplyAt: string };
  /** Replies ever given, deleted ones included: they stay in the thread as tombstones. */
  replyCount: number;
  lastReplyAt?: string;
  mentions: string[];
  reactions: ReactionSummary[];
  files: { id: string; name: string; size: number; type: string; url: string; thumbnailUrl?: string }[];
  pinned: boolean;
  version: number;
  createdAt: string;
  editedAt?: string;
  /** Set on tombstones, which keep id, seq and author and lose the rest. */
  deletedAt?: string;
  /** Only in the answer to its sender and in the live event. */
  clientId?: string;
}

/** A stretch of a room's timeline, ascending by `seq`. */
export interface MessageWindow {
  items: Message[];
  /** Head of the room's channel log in the same snapshot: subscribe with `after: seq`. */
  seq: number;
  hasBefore: boolean;
  hasAfter: boolean;
}

export interface MessageRevision {
  version: number;
  text: string;
  editedAt: string;
}

export interface SendMessage {
  text: string;
  clientId?: string;
  replyTo?: string;
  mentions?: string[];
  files?: string[];
}
export interface EditMessage {
  text: string;
  mentions?: string[];
  baseVersion?: number;
}
export interface MessageHit {
  message: Message;
  /**
   * Around the first match, at most 202 characters: the message as people read it, without the signs of Markdown; as it
   * was written where the match is in what they do not see, as the address of a link.
   */
  snippet: string;
  /** `[start, end)` offsets into the snippet. Empty where a wrong letter was forgiven and nothing can be marked. */
  matches: [number, number][];
}
