import { type Database, isId } from '@teambrain/core';

export interface Hit {
  id: string;
  /** What the list is ordered by, newest first: `seq` in a room, milliseconds over rooms. */
  position: number;
}

export interface Candidate extends Hit {
  /** Entries of the index. */
  words: string[];
}

/** Among how many of the newest candidates the best loose hits are chosen. */
const maxCandidates = 300;

const words = ', tsvector_to_array(h.search) as words';
type Columns = '' | typeof words;

/** Rows that are looked at from the newest on before the index is asked, over all rooms. */
const walked = 4_000;

/**
 * The newest messages of the rooms in `scope`, and those among them that match. A common word is found there at once,
 * where the index would first collect a fifth of all messages (200 ms of 370,000); a rare one costs these few
 * milliseconds more.
 */
const recent = (query: string) => `recent as materialized (
    select m.* from scope s cross join lateral (
      select id, room_id, seq, created_at, search from messages where room_id = s.id order by seq desc
      limit greatest(20, ${walked} / greatest(1, (select count(*) from scope)))) m),
  hits as materialized (select * from recent m where m.search @@ ${query}::tsquery)`;

// Materialised: ordering by the newest would otherwise tempt the planner into walking all messages backwards.
const indexed = (query: string, rooms: string) => `hits as materialized (
    select id, seq, created_at, search from messages m where ${rooms} and m.search @@ ${query}::tsquery)`;

const newestInRoom = (columns: Columns) =>
  `select h.id, h.seq::float8 as position${columns} from hits h where h.seq < $3 order by h.seq desc limit $4`;

const inRoom = (columns: Columns) => ({
  recent: `with scope as (select $1::uuid as id), ${recent('$2')} ${newestInRoom(columns)}`,
  indexed: `with ${indexed('$2', 'm.room_id = $1')} ${newestInRoom(columns)}`,
});

const newestInWorkspace = (columns: Columns, where: string) =>
  `select h.id, (extract(epoch from h.created_at) * 1000)::float8 as position${columns} from hits h
   where h.created_at < to_timestamp($5::float8 / 1000) ${where} order by h.created_at desc, h.id desc limit $6`;

// Below the newest time at which the walk through one of the rooms ended, hits of that room may be missing.
const complete = `and h.created_at >= coalesce((
  select max(reached) from (select min(created_at) as reached from recent group by room_id
    having count(*) >= greatest(20, ${walked} / greatest(1, (select count(*) from scope)))) ends), '-infinity')`;

/** `readable`: `RoomsService.readableRooms`. */
const inWorkspace = (columns: Columns, readable: string) => ({
  recent: `with scope as materialized (${readable}), ${recent('$4')} ${newestInWorkspace(columns, complete)}`,
  indexed: `with scope as materialized (${readable}), ${indexed('$4', 'm.room_id = any(array(select id from scope))')}
    ${newestInWorkspace(columns, '')}`,
});

export interface RoomScope {
  roomId: string;
}
export interface WorkspaceScope {
  workspaceId: string;
  userId: string;
  /** Null: not confined. */
  rooms: readonly string[] | null;
}

/** Finds messages. The rights of the asker, `readableRooms`, are part of each statement that spans rooms. */
export function createSearchRepository(db: Database, readableRooms: string) {
  async function find<T extends Hit>(
    scope: RoomScope | WorkspaceScope,
    query: string,
    before: number,
    limit: number,
    columns: Columns,
  ): Promise<T[]> {
    const sql = 'roomId' in scope ? inRoom(columns) : inWorkspace(columns, readableRooms);
    const params =
      'roomId' in scope
        ? [scope.roomId, query, before, limit]
        : [scope.workspaceId, scope.userId, scope.rooms, query, before, limit];
    const newest = await db.query<T>(sql.recent, params);
    return newest.length >= limit ? newest : db.query<T>(sql.indexed, params);
  }

  return {
    async workspaceId(idOrSlug: string): Promise<string | null> {
      if (isId(idOrSlug)) return idOrSlug;
      const [row] = await db.query<{ id: string }>('select id from workspaces where slug = $1', [
        idOrSlug.toLowerCase(),
      ]);
      return row?.id ?? null;
    },
    hits: (scope: RoomScope | WorkspaceScope, query: string, before: number, limit: number) =>
      find<Hit>(scope, query, before, limit, ''),
    /** The newest messages that may answer a query with a wrong or an absent word. */
    candidates: (scope: RoomScope | WorkspaceScope, query: string) =>
      find<Candidate>(scope, query, farAhead, maxCandidates, words),
  };
}

/** Above every `seq` and every time in milliseconds. */
export const farAhead = 8.64e15;

export type SearchRepository = ReturnType<typeof createSearchRepository>;
