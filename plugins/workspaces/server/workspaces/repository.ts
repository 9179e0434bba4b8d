import type { Database } from '@teambrain/core';
import type { Role } from '@teambrain/protocol';
import { WorkspaceModel } from '../models/workspace-model.js';

export interface WorkspaceRow {
  id: string;
  name: string;
  slug: string;
  description: string | null;
  membersMayInvite: boolean;
  memberCount: number;
  version: number;
  createdAt: Date;
}

/** A workspace with the role of one viewer. */
export interface ViewedRow extends WorkspaceRow {
  role: Role | null;
}

export interface NewWorkspace {
  id: string;
  name: string;
  slug: string;
  description: string | null;
  membersMayInvite: boolean;
  createdBy: string;
}

export type WorkspaceChange = Partial<
  Pick<NewWorkspace, 'name' | 'slug' | 'description' | 'membersMayInvite'>
>;

const columns = `w.id, w.name, w.slug, w.description, w.members_may_invite as "membersMayInvite", w.version,
  w.created_at as "createdAt", (select count(*)::int from workspace_members c join users u on u.id = c.user_id
    where c.workspace_id = w.id and u.deactivated_at is null) as "memberCount"`;

export function createWorkspacesRepository(db: Database) {
  return {
    byIds(ids: readonly string[]): Promise<WorkspaceRow[]> {
      return db.query<WorkspaceRow>(
        `select ${columns} from workspaces w where w.id = any($1::uuid[]) and w.deleted_at is null`,
        [ids],
        { name: 'workspaces.byIds' },
      );
    },
    viewed(viewerId: string, ids: readonly string[]): Promise<ViewedRow[]> {
      return db.query<ViewedRow>(
        `select ${columns}, m.role from workspaces w
         left join workspace_members m on m.workspace_id = w.id and m.user_id = $1
         where w.id = any($2::uuid[]) and w.deleted_at is null`,
        [viewerId, ids],
        { name: 'workspaces.viewed' },
      );
    },
    /** Those that somebody is a member of; `only` keeps an embed session to its own. */
    mine(
      viewerId: string,
      after: string | null,
      limit: number,
      only: string | null = null,
    ): Promise<ViewedRow[]> {
      return db.query<ViewedRow>(
        `select ${columns}, m.role from workspace_members m join workspaces w on w.id = m.workspace_id
         where m.user_id = $1 and w.deleted_at is null and ($2::uuid is null or w.id > $2)
           and ($4::uuid is null or w.id = $4)
         order by w.id limit $3`,
        [viewerId, after, limit, only],
        { name: 'workspaces.mine' },
      );
    },
    /** False: the slug is taken. */
    async insert(workspace: NewWorkspace): Promise<boolean> {
      const { id, name, slug, description, membersMayInvite, createdBy } = workspace;
      const rows = await db.query(
        `insert into workspaces (id, name, slug, description, members_may_invite, created_by)
         values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning id`,
        [id, name, slug, description, membersMayInvite, createdBy],
      );
      return rows.length === 1;
    },
    /** Locks the workspace for the rest of the transaction: its changes come one after the other. Null: none. */
    async lock(id: string): Promise<{ version: number; membersMayInvite: boolean } | null> {
      const [row] = await db.query<{ version: number; membersMayInvite: boolean }>(
        `select version, members_may_invite as "membersMayInvite" from workspaces
         where id = $1 and deleted_at is null for no key update`,
        [id],
      );
      return row ?? null;
    },
    /** Under the lock of {@link lock}. */
    async update(id: string, change: WorkspaceChange): Promise<void> {
      const workspace = await db.model(WorkspaceModel).findByPk(id);
      await workspace?.set({ ...change, version: workspace.version + 1 }).save();
    },
    /** Its members go at once, and with them every right below it. Its slug is free again and finds it no more. */
    async markDeleted(id: string): Promise<void> {
      await db.model(WorkspaceModel).update({ deletedAt: new Date(), slug: `~${id}` }, { where: { id } });
      await db.query('delete from workspace_members where workspace_id = $1', [id]);
    },
    async deleteOld(days: number): Promise<void> {
      await db.query('delete from workspaces where deleted_at < now() - make_interval(days => $1)', [days]);
    },
  };
}

export type WorkspacesRepository = ReturnType<typeof createWorkspacesRepository>;
