import type { Database, RightsVersion } from '@teambrain/core';
import type { Message } from '../../shared/types.js';

const time = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/**
 * The JSON text of a message `m`, built by the database and passed on as it is: reading rows, making objects of them
 * and serialising those took three times the server's time. `concat` skips what is null, which leaves absent fields
 * out. A tombstone has lost everything in its row but what places it in a thread.
 */
const messageJson = `concat(
  '{"id":"', m.id, '","roomId":"', m.room_id, '","seq":', m.seq,
  ',"author":', (select concat('{"id":"', u.id, '","username":', to_json(u.username),
     ',"displayName":', to_json(u.display_name), ',"avatarUrl":' || to_json(u.avatar_url)::text,
     ',"kind":"', u.kind, '"}') from users u where u.id = m.author_id),
  ',"text":', to_json(m.text),
  ',"tokens":' || m.tokens::text,
  case when m.deleted_at is null then concat(
    ',"replyTo":"' || m.reply_to || '"',
    ',"threadId":"' || m.thread_id || '"') end,
  ',"replyCount":', m.reply_count,
  ',"lastReplyAt":"' || ${time('m.last_reply_at')} || '"',
  ',"mentions":', array_to_json(m.mentions),
  ',"reactions":', coalesce(m.reactions::text, '[]'),
  ',"files":', coalesce(m.files::text, '[]'),
  ',"pinned":', case when m.pinned_at is null then 'false' else 'true' end,
  ',"version":', m.version,
  ',"createdAt":"', ${time('m.created_at')}, '"',
  ',"editedAt":"' || ${time('m.edited_at')} || '"',
  ',"deletedAt":"' || ${time('m.deleted_at')} || '"',
  '}')`;

/** `$2` is the channel of the room; the same pair that sends are checked against. */
const head = `head as materialized (
  select h.last_seq, coalesce(p.acl_version, 0) || '.' || h.acl_version as rights
  from channel_heads h left join channel_heads p on p.channel = h.parent where h.channel = $2)`;

/** `order by` keeps to the index: for a plain `exists` the planner read 65,000 rows from the start (37 ms). */
const isAny = (where: string, order: 'asc' | 'desc') =>
  `coalesce((select 'true' from messages m where m.room_id = $1 and ${where} order by m.seq ${order} limit 1), 'false')`;

/** Up to `$5` messages at and below `$4`, and `$6` above it. */
const windowSql = `with ${head},
  wanted as materialized (
    (select m.id, m.seq from messages m, head
     where head.rights = $3 and m.room_id = $1 and m.seq <= $4 order by m.seq desc limit $5)
    union all
    (select m.id, m.seq from messages m, head
     where head.rights = $3 and m.room_id = $1 and m.seq > $4 order by m.seq limit $6)),
  edges as (select coalesce(min(seq), $4::bigint + 1) as first, coalesce(max(seq), $4::bigint) as last from wanted)
  select head.rights, head.last_seq as seq, case when head.rights = $3 then concat(
    '{"items":[', (select string_agg(${messageJson}, ',' order by m.seq)
                   from wanted w join messages m on m.id = w.id),
    '],"seq":', head.last_seq,
    ',"hasBefore":', ${isAny('m.seq < edges.first', 'desc')}, ',"hasAfter":', ${isAny('m.seq > edges.last', 'asc')},
    '}') end as page
  from head, edges`;

/** Unread messages that are counted in one room; nobody reads a larger number. */
const maxUnread = 10_000;

export interface WindowInput {
  roomId: string;
  rights: RightsVersion;
  /** Messages at and below this `seq` count as older, those above it as newer. */
  pivot: number;
  older: number;
  newer: number;
}

export interface WindowRow {
  rights: RightsVersion;
  /** Head of the room's log. */
  seq: number;
  /** JSON text. */
  page: string | null;
}

/** Where a message is; it never moves. */
export interface Place {
  roomId: string;
  authorId: string;
  seq: number;
}

export interface ListInput {
  limit: number;
  /** Rows after this position. */
  after?: number;
}

