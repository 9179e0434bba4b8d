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

/**
 * Rooms of `$1` that the user `$2` reads at this moment, by the rule of the plugin `rooms`: nothing without a place in
 * the workspace, then its members, and the workspace's owner and admins in every room but personal and direct ones. A
 * test holds the two rules equal. `$3`: the rooms that an embed session is confined to.
 */
const readable = `readable as materialized (
  select r.id from rooms r
  join workspace_members w on w.workspace_id = r.workspace_id and w.user_id = $2
  left join room_members m on m.room_id = r.id and m.user_id = $2
  where r.workspace_id = $1 and r.deleted_at is null and ($3::uuid[] is null or r.id = any($3::uuid[]))
    and (m.role is not null
      or (w.role in ('owner', 'admin') and r.visibility <> 'personal' and r.direct_key is null)))`;

// Materialised: ordering by the newest would otherwise tempt the planner into walking all messages backwards.
const inRoom = (query: string, columns: string) => `with hits as materialized (
  select m.id, m.seq, m.search from messages m
  where m.room_id = $1 and m.search @@ ${query}::tsquery and m.seq < $3)
  select h.id, h.seq::float8 as position${columns} from hits h order by h.seq desc limit $4`;

const inWorkspace = (columns: string) => `with ${readable}, hits as materialized (
  select m.id, m.created_at, m.search from messages m
  where m.room_id = any(array(select id from readable)) and m.search @@ $4::tsquery
    and m.created_at < to_timestamp($5::float8 / 1000))
  select h.id, (extract(epoch from h.created_at) * 1000)::float8 as position${columns}
  from hits h order by h.created_at desc, h.id desc limit $6`;

const words = ', tsvector_to_array(h.search) as words';

export interface RoomScope {
  roomId: string;
}
export interface WorkspaceScope {
  workspaceId: string;
  userId: string;
  /** Null: not confined. */
  rooms: readonly string[] | null;
}

/** Finds messages by the index. The rights of the asker are part of each statement that spans rooms. */
export function createSearchRepository(db: Database) {
  async function find<T extends Hit>(
    scope: RoomScope | WorkspaceScope,
    query: string,
    before: number,
    limit: number,
    columns: '' | typeof words,
  ): Promise<T[]> {
    const name = columns === '' ? 'strict' : 'loose';
    if ('roomId' in scope)
      return db.query<T>(inRoom('$2', columns), [scope.roomId, query, before, limit], {
        name: `messaging.search.${name}`,
      });
    return db.query<T>(
      inWorkspace(columns),
      [scope.workspaceId, scope.userId, scope.rooms, query, before, limit],
      { name: `messaging.searchAll.${name}` },
    );
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
