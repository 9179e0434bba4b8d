import {
  type BatchAppended,
  type BatchRow,
  batchAppendSql,
  batchParams,
  type Database,
} from '@teambrain/core';

/** A message that is about to be stored. */
export interface NewRow extends BatchRow {
  id: string;
  roomId: string;
  authorId: string;
  text: string;
  /** JSON text, or null for plain text. */
  tokens: string | null;
  replyTo: string | null;
  mentions: readonly string[];
  bodyHash: Buffer;
  /** Input form of a tsvector. */
  search: string;
}

export interface SentRow extends BatchAppended {
  /** Set when a message of this author has the client id already. */
  knownId: string | null;
  knownHash: Buffer | null;
  /** True when `replyTo` is not a message of the room. */
  replyUnknown: boolean;
  threadId: string | null;
  /** State of the thread after the batch. */
  replyCount: number | null;
  lastReplyAt: Date | null;
}

const sendSql = batchAppendSql({
  columns: [
    'id uuid',
    'room_id uuid',
    'author_id uuid',
    'body text',
    'tokens text',
    'reply_to uuid',
    'mentions text',
    'body_hash bytea',
    'search text',
  ],
  before: [
    `known as materialized (
      select i.ord, m.id, m.body_hash from input i
      join messages m on m.author_id = i.author_id and m.client_id = i.client_id)`,
    `target as materialized (
      select i.ord, coalesce(r.thread_id, r.id) as thread_id from input i
      join messages r on r.id = i.reply_to and r.room_id = i.room_id)`,
  ],
  accept: `not exists (select 1 from known k where k.ord = i.ord)
    and (i.reply_to is null or exists (select 1 from target t where t.ord = i.ord))`,
  writes: [
    `stored as (
      insert into messages (id, room_id, seq, author_id, text, tokens, reply_to, thread_id, mentions, client_id,
        body_hash, search, created_at)
      select p.id, p.room_id, p.seq, p.author_id, p.body, p.tokens::json, p.reply_to, t.thread_id,
        p.mentions::uuid[], p.client_id, p.body_hash, p.search::tsvector, p.at
      from placed p left join target t on t.ord = p.ord)`,
    `threads as (
      update messages m set reply_count = m.reply_count + n.replies, last_reply_at = n.at
      from (select t.thread_id, count(*)::int as replies, max(p.at) as at
            from placed p join target t on t.ord = p.ord group by t.thread_id) n
      where m.id = n.thread_id returning m.id, m.reply_count, m.last_reply_at)`,
  ],
  returning: [
    'k.id as "knownId"',
    'k.body_hash as "knownHash"',
    '(i.reply_to is not null and t.ord is null) as "replyUnknown"',
    't.thread_id as "threadId"',
    'th.reply_count as "replyCount"',
    'th.last_reply_at as "lastReplyAt"',
  ],
  join: `left join known k on k.ord = i.ord left join target t on t.ord = i.ord
    left join threads th on th.id = t.thread_id`,
});

const ownValues: ((row: NewRow) => string | null)[] = [
  (row) => row.id,
  (row) => row.roomId,
  (row) => row.authorId,
  (row) => row.text,
  (row) => row.tokens,
  (row) => row.replyTo,
  (row) => `{${row.mentions.join(',')}}`,
  (row) => `\\x${row.bodyHash.toString('hex')}`,
  (row) => row.search,
];

/** Stores messages: one statement for many rooms and authors, with their log, thread counters and idempotency. */
export function createSendingRepository(db: Database) {
  return {
    /** Rows in the order of the input. Throws 23505 when another instance stored one of the client ids meanwhile. */
    async insert(rows: readonly NewRow[]): Promise<SentRow[]> {
      const result = await db.query<SentRow>(sendSql, batchParams(rows, ownValues), {
        name: 'messaging.send',
        lane: 'write',
      });
      return result.sort((a, b) => a.ord - b.ord);
    },
  };
}

export type SendingRepository = ReturnType<typeof createSendingRepository>;