/** Reads messages. Everything that is sent as it was read comes as JSON text. */
export function createReadingRepository(db: Database) {
  const parse = (rows: { json: string }[]) => rows.map(({ json }) => JSON.parse(json) as Message);
  return {
    /** One snapshot: page, head and rights. `page` is null when the rights have moved; null: there is no such room. */
    async window(input: WindowInput): Promise<WindowRow | null> {
      const [row] = await db.query<WindowRow>(
        windowSql,
        [input.roomId, `room:${input.roomId}`, input.rights, input.pivot, input.older, input.newer],
        { name: 'messaging.window', lane: 'read' },
      );
      return row ?? null;
    },
    async heads(roomIds: readonly string[]): Promise<Map<string, { seq: number; rights: RightsVersion }>> {
      const rows = await db.query<{ channel: string; seq: number; rights: RightsVersion }>(
        `select h.channel, h.last_seq as seq, coalesce(p.acl_version, 0) || '.' || h.acl_version as rights
         from channel_heads h left join channel_heads p on p.channel = h.parent where h.channel = any($1::text[])`,
        [roomIds.map((id) => `room:${id}`)],
        { name: 'messaging.heads', lane: 'read' },
      );
      return new Map(
        rows.map(({ channel, seq, rights }) => [channel.slice('room:'.length), { seq, rights }]),
      );
    },
    async byIds(ids: readonly string[]): Promise<Map<string, Message>> {
      if (ids.length === 0) return new Map();
      const rows = await db.query<{ json: string }>(
        `select ${messageJson} as json from messages m where m.id = any($1::uuid[])`,
        [[...new Set(ids)]],
        { name: 'messaging.byIds' },
      );
      return new Map(parse(rows).map((message) => [message.id, message]));
    },
    /** Replies of a thread in order, with the message itself as nothing more than their root. */
    async replies(threadId: string, { limit, after }: ListInput): Promise<Message[]> {
      const rows = await db.query<{ json: string }>(
        `select ${messageJson} as json from messages m
         where m.thread_id = $1 and m.seq > $2 order by m.seq limit $3`,
        [threadId, after ?? 0, limit],
        { name: 'messaging.replies' },
      );
      return parse(rows);
    },
    /** Newest pins first. */
    async pinned(roomId: string, limit: number): Promise<Message[]> {
      const rows = await db.query<{ json: string }>(
        `select ${messageJson} as json from messages m
         where m.room_id = $1 and m.pinned_at is not null order by m.pinned_at desc limit $2`,
        [roomId, limit],
        { name: 'messaging.pinned' },
      );
      return parse(rows);
    },
    async placeOf(id: string): Promise<Place | null> {
      const [row] = await db.query<Place>(
        'select room_id as "roomId", author_id as "authorId", seq from messages where id = $1',
        [id],
        { name: 'messaging.placeOf' },
      );
      return row ?? null;
    },
    async findByClientId(
      authorId: string,
      clientId: string,
    ): Promise<{ id: string; bodyHash: Buffer } | null> {
      const [row] = await db.query<{ id: string; bodyHash: Buffer }>(
        'select id, body_hash as "bodyHash" from messages where author_id = $1 and client_id = $2',
        [authorId, clientId],
      );
      return row ?? null;
    },
    /** State of threads by the id of their root. */
    async threads(ids: readonly string[]): Promise<Map<string, { replyCount: number; lastReplyAt: string }>> {
      if (ids.length === 0) return new Map();
      const rows = await db.query<{ id: string; replyCount: number; lastReplyAt: Date | null }>(
        `select id, reply_count as "replyCount", last_reply_at as "lastReplyAt" from messages
         where id = any($1::uuid[])`,
        [[...new Set(ids)]],
        { name: 'messaging.threads' },
      );
      return new Map(
        rows.flatMap(({ id, replyCount, lastReplyAt }) =>
          lastReplyAt
            ? [[id, { replyCount, lastReplyAt: new Date(lastReplyAt).toISOString() }] as const]
            : [],
        ),
      );
    },
    async countIn(workspaceId: string): Promise<number> {
      const [row] = await db.query<{ messages: number }>(
        `select count(*)::int as messages from messages m join rooms r on r.id = m.room_id
         where r.workspace_id = $1 and r.deleted_at is null and m.deleted_at is null`,
        [workspaceId],
      );
      return row?.messages ?? 0;
    },
    /** What a user has not read and did not write, for each room above its cursor. */
    async unread(userId: string, rooms: readonly { roomId: string; after: number }[]) {
      return db.query<{ roomId: string; unread: number; mentions: number }>(
        `select t.room_id as "roomId", count(*)::int as unread,
           (count(*) filter (where $1::uuid = any(m.mentions)))::int as mentions
         from unnest($2::uuid[], $3::bigint[]) as t (room_id, after)
         join lateral (
           select mentions from messages
           where room_id = t.room_id and seq > t.after and author_id <> $1 and deleted_at is null
           limit ${maxUnread}) m on true
         group by t.room_id`,
        [userId, rooms.map(({ roomId }) => roomId), rooms.map(({ after }) => after)],
        { name: 'messaging.unread' },
      );
    },
    /** Those of these accounts whom a message of these rooms mentions. Reads all of their messages. */
    async mentionedIn(roomIds: readonly string[], userIds: readonly string[]): Promise<string[]> {
      const rows = await db.query<{ id: string }>(
        `select distinct named.id from messages m cross join unnest(m.mentions) as named (id)
         where m.room_id = any($1::uuid[]) and m.mentions && $2::uuid[] and named.id = any($2::uuid[])`,
        [roomIds, userIds],
      );
      return rows.map(({ id }) => id);
    },
    /** Every version of a text, newest first. */
    async revisions(messageId: string, { limit, after }: ListInput) {
      return db.query<{ version: number; text: string; editedAt: Date }>(
        `select version, text, coalesce(edited_at, created_at) as "editedAt" from messages
         where id = $1 and deleted_at is null and version < $2
         union all
         select version, text, written_at from message_revisions where message_id = $1 and version < $2
         order by version desc limit $3`,
        [messageId, after ?? 2 ** 31 - 1, limit],
      );
    },
  };
}

export type ReadingRepository = ReturnType<typeof createReadingRepository>;
