import { type Database, type UserRow, userColumns, userOf } from '@teambrain/core';
import type { Role, User } from '@teambrain/protocol';
import type { RoomKind, RoomVisibility } from '../../shared/types.js';
import { RoomModel } from '../models/room-model.js';

export interface RoomRow {
  id: string;
  workspaceId: string;
  name: string;
  slug: string;
  topic: string | null;
  visibility: RoomVisibility;
  kind: RoomKind;
  direct: boolean;
  memberCount: number;
  maxMembers: number;
  taken: number;
  archived: boolean;
  seq: number;
  version: number;
  createdAt: Date;
}

/** A room with what one viewer holds in it. */
export interface ViewedRow extends RoomRow {
  member: Role | null;
  workspaceRole: Role | null;
  readSeq: number;
}

export interface NewRoom {
  id: string;
  workspaceId: string;
  name: string;
  slug: string;
  topic: string | null;
  visibility: RoomVisibility;
  kind: RoomKind;
  passwordHash: string | null;
  directKey: string | null;
  maxMembers: number;
  createdBy: string;
}

export interface RoomChange {
  name?: string;
  topic?: string | null;
  visibility?: RoomVisibility;
  passwordHash?: string | null;
  maxMembers?: number;
  archived?: boolean;
}

const columns = `r.id, r.workspace_id as "workspaceId", r.name, r.slug, r.topic, r.visibility, r.kind,
  r.direct_key is not null as direct, r.member_count as "memberCount", r.max_members as "maxMembers", r.taken,
  r.archived_at is not null as archived, coalesce(h.last_seq, 0)::float8 as seq, r.version, r.created_at as "createdAt"`;
const head = "left join channel_heads h on h.channel = 'room:' || r.id";
const viewed = `select ${columns}, m.role as member, w.role as "workspaceRole",
    coalesce(m.read_seq, 0)::float8 as "readSeq"
  from rooms r ${head}
  left join room_members m on m.room_id = r.id and m.user_id = $1
  left join workspace_members w on w.workspace_id = r.workspace_id and w.user_id = $1`;

