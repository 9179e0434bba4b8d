import type { JsonObject } from '@teambrain/protocol';
import type { RightsVersion } from '../access/contract.js';
import type { Database } from '../database/contract.js';
import type { LogEvent } from './contract.js';
import { rightsVersion } from './rights-version.js';

export interface Head {
  channel: string;
  parent: string | null;
  seq: number;
  version: RightsVersion;
}

/** One event on its way into the log. */
export interface Entry {
  channel: string;
  type: string;
  actor: string | null;
  ref: string | null;
  version: number | null;
  facts: JsonObject | null;
  clientId: string | null;
  movesRights: boolean;
}

export interface Appended {
  seq: number;
  version: RightsVersion;
  at: Date;
}

interface HeadRow {
  channel: string;
  parent: string | null;
  seq: number;
  parent_acl: number;
  own_acl: number;
}

interface EventRow {
  seq: number;
  type: string;
  actor: string | null;
  ref: string | null;
  version: number | null;
  facts: JsonObject | null;
  client_id: string | null;
  created_at: Date | string;
}

const headColumns = `h.channel, h.parent, h.last_seq::float8 AS seq,
  coalesce(p.acl_version, 0)::float8 AS parent_acl, h.acl_version::float8 AS own_acl`;

const headsSql = `SELECT ${headColumns}
  FROM channel_heads h LEFT JOIN channel_heads p ON p.channel = h.parent WHERE h.channel = ANY($1::text[])`;

const eventColumns =
  'e.seq::float8 AS seq, e.type, e.actor, e.ref, e.version, e.facts, e.client_id, e.created_at';

/** Events and head in one snapshot; the head comes in every row, and alone when there is nothing to replay. */
const rangeSql = `SELECT ${headColumns}, ${eventColumns.replace('e.seq::float8 AS seq', 'e.seq::float8 AS event_seq')}
  FROM channel_heads h LEFT JOIN channel_heads p ON p.channel = h.parent
  LEFT JOIN LATERAL (
    SELECT * FROM channel_events WHERE channel = h.channel AND seq > $2::bigint ORDER BY seq LIMIT $3::int
  ) e ON true
  WHERE h.channel = $1 ORDER BY e.seq`;

/** Children before parents, then by name: the one order in which heads are ever locked together. */
const lockSql = `SELECT channel FROM channel_heads WHERE channel = ANY($1::text[])
  ORDER BY (parent IS NULL), channel FOR NO KEY UPDATE`;

/**
 * Whoever locks the head first, as every send does, waits for nobody crosswise. The parent's head is shared, so that a
 * removal in the workspace comes before or after, never between.
 */
const lockOneSql = `with own as materialized (
    select channel, parent, acl_version from channel_heads where channel = $1 for no key update),
  up as materialized (
    select acl_version from channel_heads where channel = (select parent from own) for share)
  select coalesce(up.acl_version, 0) || '.' || own.acl_version as version from own left join up on true`;

/**
 * A parent that is itself among the channels is read from `head`: the same statement has already moved its row, and a
 * row lock would skip it.
 */
const appendSql = `WITH input AS MATERIALIZED (
    SELECT *, row_number() OVER (PARTITION BY channel ORDER BY ord) AS place
    FROM unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::text[], $6::int[], $7::text[], $8::text[])
      WITH ORDINALITY AS t(channel, moves, type, actor, ref, version, facts, client_id, ord)),
  head AS (
    UPDATE channel_heads h SET last_seq = h.last_seq + c.rows, acl_version = h.acl_version + c.moves
    FROM (SELECT channel, count(*) AS rows, sum(moves) AS moves FROM input GROUP BY channel) c
    WHERE h.channel = c.channel
    RETURNING h.channel, h.parent, h.last_seq - c.rows AS base, h.acl_version),
  parents AS MATERIALIZED (
    SELECT channel, acl_version FROM channel_heads
    WHERE channel = ANY(ARRAY(
      SELECT DISTINCT parent FROM head WHERE parent IS NOT NULL AND parent NOT IN (SELECT channel FROM head)))
    ORDER BY channel FOR SHARE),
  placed AS MATERIALIZED (
    SELECT i.*, head.base + i.place AS seq, date_trunc('milliseconds', clock_timestamp()) AS at,
      coalesce(p.acl_version, own.acl_version, 0)::float8 AS parent_acl, head.acl_version::float8 AS own_acl
    FROM input i JOIN head ON head.channel = i.channel
    LEFT JOIN parents p ON p.channel = head.parent LEFT JOIN head own ON own.channel = head.parent),
  logged AS (
    INSERT INTO channel_events (channel, seq, type, actor, ref, version, facts, client_id, created_at)
    SELECT channel, seq, type, actor, ref, version, facts::jsonb, client_id, at FROM placed)
  SELECT ord::int AS ord, seq::float8 AS seq, at, parent_acl, own_acl FROM placed`;

