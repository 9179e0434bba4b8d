import type { Database } from '@teambrain/core';
import type { Role } from '@teambrain/protocol';

export interface StandingRow {
  version: string;
  /** Null in the one row of a workspace that was asked about nobody. */
  actorId: string | null;
  role: Role | null;
}

/** Roles and rights version in one snapshot. A deactivated account holds nothing. */
const standingsSql = `select '0.' || coalesce(h.acl_version, 0) as version, a.id as "actorId",
    case when u.deactivated_at is null then m.role end as role
  from workspaces w
  left join channel_heads h on h.channel = $2
  left join lateral unnest($3::uuid[]) as a (id) on true
  left join workspace_members m on m.workspace_id = w.id and m.user_id = a.id
  left join users u on u.id = m.user_id
  where w.id = $1 and w.deleted_at is null`;

export function createRightsRepository(db: Database) {
  return {
    /** Empty when there is no such workspace; otherwise one row for each actor, or one for nobody. */
    standings(workspaceId: string, actorIds: readonly string[]): Promise<StandingRow[]> {
      return db.query<StandingRow>(standingsSql, [workspaceId, `workspace:${workspaceId}`, actorIds], {
        name: 'workspaces.standings',
      });
    },
    async idOfSlug(slug: string): Promise<string | null> {
      const [row] = await db.query<{ id: string }>(
        'select id from workspaces where slug = $1 and deleted_at is null',
        [slug],
        { name: 'workspaces.idOfSlug' },
      );
      return row?.id ?? null;
    },
    async workspaceOfInvite(inviteId: string): Promise<string | null> {
      const [row] = await db.query<{ id: string }>(
        'select workspace_id as id from workspace_invites where id = $1 and revoked_at is null',
        [inviteId],
      );
      return row?.id ?? null;
    },
    /** Whether two users meet in a workspace. A guest of one meets nobody there. */
    async meet(a: string, b: string): Promise<boolean> {
      const [row] = await db.query<{ met: boolean }>(
        `select exists (
           select 1 from workspace_members x join workspace_members y on y.workspace_id = x.workspace_id
           where x.user_id = $1 and y.user_id = $2 and x.role <> 'guest') as met`,
        [a, b],
      );
      return row?.met ?? false;
    },
  };
}

export type RightsRepository = ReturnType<typeof createRightsRepository>;