export function createRoomsRepository(db: Database) {
  return {
    async workspaceId(idOrSlug: string): Promise<string | null> {
      const [row] = await db.query<{ id: string }>(
        `select id from workspaces where deleted_at is null and (id::text = $1 or slug = $1)
         order by id::text <> $1 limit 1`,
        [idOrSlug.toLowerCase()],
      );
      return row?.id ?? null;
    },
    async byIds(ids: readonly string[]): Promise<RoomRow[]> {
      return db.query<RoomRow>(
        `select ${columns} from rooms r ${head} where r.id = any($1::uuid[]) and r.deleted_at is null`,
        [ids],
        { name: 'rooms.byIds' },
      );
    },
    async viewed(viewerId: string, ids: readonly string[]): Promise<ViewedRow[]> {
      return db.query<ViewedRow>(
        `${viewed} where r.id = any($2::uuid[]) and r.deleted_at is null`,
        [viewerId, ids],
        {
          name: 'rooms.viewed',
        },
      );
    },
    /** `only`: the rooms that an embed session is confined to; null for any other. */
    async mine(
      viewerId: string,
      workspaceId: string,
      after: string | null,
      limit: number,
      only: readonly string[] | null,
    ): Promise<ViewedRow[]> {
      return db.query<ViewedRow>(
        `${viewed} where r.workspace_id = $2 and r.deleted_at is null and m.user_id is not null
           and ($3::uuid is null or r.id > $3) and ($5::uuid[] is null or r.id = any($5)) order by r.id limit $4`,
        [viewerId, workspaceId, after, limit, only],
        { name: 'rooms.mine' },
      );
    },
    async joinable(
      viewerId: string,
      workspaceId: string,
      after: string | null,
      limit: number,
    ): Promise<ViewedRow[]> {
      return db.query<ViewedRow>(
        `${viewed} where r.workspace_id = $2 and r.deleted_at is null and m.user_id is null
           and r.visibility in ('public', 'password') and r.archived_at is null
           and ($3::uuid is null or r.id > $3) order by r.id limit $4`,
        [viewerId, workspaceId, after, limit],
        { name: 'rooms.joinable' },
      );
    },
    async bySlug(viewerId: string, workspaceId: string, slug: string): Promise<ViewedRow[]> {
      return db.query<ViewedRow>(
        `${viewed} where r.workspace_id = $2 and r.slug = $3 and r.deleted_at is null`,
        [viewerId, workspaceId, slug],
      );
    },
    /** People of direct rooms, the first ten of each by name. */
    async peers(roomIds: readonly string[]): Promise<Map<string, User[]>> {
      const rows = await db.query<UserRow & { roomId: string }>(
        `select m.room_id as "roomId", ${userColumns}
         from room_members m join users u on u.id = m.user_id
         where m.room_id = any($1::uuid[]) order by u.display_name, u.id`,
        [roomIds],
      );
      const peers = new Map<string, User[]>();
      for (const { roomId, ...user } of rows) {
        const list = peers.get(roomId) ?? [];
        if (list.length < 10) list.push(userOf(user));
        peers.set(roomId, list);
      }
      return peers;
    },
    /** False: the slug, or the direct room of these people, is there already. */
    async insert(room: NewRoom): Promise<boolean> {
      const rows = await db.query(
        `insert into rooms (id, workspace_id, name, slug, topic, visibility, kind, password_hash, direct_key,
           max_members, created_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing returning id`,
        [
          room.id,
          room.workspaceId,
          room.name,
          room.slug,
          room.topic,
          room.visibility,
          room.kind,
          room.passwordHash,
          room.directKey,
          room.maxMembers,
          room.createdBy,
        ],
      );
      return rows.length === 1;
    },
    async findDirect(workspaceId: string, directKey: string): Promise<string | null> {
      const [row] = await db.query<{ id: string }>(
        'select id from rooms where workspace_id = $1 and direct_key = $2 and deleted_at is null',
        [workspaceId, directKey],
      );
      return row?.id ?? null;
    },
    /** Those among the users who hold a role in the workspace and are not deactivated. */
    async inWorkspace(workspaceId: string, userIds: readonly string[]): Promise<Map<string, Role>> {
      const rows = await db.query<{ id: string; role: Role }>(
        `select w.user_id as id, w.role from workspace_members w join users u on u.id = w.user_id
         where w.workspace_id = $1 and w.user_id = any($2::uuid[]) and u.deactivated_at is null`,
        [workspaceId, userIds],
      );
      return new Map(rows.map(({ id, role }) => [id, role]));
    },
    /** Locks the room for the rest of the transaction: changes of one room come one after the other. */
    async lock(id: string) {
      const [row] = await db.query<RoomRow & { passwordHash: string | null }>(
        `select ${columns}, r.password_hash as "passwordHash" from rooms r ${head}
         where r.id = $1 and r.deleted_at is null for no key update of r`,
        [id],
      );
      return row ?? null;
    },
    async passwordHash(id: string): Promise<string | null> {
      const room = await db.model(RoomModel).findOne({ where: { id, deletedAt: null } });
      return room?.passwordHash ?? null;
    },
    /** Under the lock of {@link lock}. */
    async update(id: string, change: RoomChange): Promise<void> {
      const { archived, ...rest } = change;
      const room = await db.model(RoomModel).findByPk(id);
      if (!room) return;
      if (archived !== undefined) room.archivedAt = archived ? (room.archivedAt ?? new Date()) : null;
      await room.set({ ...rest, version: room.version + 1 }).save();
    },
    async markDeleted(id: string): Promise<void> {
      await db.model(RoomModel).update({ deletedAt: new Date() }, { where: { id, deletedAt: null } });
    },
    async countIn(workspaceId: string): Promise<number> {
      return db.model(RoomModel).count({ where: { workspaceId, directKey: null, deletedAt: null } });
    },
    async deleteOld(days: number): Promise<void> {
      await db.query('delete from rooms where deleted_at < now() - make_interval(days => $1)', [days]);
    },
  };
}

export type RoomsRepository = ReturnType<typeof createRoomsRepository>;
