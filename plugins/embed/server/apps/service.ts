import { randomBytes } from 'node:crypto';
import { newId, type PluginContext, problem, type Services } from '@teambrain/core';
import type { Page } from '@teambrain/protocol';
import type {
  CreatedEmbedApp,
  CreateEmbedApp,
  EmbedApp,
  EmbedSecret,
  UpdateEmbedApp,
} from '../../shared/types.js';
import type { EmbedPluginConfig } from '../config.js';
import { embedProblem } from '../problems.js';
import type { Refusals } from '../refusals/refusals.js';
import type { SecretsRepository } from '../secrets/repository.js';
import type { Secrets } from '../secrets/secrets.js';
import type { Farewell } from '../visitors/farewell.js';
import type { Staffing } from '../visitors/staffing.js';
import type { Directory } from './directory.js';
import type { AppRow, AppsRepository } from './repository.js';
import { changedFields, checkSettings, narrows, settingsIn, settingsOf } from './settings.js';
import { appView } from './views.js';

export interface AppServiceDeps {
  ctx: PluginContext<EmbedPluginConfig>;
  apps: AppsRepository;
  secrets: Secrets;
  stored: SecretsRepository;
  directory: Directory;
  refusals: Refusals;
  audit: Services['workspaces']['audit'];
  farewell: Farewell;
  staffing: Staffing;
}

/** `pk_` and 24 characters: 144 bits, so that nobody finds apps by trying. */
const newKey = () => `pk_${randomBytes(18).toString('base64url')}`;

/** Makes, shows, changes and deletes apps and their secrets. Each change is a line of the workspace's audit trail. */
export function createAppService(deps: AppServiceDeps) {
  const { ctx, apps, secrets, stored, directory, refusals, audit, farewell, staffing } = deps;
  const { db, config, embedding, access } = ctx;
  const plugins = () => [...new Set(access.matrix().map(({ plugin }) => plugin))];

  async function views(rows: readonly AppRow[]): Promise<EmbedApp[]> {
    const ids = rows.map(({ id }) => id);
    const [valid, refused] = await Promise.all([stored.valid(ids), refusals.of(ids)]);
    return rows.map((row) => {
      const own = valid
        .filter(({ appId }) => appId === row.id)
        .map(({ id, createdAt, expiresAt }) => ({
          id,
          createdAt: createdAt.toISOString(),
          ...(expiresAt === null ? {} : { expiresAt: expiresAt.toISOString() }),
        }));
      return appView(row, own, refused.get(row.id) ?? {});
    });
  }

  async function find(id: string): Promise<EmbedApp> {
    const row = await apps.byId(id);
    const [app] = row ? await views([row]) : [];
    if (!app) throw problem('not_found');
    return app;
  }

  /** Runs a change of one app under its lock; afterwards every instance reads it anew. */
  async function change<T>(id: string, work: (app: AppRow) => Promise<T>): Promise<T> {
    const result = await db.transaction(async () => {
      const app = await apps.lock(id);
      if (!app) throw problem('not_found');
      return work(app);
    });
    await directory.changed();
    return result;
  }

  return {
    find,

    async list(workspaceId: string, after: string | null, limit: number): Promise<Page<EmbedApp>> {
      const rows = await apps.list(workspaceId, after, limit + 1);
      const items = await views(rows.slice(0, limit));
      const last = items.at(-1);
      return { items, nextCursor: rows.length > limit && last ? last.id : null };
    },

    async create(
      actorId: string | null,
      workspaceId: string,
      input: CreateEmbedApp,
    ): Promise<CreatedEmbedApp> {
      const settings = settingsOf(undefined, input);
      await checkSettings(apps, workspaceId, settings, plugins());
      if ((await apps.countIn(workspaceId)) >= config.maxAppsPerWorkspace)
        throw problem('unprocessable', `A workspace has at most ${config.maxAppsPerWorkspace} apps.`);
      const id = newId();
      const secret = await db.transaction(async () => {
        await apps.insert({ ...settings, id, workspaceId, key: newKey(), createdBy: actorId });
        await audit({ workspaceId, actorId, action: 'embed.app_created', target: id });
        return secrets.make(id);
      });
      await directory.changed();
      return { ...(await find(id)), secret };
    },

    async update(
      actorId: string | null,
      id: string,
      input: UpdateEmbedApp,
      baseVersion: number | undefined,
    ): Promise<EmbedApp> {
      const present = await apps.byId(id);
      if (!present) throw problem('not_found');
      await checkSettings(apps, present.workspaceId, settingsOf(settingsIn(present), input), plugins());
      const done = await change(id, async (app) => {
        if (baseVersion !== undefined && baseVersion !== app.version) return false;
        const before = settingsIn(app);
        const next = settingsOf(before, input);
        const fields = changedFields(before, next);
        if (fields.length === 0) return true;
        await apps.update(id, next, app.version + 1);
        await staffing.changed(id, before, next);
        if (narrows(before, next)) await embedding.endSessions({ appId: id }, 'app_changed');
        await audit({
          workspaceId: app.workspaceId,
          actorId,
          action: 'embed.app_updated',
          target: id,
          facts: { fields: fields.join(' ') },
        });
        return true;
      });
      const current = await find(id);
      if (!done) throw problem('version_conflict', undefined, { current });
      return current;
    },

    async remove(actorId: string | null, id: string): Promise<void> {
      await change(id, async ({ workspaceId, name }) => {
        await embedding.endSessions({ appId: id }, 'app_deleted');
        await apps.remove(id);
        await audit({
          workspaceId,
          actorId,
          action: 'embed.app_deleted',
          target: id,
          facts: { name },
        });
      });
      farewell.begin(id);
    },

    /** The present secret stays valid for a while, one before it goes at once: never more than two. */
    async rotate(actorId: string | null, id: string): Promise<EmbedSecret> {
      return change(id, async ({ workspaceId }) => {
        const secret = await secrets.make(id);
        const gone = await stored.expireOthers(id, secret.id, config.secretOverlap);
        for (const secretId of gone) await embedding.endSessions({ appId: id, secretId }, 'secret_removed');
        await audit({
          workspaceId,
          actorId,
          action: 'embed.secret_rotated',
          target: id,
          facts: { secretId: secret.id },
        });
        return secret;
      });
    },

    async removeSecret(actorId: string | null, id: string, secretId: string): Promise<void> {
      await change(id, async ({ workspaceId }) => {
        const valid = await stored.valid([id]);
        if (valid.every((secret) => secret.id !== secretId)) throw problem('not_found');
        if (!valid.some((secret) => secret.id !== secretId && secret.expiresAt === null))
          throw embedProblem('embed_secret_last');
        await stored.remove(id, secretId);
        await embedding.endSessions({ appId: id, secretId }, 'secret_removed');
        await audit({
          workspaceId,
          actorId,
          action: 'embed.secret_removed',
          target: id,
          facts: { secretId },
        });
      });
    },
  };
}

export type AppService = ReturnType<typeof createAppService>;
