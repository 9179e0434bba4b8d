import type { VersionCause } from '@teambrain/protocol';
import type { Database } from '../database/contract.js';
import type { Side } from './fields.js';

/** A row without its snapshot. */
export interface VersionRow {
  version: number;
  actorId: string | null;
  cause: VersionCause;
  restoredFrom: number | null;
  /** In no order. */
  fields: string[];
  createdAt: Date;
}

export type State = Record<string, unknown>;

/** One field on both sides of a version; values that are too long are left out. */
export interface ChangedField {
  name: string;
  before: Side;
  after: Side;
}

export interface ChangedRow extends VersionRow {
  changes: ChangedField[];
}

export interface NewVersion {
  id: string;
  version: number;
  actorId: string | null;
  cause: VersionCause;
  restoredFrom: number | null;
  /** The snapshot as JSON. */
  json: string;
}

/** Longest value that is repeated in a change, in bytes. */
export const maxValueBytes = 2_000;

/** Fields in which two states differ, as `key` with both values; what is null counts as absent. */
const differing = (before: string, after: string) =>
  `jsonb_each(${before}) as past (key, before) full join jsonb_each(${after}) as present (key, after) using (key)
   where nullif(before, 'null') is distinct from nullif(after, 'null')`;

/** A value as a `Side`. */
const side = (value: string) => `jsonb_build_object(
    'value', case when pg_column_size(${value}) <= ${maxValueBytes} then ${value} end,
    'isText', coalesce(jsonb_typeof(${value}) = 'string', false), 'size', length(${value} #>> '{}'))`;

/** A version that was kept. */
export interface Written {
  id: string;
  version: number;
  fields: string[];
}

const columns = `version, actor_id as "actorId", cause, restored_from as "restoredFrom", fields,
  created_at as "createdAt"`;

/**
 * The state before is the one of the same statement, else the newest that is kept; the database compares the two, so that
 * neither travels. A version that does not follow the newest is left out.
 */
const insertSql = `with given as (
    select *, lag(version) over series as earlier, lag(snapshot) over series as earlier_snapshot
    from unnest($2::uuid[], $3::integer[], $4::uuid[], $5::text[], $6::integer[], $7::jsonb[])
      as given (id, version, actor_id, cause, restored_from, snapshot)
    window series as (partition by id order by version)),
  placed as (
    select given.*, coalesce(earlier, kept.version) as last,
      coalesce(case when earlier is null then kept.snapshot else earlier_snapshot end, '{}') as state
    from given left join lateral (
      select version, snapshot from versions where kind = $1 and thing_id = given.id
      order by version desc limit 1) kept on given.earlier is null)
  insert into versions (kind, thing_id, version, actor_id, cause, restored_from, snapshot, fields, changes)
  select $1, id, version, actor_id, cause, restored_from, snapshot, change.fields, change.changes
  from placed cross join lateral (
    select coalesce(array_agg(key), '{}') as fields, coalesce(jsonb_agg(jsonb_build_object(
      'name', key, 'before', ${side('before')}, 'after', ${side('after')})), '[]') as changes
    from ${differing('state', 'snapshot')}) change
  where last is null or version = last + 1
  returning thing_id as id, version, fields`;

/** Histories of the things of one kind. */
export function createVersionRepository(db: Database, kind: string) {
  return {
    /** Gives the versions that were written: one that does not follow the newest is missing. */
    insert: (entries: readonly NewVersion[]): Promise<Written[]> =>
      db.query(
        insertSql,
        [
          kind,
          entries.map(({ id }) => id),
          entries.map(({ version }) => version),
          entries.map(({ actorId }) => actorId),
          entries.map(({ cause }) => cause),
          entries.map(({ restoredFrom }) => restoredFrom),
          entries.map(({ json }) => json),
        ],
        { name: 'history.insert' },
      ),
    /** Newest first, below a version where one is given. */
    list: (id: string, below: number | null, limit: number): Promise<VersionRow[]> =>
      db.query(
        `select ${columns} from versions
         where kind = $1 and thing_id = $2 and ($3::integer is null or version < $3) order by version desc limit $4`,
        [kind, id, below, limit],
      ),
    /** As `list`, with what each version changed. */
    listChanges: (id: string, below: number | null, limit: number): Promise<ChangedRow[]> =>
      db.query(
        `select ${columns}, changes from versions
         where kind = $1 and thing_id = $2 and ($3::integer is null or version < $3) order by version desc limit $4`,
        [kind, id, below, limit],
      ),
    async find(id: string, version: number): Promise<(VersionRow & { snapshot: State }) | null> {
      const [row] = await db.query<VersionRow & { snapshot: State }>(
        `select ${columns}, snapshot from versions where kind = $1 and thing_id = $2 and version = $3`,
        [kind, id, version],
      );
      return row ?? null;
    },
    /** Rows of many things: one for each pair that is kept. */
    findAll: (
      ids: readonly string[],
      versions: readonly number[],
    ): Promise<(VersionRow & { id: string })[]> =>
      db.query(
        `select thing_id as id, ${columns} from versions
         where kind = $1 and (thing_id, version) in (select * from unnest($2::uuid[], $3::integer[]))`,
        [kind, ids, versions],
      ),
    async removeLost(table: string, limit: number): Promise<number> {
      if (!/^[a-z][a-z_]*$/.test(table)) throw new Error(`"${table}" is not the name of a table`);
      const rows = await db.query(
        `delete from versions where kind = $1 and thing_id = any(array(
           select distinct v.thing_id from versions v
           where v.kind = $1 and not exists (select 1 from ${table} t where t.id = v.thing_id) limit $2))
         returning 1 as gone`,
        [kind, limit],
      );
      return rows.length;
    },
    async remove(ids: readonly string[]): Promise<void> {
      await db.query('delete from versions where kind = $1 and thing_id = any($2::uuid[])', [kind, ids]);
    },
  };
}

export type VersionRepository = ReturnType<typeof createVersionRepository>;
