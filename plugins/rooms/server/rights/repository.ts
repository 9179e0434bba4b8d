import type { Database } from '@teambrain/core';
import type { Role } from '@teambrain/protocol';
import type { RoomVisibility } from '../../shared/types.js';

export interface StandingRow {
  version: string;
  visibility: RoomVisibility;
  isDirect: boolean;
  isArchived: boolean;
  /** Null in the one row of a room that was asked about nobody. */
  actorId: string | null;
  member: Role | null;
  workspace: Role | null;
}

/** `$2` is the room's channel. The version comes from the same snapshot as the roles. */
const standingsSql = `select coalesce(p.acl_version, 0) || '.' || coalesce(h.acl_version, 0) as version,
    r.visibility, r.direct_key is not null as "isDirect", r.archived_at is not null as "isArchived",
    a.id as "actorId", m.role as member, w.role as workspace
  from rooms r
  left join channel_heads h on h.channel = $2
  left join channel_heads p on p.channel = h.parent
  left join lateral unnest($3::uuid[]) as a (id) on true
  left join room_members m on m.room_id = r.id and m.user_id = a.id
  left join workspace_members w on w.workspace_id = r.workspace_id and w.user_id = a.id
  where r.id = $1 and r.deleted_at is null`;

/**
 * The rule of `effectiveRole` for reading, over the rooms of a workspace: nothing without a place in it, then the rooms'
 * members, and the workspace's owner and admins in every room but personal and direct ones.
 */
export const readableRooms = `select r.id from rooms r
  join workspace_members w on w.workspace_id = r.workspace_id and w.user_id = $2
  left join room_members m on m.room_id = r.id and m.user_id = $2
  where r.workspace_id = $1 and r.deleted_at is null and ($3::uuid[] is null or r.id = any($3::uuid[]))
    and (m.role is not null
      or (w.role in ('owner', 'admin') and r.visibility <> 'personal' and r.direct_key is null))`;

export function createRightsRepository(db: Database) {
  return {
    /** Empty when there is no such room; otherwise one row for each actor, or one for nobody. */
    standings(roomId: string, actorIds: readonly string[]): Promise<StandingRow[]> {
      return db.query<StandingRow>(standingsSql, [roomId, `room:${roomId}`, actorIds], {
        name: 'rooms.standings',
      });
    },
    async workspaceOf(roomId: string): Promise<string | null> {
      const [row] = await db.query<{ id: string }>('select workspace_id as id from rooms where id = $1', [
        roomId,
      ]);
      return row?.id ?? null;
    },
    /** Whether two users are members of one room, or of one of `within`. */
    async meet(a: string, b: string, within?: readonly string[]): Promise<boolean> {
      const [row] = await db.query<{ met: boolean }>(
        `select exists (
           select 1 from room_members x join room_members y on y.room_id = x.room_id
           join rooms r on r.id = x.room_id and r.deleted_at is null
           join workspace_members w on w.workspace_id = r.workspace_id and w.user_id = x.user_id
           where x.user_id = $1 and y.user_id = $2 and ($3::uuid[] is null or x.room_id = any($3))
         ) as met`,
        [a, b, within ?? null],
      );
      return row?.met ?? false;
    },
  };
}

export type RightsRepository = ReturnType<typeof createRightsRepository>;
