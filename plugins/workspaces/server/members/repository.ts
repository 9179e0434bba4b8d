import {
  type Database,
  type ListedMember,
  listedMemberOf,
  type MemberColumns,
  type MemberPlace,
  memberColumns,
  memberOf,
  membersAfter,
} from '@teambrain/core';
import type { Role } from '@teambrain/protocol';
import type { WorkspaceMember } from '../../shared/types.js';
import { WorkspaceMemberModel } from '../models/workspace-member-model.js';

const after = membersAfter(2);

/** Members of workspaces. Changes run under the lock of the workspace's row. */
export function createMembersRepository(db: Database) {
  return {
    /** In order of joining, without deactivated accounts. */
    async list(workspaceId: string, place: MemberPlace | null, limit: number): Promise<ListedMember[]> {
      const rows = await db.query<MemberColumns>(
        `select ${memberColumns} from workspace_members m join users u on u.id = m.user_id
         where m.workspace_id = $1 and u.deactivated_at is null and ${after.condition}
         order by ${after.order} limit $4`,
        [workspaceId, place?.micros ?? null, place?.userId ?? null, limit],
      );
      return rows.map(listedMemberOf);
    },
    async find(workspaceId: string, userIds: readonly string[]): Promise<Map<string, WorkspaceMember>> {
      const rows = await db.query<MemberColumns>(
        `select ${memberColumns} from workspace_members m join users u on u.id = m.user_id
         where m.workspace_id = $1 and m.user_id = any($2::uuid[])`,
        [workspaceId, userIds],
      );
      return new Map(rows.map((row) => [row.id, memberOf(row)]));
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
