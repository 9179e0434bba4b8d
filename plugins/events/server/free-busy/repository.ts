import type { Database } from '@teambrain/core';

export function createFreeBusyRepository(db: Database) {
  return {
    /** Those among the users who hold a role in the workspace. */
    async people(workspaceId: string, userIds: readonly string[]): Promise<string[]> {
      if (userIds.length === 0) return [];
      const rows = await db.query<{ id: string }>(
        'select user_id as id from workspace_members where workspace_id = $1 and user_id = any($2::uuid[])',
        [workspaceId, userIds],
      );
      return rows.map(({ id }) => id);
    },
  };
}

export type FreeBusyRepository = ReturnType<typeof createFreeBusyRepository>;