/** All SQL of the channel log. */
export function createLogRepository(db: Database) {
  async function append(entries: readonly Entry[]): Promise<Map<number, Appended>> {
    const rows = await db.query<{ ord: number; seq: number; at: Date; parent_acl: number; own_acl: number }>(
      appendSql,
      [
        entries.map((entry) => entry.channel),
        entries.map((entry) => (entry.movesRights ? 1 : 0)),
        entries.map((entry) => entry.type),
        entries.map((entry) => entry.actor),
        entries.map((entry) => entry.ref),
        entries.map((entry) => entry.version),
        entries.map((entry) => (entry.facts ? JSON.stringify(entry.facts) : null)),
        entries.map((entry) => entry.clientId),
      ],
      { name: 'channel_append' },
    );
    return new Map(
      rows.map((row) => [
        row.ord - 1,
        { seq: row.seq, version: rightsVersion(row.parent_acl, row.own_acl), at: new Date(row.at) },
      ]),
    );
  }

  return {
    append,
    /** Locks the heads in the common order, so that transactions never wait for each other crosswise. */
    async lock(channels: readonly string[]): Promise<void> {
      await db.query(lockSql, [channels], { name: 'channel_lock' });
    },
    async lockOne(channel: string): Promise<RightsVersion | null> {
      const [row] = await db.query<{ version: RightsVersion }>(lockOneSql, [channel], {
        name: 'channel_lock_one',
      });
      return row?.version ?? null;
    },
    async create(channel: string, parent: string | null): Promise<void> {
      await db.query(
        'INSERT INTO channel_heads (channel, parent) VALUES ($1, $2) ON CONFLICT (channel) DO NOTHING',
        [channel, parent],
      );
    },
    async heads(channels: readonly string[]): Promise<Head[]> {
      const rows = await db.query<HeadRow>(headsSql, [channels], { name: 'channel_heads_of' });
      return rows.map(toHead);
    },
    /** At most `limit` events above `after`, and the head of the same snapshot. Null: there is no such channel. */
    async range(
      channel: string,
      after: number,
      limit: number,
    ): Promise<{ head: Head; events: LogEvent[] } | null> {
      const rows = await db.query<HeadRow & EventRow & { event_seq: number | null }>(
        rangeSql,
        [channel, after, limit],
        { name: 'channel_range' },
      );
      const [first] = rows;
      if (!first) return null;
      const events = rows.flatMap((row) =>
        row.event_seq === null ? [] : [toEvent(channel, { ...row, seq: row.event_seq })],
      );
      return { head: toHead(first), events };
    },
    async epoch(): Promise<string> {
      const [row] = await db.query<{ epoch: string }>('SELECT epoch FROM channel_epoch');
      if (!row) throw new Error('the table channel_epoch is empty: the migrations did not run');
      return row.epoch;
    },
    async renewEpoch(): Promise<string> {
      const [row] = await db.query<{ epoch: string }>(
        'UPDATE channel_epoch SET epoch = gen_random_uuid() RETURNING epoch',
      );
      return row?.epoch ?? '';
    },
    /** Deletes at most `limit` events past their age; returns how many. */
    async trimByAge(days: number, limit: number): Promise<number> {
      const rows = await db.query(
        `DELETE FROM channel_events WHERE ctid = ANY(ARRAY(
           SELECT ctid FROM channel_events WHERE created_at < now() - make_interval(days => $1::int) LIMIT $2::int))
         RETURNING 1 AS gone`,
        [days, limit],
      );
      return rows.length;
    },
    /** Deletes at most `limit` events of channels that hold more than `keep`; returns how many. */
    async trimBySize(keep: number, limit: number): Promise<number> {
      const rows = await db.query(
        `DELETE FROM channel_events WHERE ctid = ANY(ARRAY(
           SELECT e.ctid FROM channel_heads h JOIN channel_events e
             ON e.channel = h.channel AND e.seq <= h.last_seq - $1::bigint
           WHERE h.last_seq > $1::bigint LIMIT $2::int))
         RETURNING 1 AS gone`,
        [keep, limit],
      );
      return rows.length;
    },
    async findReceipt(actor: string, clientId: string) {
      const [row] = await db.query<{ body_hash: Buffer; ref: string | null; seq: number | null }>(
        'SELECT body_hash, ref, seq::float8 AS seq FROM receipts WHERE actor = $1 AND client_id = $2',
        [actor, clientId],
        { name: 'receipt_find' },
      );
      return row ? { bodyHash: row.body_hash, ref: row.ref, seq: row.seq } : null;
    },
    /** False when another write of the same actor took the id first. */
    async saveReceipt(receipt: {
      actor: string;
      clientId: string;
      bodyHash: Buffer;
      ref: string | null;
      seq: number | null;
    }): Promise<boolean> {
      const rows = await db.query(
        `INSERT INTO receipts (actor, client_id, body_hash, ref, seq) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (actor, client_id) DO NOTHING RETURNING 1 AS saved`,
        [receipt.actor, receipt.clientId, receipt.bodyHash, receipt.ref, receipt.seq],
      );
      return rows.length === 1;
    },
  };
}

export type LogRepository = ReturnType<typeof createLogRepository>;

function toHead(row: HeadRow): Head {
  return {
    channel: row.channel,
    parent: row.parent,
    seq: row.seq,
    version: rightsVersion(row.parent_acl, row.own_acl),
  };
}

function toEvent(channel: string, row: EventRow): LogEvent {
  return {
    channel,
    seq: row.seq,
    type: row.type,
    actor: row.actor,
    ref: row.ref,
    version: row.version,
    facts: row.facts,
    at: new Date(row.created_at),
    ...(row.client_id === null ? {} : { clientId: row.client_id }),
  };
}
