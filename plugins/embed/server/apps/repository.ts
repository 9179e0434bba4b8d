import type { Database } from '@teambrain/core';
import type { AiBudget, Conversation, EmbedLimits, EmbedTheme, GuestPolicy } from '../../shared/types.js';
import { AppModel } from '../models/app-model.js';

/** What of an app can be changed. */
export interface AppSettings {
  name: string;
  origins: string[];
  identity: 'required' | 'optional';
  guests: GuestPolicy;
  conversation: Conversation;
  staff: string[];
  rooms: string[] | null;
  plugins: string[] | null;
  panels: string[] | null;
  theme: EmbedTheme;
  limits: Required<EmbedLimits>;
  aiBudget: AiBudget;
  singleUse: boolean;
  enabled: boolean;
}

export interface AppRow extends AppSettings {
  id: string;
  workspaceId: string;
  key: string;
  createdBy: string | null;
  version: number;
  createdAt: Date;
}

const columns = `a.id, a.workspace_id as "workspaceId", a.name, a.key, a.origins, a.identity, a.guests,
  a.conversation, a.staff, a.rooms, a.plugins, a.panels, a.theme, a.limits, a.ai_budget as "aiBudget",
  a.single_use as "singleUse", a.enabled, a.created_by as "createdBy", a.version, a.created_at as "createdAt"`;
/** The apps of a deleted workspace are gone with it, before their rows are. */
const present = 'join workspaces w on w.id = a.workspace_id and w.deleted_at is null';

export function createAppsRepository(db: Database) {
  return {
    async byKey(key: string): Promise<AppRow | null> {
      const [row] = await db.query<AppRow>(
        `select ${columns} from embed_apps a ${present} where a.key = $1`,
        [key],
      );
      return row ?? null;
    },
    async byId(id: string): Promise<AppRow | null> {
      const [row] = await db.query<AppRow>(`select ${columns} from embed_apps a ${present} where a.id = $1`, [
        id,
      ]);
      return row ?? null;
    },
    async list(workspaceId: string, after: string | null, limit: number): Promise<AppRow[]> {
      return db.query<AppRow>(
        `select ${columns} from embed_apps a
         where a.workspace_id = $1 and ($2::uuid is null or a.id > $2) order by a.id limit $3`,
        [workspaceId, after, limit],
      );
    },
    /** Locks the app for the rest of the transaction: its changes come one after the other. */
    async lock(id: string): Promise<AppRow | null> {
      const [row] = await db.query<AppRow>(
        `select ${columns} from embed_apps a ${present} where a.id = $1 for update of a`,
        [id],
      );
      return row ?? null;
    },
    async insert(
      app: AppSettings & { id: string; workspaceId: string; key: string; createdBy: string | null },
    ): Promise<void> {
      await db.model(AppModel).create({ ...app });
    },
    /** Under the lock of {@link lock}. */
    async update(id: string, settings: AppSettings, version: number): Promise<void> {
      await db.model(AppModel).update({ ...settings, version }, { where: { id } });
    },
    async remove(id: string): Promise<void> {
      await db.model(AppModel).destroy({ where: { id } });
    },
    async countIn(workspaceId: string): Promise<number> {
      return db.model(AppModel).count({ where: { workspaceId } });
    },
    /** Those of all apps, each once. */
    async origins(): Promise<string[]> {
      const rows = await db.query<{ origin: string }>(
        'select distinct unnest(origins) as origin from embed_apps',
      );
      return rows.map(({ origin }) => origin);
    },
    /** Apps whose visitors do not have every plugin. */
    async restricted(): Promise<{ id: string; plugins: string[] }[]> {
      return db.query<{ id: string; plugins: string[] }>(
        'select id, plugins from embed_apps where plugins is not null order by id',
      );
    },
    /** Those of the rooms that an app of this workspace may name. */
    async roomsOf(workspaceId: string, ids: readonly string[]): Promise<Set<string>> {
      const rows = await db.query<{ id: string }>(
        `select id from rooms where workspace_id = $1 and id = any($2::uuid[]) and deleted_at is null
           and direct_key is null and visibility <> 'personal'`,
        [workspaceId, ids],
      );
      return new Set(rows.map(({ id }) => id));
    },
    /** Those of the users who are full members of the workspace. */
    async membersOf(workspaceId: string, ids: readonly string[]): Promise<Set<string>> {
      const rows = await db.query<{ id: string }>(
        `select m.user_id as id from workspace_members m join users u on u.id = m.user_id
         where m.workspace_id = $1 and m.user_id = any($2::uuid[]) and m.role <> 'guest'
           and u.deactivated_at is null`,
        [workspaceId, ids],
      );
      return new Set(rows.map(({ id }) => id));
    },
    /** Those who answer visitors. No change of them passes until the transaction ends. */
    async staffOf(id: string): Promise<string[]> {
      const [row] = await db.query<{ staff: string[] }>(
        'select staff from embed_apps where id = $1 for share',
        [id],
      );
      return row?.staff ?? [];
    },
    async ownerOf(workspaceId: string): Promise<string | null> {
      const [row] = await db.query<{ id: string }>(
        "select user_id as id from workspace_members where workspace_id = $1 and role = 'owner'",
        [workspaceId],
      );
      return row?.id ?? null;
    },
  };
}

export type AppsRepository = ReturnType<typeof createAppsRepository>;
