import { type Database, type UserRow, userColumns, userOf } from '@teambrain/core';
import type { Role } from '@teambrain/protocol';
import type { WorkspaceMember } from '../../shared/types.js';
import { WorkspaceMemberModel } from '../models/workspace-member-model.js';

interface FlatRow extends UserRow {
  role: Role;
  joinedAt: Date;
  position: string;
}

export interface MemberRow extends WorkspaceMember {
  /** Microseconds since 1970: dates lose the digits that a cursor needs. */
  position: string;
}

const memberColumns = `${userColumns}, m.role,
  m.joined_at as "joinedAt", (extract(epoch from m.joined_at) * 1000000)::bigint::text as position`;

/** Members of workspaces. Changes run under the lock of the workspace's row. */
export function createMembersRepository(db: Database) {
  return {
    /** In order of joining, without deactivated accounts. */
    async list(
      workspaceId: string,
      after: { micros: string; userId: string } | null,
      limit: number,
    ): Promise<MemberRow[]> {
      const rows = await db.query<FlatRow>(
        `select ${memberColumns} from workspace_members m join users u on u.id = m.user_id
         where m.workspace_id = $1 and u.deactivated_at is null
           and ($2::bigint is null or (m.joined_at, m.user_id) >
             (timestamptz 'epoch' + $2::bigint * interval '1 microsecond', $3::uuid))
         order by m.joined_at, m.user_id limit $4`,
        [workspaceId, after?.micros ?? null, after?.userId ?? null, limit],
      );
      return rows.map(toMember);
    },
    async find(workspaceId: string, userIds: readonly string[]): Promise<Map<string, WorkspaceMember>> {
      const rows = await db.query<FlatRow>(
        `select ${memberColumns} from workspace_members m join users u on u.id = m.user_id
         where m.workspace_id = $1 and m.user_id = any($2::uuid[])`,
        [workspaceId, userIds],
      );
      return new Map(
        rows.map((row) => {
          const { position: _, ...member } = toMember(row);
          return [row.id, member];
        }),
      );
    },
    async roles(workspaceId: string, userIds: readonly string[]): Promise<Map<string, Role>> {
      const rows = await db.query<{ id: string; role: Role }>(
        `select m.user_id as id, m.role from workspace_members m join users u on u.id = m.user_id
         where m.workspace_id = $1 and m.user_id = any($2::uuid[]) and u.deactivated_at is null`,
        [workspaceId, userIds],
      );
      return new Map(rows.map(({ id, role }) => [id, role]));
    },
    async ids(workspaceId: string): Promise<string[]> {
      const rows = await db.query<{ id: string }>(
        'select user_id as id from workspace_members where workspace_id = $1 order by user_id',
        [workspaceId],
      );
      return rows.map(({ id }) => id);
    },
    /** Whether there is such an account, and it is not deactivated. */
    async isActiveUser(userId: string): Promise<boolean> {
      const rows = await db.query('select 1 as found from users where id = $1 and deactivated_at is null', [
        userId,
      ]);
      return rows.length === 1;
    },
    /** False: the user is a member already. */
    async add(workspaceId: string, userId: string, role: Role): Promise<boolean> {
      const rows = await db.query(
        `insert into workspace_members (workspace_id, user_id, role) values ($1, $2, $3)
         on conflict do nothing returning user_id`,
        [workspaceId, userId, role],
      );
      return rows.length === 1;
    },
    async setRole(workspaceId: string, userId: string, role: Role): Promise<void> {
      await db.model(WorkspaceMemberModel).update({ role }, { where: { workspaceId, userId } });
    },
    async remove(workspaceId: string, userId: string): Promise<void> {
      await db.model(WorkspaceMemberModel).destroy({ where: { workspaceId, userId } });
    },
    async workspacesOf(userId: string): Promise<string[]> {
      const rows = await db.query<{ id: string }>(
        'select workspace_id as id from workspace_members where user_id = $1 order by workspace_id',
        [userId],
      );
      return rows.map(({ id }) => id);
    },
    /** The active admin who is there for the longest time. */
    async eldestAdmin(workspaceId: string): Promise<string | null> {
      const [row] = await db.query<{ id: string }>(
        `select m.user_id as id from workspace_members m join users u on u.id = m.user_id
         where m.workspace_id = $1 and m.role = 'admin' and u.deactivated_at is null
         order by m.joined_at, m.user_id limit 1`,
        [workspaceId],
      );
      return row?.id ?? null;
    },
  };
}

export type MembersRepository = ReturnType<typeof createMembersRepository>;

function toMember({ role, joinedAt, position, ...user }: FlatRow): MemberRow {
  return { user: userOf(user), role, joinedAt: joinedAt.toISOString(), position };
}
