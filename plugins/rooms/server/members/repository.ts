import {
  type Database,
  type ListedMember,
  listedMemberOf,
  type Member,
  type MemberColumns,
  type MemberPlace,
  memberColumns,
  memberOf,
  membersAfter,
} from '@teambrain/core';
import { RoomMemberModel } from '../models/room-member-model.js';

export type RoomRole = 'owner' | 'admin' | 'member' | 'viewer';

const after = membersAfter(2);

/** Members of rooms. Changes run under the lock of the room's row. */
export function createMembersRepository(db: Database) {
  return {
    async list(roomId: string, place: MemberPlace | null, limit: number): Promise<ListedMember[]> {
      const rows = await db.query<MemberColumns>(
        `select ${memberColumns} from room_members m join users u on u.id = m.user_id
         where m.room_id = $1 and ${after.condition} order by ${after.order} limit $4`,
        [roomId, place?.micros ?? null, place?.userId ?? null, limit],
      );
      return rows.map(listedMemberOf);
    },
    async find(roomId: string, userIds: readonly string[]): Promise<Map<string, Member>> {
      const rows = await db.query<MemberColumns>(
        `select ${memberColumns} from room_members m join users u on u.id = m.user_id
         where m.room_id = $1 and m.user_id = any($2::uuid[])`,
        [roomId, userIds],
      );
      return new Map(rows.map((row) => [row.id, memberOf(row)]));
    },
    async ids(roomId: string): Promise<string[]> {
      const rows = await db.query<{ id: string }>(
        'select user_id as id from room_members where room_id = $1 order by joined_at, user_id',
        [roomId],
      );
      return rows.map(({ id }) => id);
    },
    /** Members with an account of their own: whoever wants to hear of it. */
    async reachable(roomId: string): Promise<string[]> {
      const rows = await db.query<{ id: string }>(
        'select user_id as id from room_members where room_id = $1 and takes_place order by user_id',
        [roomId],
      );
      return rows.map(({ id }) => id);
    },
    async roomsOf(userId: string, workspaceId: string): Promise<string[]> {
      const rows = await db.query<{ id: string }>(
        `select r.id from room_members m join rooms r on r.id = m.room_id
         where m.user_id = $1 and r.workspace_id = $2 and r.deleted_at is null order by r.id`,
        [userId, workspaceId],
      );
      return rows.map(({ id }) => id);
    },
    /**
     * Adds members of one role. `full`: no place was left for those who take one. The count moves with the rows, under
     * the lock that the statement takes on the room.
     */
    async add(
      roomId: string,
      userIds: readonly string[],
      role: RoomRole,
    ): Promise<{ added: string[]; full: boolean }> {
      const [row] = await db.query<{ added: string[]; full: boolean }>(
        `with wanted as materialized (
           select u.id, u.kind = 'user' and u.source is null as takes_place
           from unnest($2::uuid[]) as i (id) join users u on u.id = i.id
           where not exists (select 1 from room_members m where m.room_id = $1 and m.user_id = u.id)),
         place as (
           update rooms set member_count = member_count + (select count(*) from wanted),
             taken = taken + (select count(*) from wanted where takes_place)
           where id = $1 and deleted_at is null
             and (taken + (select count(*) from wanted where takes_place) <= max_members
               or not exists (select 1 from wanted where takes_place))
           returning id),
         added as (
           insert into room_members (room_id, user_id, role, takes_place, joined_seq, read_seq)
           select place.id, w.id, $3, w.takes_place, h.seq, h.seq from place, wanted w,
             (select coalesce(max(last_seq), 0) as seq from channel_heads where channel = $4) h
           returning user_id)
         select coalesce((select array_agg(user_id::text) from added), '{}') as added,
           not exists (select 1 from place) as full`,
        [roomId, userIds, role, `room:${roomId}`],
      );
      return row ?? { added: [], full: true };
    },
    async remove(roomId: string, userIds: readonly string[]): Promise<string[]> {
      const rows = await db.query<{ id: string }>(
        `with gone as (
           delete from room_members where room_id = $1 and user_id = any($2::uuid[])
           returning user_id, takes_place),
         place as (
           update rooms set member_count = member_count - (select count(*) from gone),
             taken = taken - (select count(*) from gone where takes_place)
           where id = $1)
         select user_id as id from gone`,
        [roomId, userIds],
      );
      return rows.map(({ id }) => id);
    },
    /** Who has read nothing since joining reads on from where the first one was; else the further place holds. */
    async copyCursor(roomId: string, fromId: string, toId: string): Promise<void> {
      await db.query(
        `update room_members t set joined_seq = least(t.joined_seq, f.joined_seq),
           joined_at = least(t.joined_at, f.joined_at),
           read_seq = case when t.read_seq = t.joined_seq and t.joined_seq > f.joined_seq then f.read_seq
             else greatest(t.read_seq, f.read_seq) end
         from room_members f
         where f.room_id = $1 and f.user_id = $2 and t.room_id = $1 and t.user_id = $3`,
        [roomId, fromId, toId],
      );
    },
    async setRole(roomId: string, userId: string, role: RoomRole): Promise<void> {
      await db.model(RoomMemberModel).update({ role }, { where: { roomId, userId } });
    },
    /** Who takes over a room that lost its owner: an admin before a member, the longest-standing first. */
    async heir(roomId: string): Promise<string | null> {
      const [row] = await db.query<{ id: string }>(
        `select user_id as id from room_members where room_id = $1 and takes_place and role in ('admin', 'member')
         order by role, joined_at, user_id limit 1`,
        [roomId],
      );
      return row?.id ?? null;
    },
    /** Rooms of a workspace that somebody is a member of, and the role there. */
    async placesIn(workspaceId: string, userId: string): Promise<{ roomId: string; role: RoomRole }[]> {
      return db.query<{ roomId: string; role: RoomRole }>(
        `select m.room_id as "roomId", m.role from room_members m join rooms r on r.id = m.room_id
         where r.workspace_id = $1 and m.user_id = $2 and r.deleted_at is null order by m.room_id`,
        [workspaceId, userId],
      );
    },
  };
}

export type MembersRepository = ReturnType<typeof createMembersRepository>;
