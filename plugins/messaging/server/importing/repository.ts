import type { Database } from '@teambrain/core';

export interface ImportRow {
  id: string;
  sourceId: string;
  authorId: string;
  text: string;
  tokens: string | null;
  search: string;
  at: Date;
  replyTo: string | null;
  threadId: string | null;
}

export interface KnownRow {
  sourceId: string;
  id: string;
  threadId: string | null;
}

/** Numbers rows in the order given, with a log entry each. The log's own time is now: it is trimmed by age. */
const storeSql = `with input as materialized (
    select * from unnest($3::uuid[], $4::text[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::timestamptz[],
      $10::uuid[], $11::uuid[])
      with ordinality as t (id, source_id, author_id, body, tokens, search, at, reply_to, thread_id, ord)),
  head as (
    update channel_heads set last_seq = last_seq + (select count(*) from input) where channel = $2
    returning last_seq - (select count(*) from input) as base),
  stored as (
    insert into messages (id, room_id, seq, author_id, text, tokens, search, created_at, reply_to, thread_id, source,
      source_id)
    select i.id, $1, head.base + i.ord, i.author_id, i.body, i.tokens::json, i.search::tsvector, i.at, i.reply_to,
      i.thread_id, $12, i.source_id from input i, head),
  logged as (
    insert into channel_events (channel, seq, type, actor, ref, version)
    select $2, head.base + i.ord, 'message.created', i.author_id, i.id, 1 from input i, head)
  select count(*)::int as stored from head, input`;

const threadsSql = `update messages m set reply_count = m.reply_count + n.replies,
    last_reply_at = greatest(m.last_reply_at, n.at)
  from (select t.id, count(*)::int as replies, max(t.at) as at
        from unnest($1::uuid[], $2::timestamptz[]) as t (id, at) group by t.id) n
  where m.id = n.id`;

/** Stores messages from elsewhere; writes run inside a transaction that has locked the room. */
export function createImportRepository(db: Database) {
  return {
    async known(roomId: string, source: string, sourceIds: readonly string[]): Promise<KnownRow[]> {
      return db.query<KnownRow>(
        `select source_id as "sourceId", id, thread_id as "threadId" from messages
         where room_id = $1 and source = $2 and source_id = any($3::text[])`,
        [roomId, source, sourceIds],
      );
    },
    /** False when the room has no head. */
    async store(roomId: string, source: string, rows: readonly ImportRow[]): Promise<boolean> {
      const [result] = await db.query<{ stored: number }>(storeSql, [
        roomId,
        `room:${roomId}`,
        rows.map((row) => row.id),
        rows.map((row) => row.sourceId),
        rows.map((row) => row.authorId),
        rows.map((row) => row.text),
        rows.map((row) => row.tokens),
        rows.map((row) => row.search),
        rows.map((row) => row.at.toISOString()),
        rows.map((row) => row.replyTo),
        rows.map((row) => row.threadId),
        source,
      ]);
      return result?.stored === rows.length;
    },
    async countReplies(replies: readonly { threadId: string; at: Date }[]): Promise<void> {
      await db.query(threadsSql, [
        replies.map(({ threadId }) => threadId),
        replies.map(({ at }) => at.toISOString()),
      ]);
    },
  };
}

export type ImportRepository = ReturnType<typeof createImportRepository>;
