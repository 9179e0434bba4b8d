/**
 * Writing rows of a feature's own table and their channel log in ONE statement, for many channels and many rows.
 *
 * The statement locks the heads in a fixed order (two batches never wait for each other crosswise), reads the rights
 * version that holds now, numbers only the rows whose sender was authorised under exactly that version, and gives every
 * input row back: with a `seq` when it was stored, with `seq` null and the present version when its sender has to be
 * authorised again.
 *
 * The parent's head is locked FOR SHARE until COMMIT: a removal higher up (in the workspace of a room) then either
 * comes first and is seen here, or waits until these rows are committed. On PostgreSQL 15 the lock was within the noise
 * of 11,000 to 40,000 rows a second; a change of the parent waited 10 ms at the median under full load of 100 rooms.
 * Heads come before parents in every lock order, because a parent has no parent.
 */
export interface BatchAppend {
  /** Name and SQL type of every value a row brings besides those of {@link batchColumns}: `['text text', 'hash bytea']`. */
  columns: readonly string[];
  /**
   * CTEs that write the feature's rows, reading from `placed`: all columns, plus `seq bigint`, `ord` (1-based position
   * in the input) and `at timestamptz` (the time the log gets). Each may be referred to in `returning`.
   */
  writes: readonly string[];
  /** CTEs before the rows are numbered, reading from `input` (all columns and `ord`): rows already known, for example. */
  before?: readonly string[];
  /** Keeps an input row `i` out when false: `NOT EXISTS (SELECT 1 FROM known k WHERE k.ord = i.ord)`. */
  accept?: string;
  /** Further result columns, for example `w.id` together with `join: 'LEFT JOIN written w ON w.seq = p.seq'`. */
  returning?: readonly string[];
  join?: string;
}

/** Values every row brings, as parallel arrays in `$2` … `$9`; the feature's own columns follow from `$10`. */
export const batchColumns = [
  'channel text',
  'rights text',
  'type text',
  'actor text',
  'ref text',
  'version integer',
  'facts text',
  'client_id text',
] as const;

/** A row of the answer, in no particular order. */
export interface BatchAppended {
  /** 1-based position in the input. */
  ord: number;
  /** Null: not stored, because `accept` was false or because the sender was authorised under another version. */
  seq: number | null;
  /** The rights version found; null when the channel has no head. */
  rights: string | null;
  /** Time of the row in the log, in milliseconds since 1970. */
  at: number;
}

/**
 * Builds the statement. Parameters: `$1` the distinct channels, then one array per column, in order. The statement is
 * constant for a given definition: name it, so that a real server prepares it once.
 */
export function batchAppendSql(batch: BatchAppend): string {
  const columns = [...batchColumns, ...batch.columns];
  const names = columns.map((column) => column.slice(0, column.indexOf(' ')));
  const arrays = columns.map((column, index) => `$${index + 2}::${column.slice(column.indexOf(' ') + 1)}[]`);
  const ctes = [
    `input AS MATERIALIZED (
      SELECT * FROM unnest(${arrays.join(', ')}) WITH ORDINALITY AS t(${names.join(', ')}, ord))`,
    `locked AS MATERIALIZED (
      SELECT channel, parent, acl_version FROM channel_heads
      WHERE channel = ANY($1::text[]) ORDER BY channel FOR NO KEY UPDATE)`,
    `parents AS MATERIALIZED (
      SELECT channel, acl_version FROM channel_heads
      WHERE channel = ANY(ARRAY(SELECT DISTINCT parent FROM locked)) ORDER BY channel FOR SHARE)`,
    `rights_now AS MATERIALIZED (
      SELECT l.channel, coalesce(p.acl_version, 0) || '.' || l.acl_version AS version
      FROM locked l LEFT JOIN parents p ON p.channel = l.parent)`,
    ...(batch.before ?? []),
    `accepted AS MATERIALIZED (
      SELECT i.*, row_number() OVER (PARTITION BY i.channel ORDER BY i.ord) AS place
      FROM input i JOIN rights_now r ON r.channel = i.channel AND r.version = i.rights
      ${batch.accept ? `WHERE ${batch.accept}` : ''})`,
    `head AS (
      UPDATE channel_heads h SET last_seq = h.last_seq + c.rows
      FROM (SELECT channel, count(*) AS rows FROM accepted GROUP BY channel) c WHERE h.channel = c.channel
      RETURNING h.channel, h.last_seq - c.rows AS base)`,
    `placed AS MATERIALIZED (
      SELECT a.*, head.base + a.place AS seq, date_trunc('milliseconds', clock_timestamp()) AS at
      FROM accepted a JOIN head ON head.channel = a.channel)`,
    ...batch.writes,
    `logged AS (
      INSERT INTO channel_events (channel, seq, type, actor, ref, version, facts, client_id, created_at)
      SELECT channel, seq, type, actor, ref, version, facts::jsonb, client_id, at FROM placed)`,
  ];
  const returning = [
    'i.ord::int AS ord',
    'p.seq::float8 AS seq',
    'r.version AS rights',
    'extract(epoch from p.at)::float8 * 1000 AS at',
  ];
  return `WITH ${ctes.join(',\n')}
    SELECT ${[...returning, ...(batch.returning ?? [])].join(', ')}
    FROM input i LEFT JOIN placed p ON p.ord = i.ord LEFT JOIN rights_now r ON r.channel = i.channel
    ${batch.join ?? ''}`;
}

/** What every row of a batch brings. */
export interface BatchRow {
  channel: string;
  /** `grant.version` under which the sender was authorised. */
  rights: string;
  type: string;
  actor: string | null;
  ref?: string | null;
  version?: number | null;
  facts?: object | null;
  clientId?: string | null;
}

type Value<Row> = (row: Row) => string | number | null | undefined;

const batchValues: readonly Value<BatchRow>[] = [
  (row) => row.channel,
  (row) => row.rights,
  (row) => row.type,
  (row) => row.actor,
  (row) => row.ref,
  (row) => row.version,
  (row) => (row.facts ? JSON.stringify(row.facts) : null),
  (row) => row.clientId,
];

/** The parameters of the statement. `own` reads the feature's columns from a row, each as PostgreSQL reads it from text. */
export function batchParams<Row extends BatchRow>(
  rows: readonly Row[],
  own: readonly Value<Row>[] = [],
): string[] {
  const channels = [...new Set(rows.map((row) => row.channel))];
  return [
    arrayText(channels, (channel) => channel),
    ...batchValues.map((value) => arrayText(rows, value)),
    ...own.map((value) => arrayText(rows, value)),
  ];
}

const special = /["\\]/;

/** An array as PostgreSQL reads it: `pg` takes five times as long for it, with several searches in every text. */
function arrayText<Row>(rows: readonly Row[], read: Value<Row>): string {
  let out = '';
  for (const row of rows) {
    const value = read(row);
    if (out !== '') out += ',';
    if (value === null || value === undefined) out += 'NULL';
    else if (typeof value === 'string' && special.test(value)) out += `"${value.replace(/["\\]/g, '\\$&')}"`;
    else out += `"${value}"`;
  }
  return `{${out}}`;
}
