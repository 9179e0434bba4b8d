import './contract.js';
import { definePlugin, isId } from '@teambrain/core';
import type {} from '@teambrain/plugin-rooms/shared';
import type {} from '@teambrain/plugin-workspaces/shared';
import { embedErrorCodes } from '../shared/errors.js';
import { createAiBudget } from './apps/ai-budget.js';
import { createDirectory } from './apps/directory.js';
import { createAppsRepository } from './apps/repository.js';
import { addAppRoutes } from './apps/routes.js';
import { createAppService } from './apps/service.js';
import { embedConfig } from './config.js';
import { addMergeRoutes } from './merging/routes.js';
import { createMerging } from './merging/service.js';
import { createEmbed } from './migrations/0001-create-embed.js';
import { idleGuests } from './migrations/0002-idle-guests.js';
import { AppModel } from './models/app-model.js';
import { embedPermissions } from './permissions.js';
import { createRefusals } from './refusals/refusals.js';
import { createRefusalsRepository } from './refusals/repository.js';
import { createSecretsRepository } from './secrets/repository.js';
import { createSecrets } from './secrets/secrets.js';
import { createExchange } from './sessions/exchange.js';
import { addSessionRoutes } from './sessions/routes.js';
import { createFarewell } from './visitors/farewell.js';
import { createIdle } from './visitors/idle.js';
import { createIdleRepository } from './visitors/idle-repository.js';
import { createPlaces } from './visitors/places.js';
import { createVisitorsRepository } from './visitors/repository.js';
import { createStaffing } from './visitors/staffing.js';

export type * from './contract.js';

/** Lets visitors of other products in: apps with origins and secrets, sessions for their users and guests. */
export default definePlugin({
  name: 'embed',
  version: '0.1.0',
  summary: 'Apps: other products that show the widget to users of their own',
  dependsOn: ['workspaces', 'rooms'],
  optionalDependsOn: ['messaging', 'events'],
  config: embedConfig,
  permissions: embedPermissions,
  errors: embedErrorCodes,
  models: [AppModel],
  migrations: [createEmbed, idleGuests],
  async setup(app, ctx) {
    const { db, access, jobs, embedding } = ctx;
    const apps = createAppsRepository(db);
    const stored = createSecretsRepository(db);
    const visitors = createVisitorsRepository(db);
    const refused = createRefusalsRepository(db);
    const rooms = ctx.use('rooms');
    const workspaces = ctx.use('workspaces');

    const secrets = createSecrets(stored, embedding);
    const refusals = createRefusals(ctx, refused, async (key) => (await directory.byKey(key))?.id);
    const directory = createDirectory({
      ctx,
      apps,
      secrets,
      refused: refusals.count,
      refusals: () => refusals.totals(),
    });
    const places = createPlaces({ ctx, apps, visitors, rooms, workspaces });
    const exchange = createExchange({ ctx, directory, visitors, places });
    const farewell = createFarewell({ ctx, visitors, workspaces });
    const leaving = createIdleRepository(db);
    const idle = createIdle({ ctx, idle: leaving, rooms, workspaces });
    const service = createAppService({
      ctx,
      apps,
      secrets,
      stored,
      directory,
      refusals,
      audit: workspaces.audit,
      farewell,
      staffing: createStaffing({ ctx, apps, visitors, rooms }),
    });

    access.registerKind({
      kind: 'app',
      async scopeOf(id) {
        const row = isId(id) ? await apps.byId(id) : null;
        return row && { scope: 'workspace', id: row.workspaceId };
      },
    });
    ctx.provide('embed', {
      createApp: service.create,
      updateApp: (actorId, appId, input) => service.update(actorId, appId, input, undefined),
      async find(key) {
        const row = await apps.byKey(key);
        return row && service.find(row.id);
      },
      takeAnswer: createAiBudget(ctx, directory, refusals.count),
    });
    addAppRoutes(app, service);
    addSessionRoutes(app, { exchange, refusals });
    addMergeRoutes(
      app,
      createMerging({ ctx, directory, visitors, idle: leaving, rooms, workspaces }),
      refusals,
    );

    ctx.events.on('workspace.member_removed', async ({ workspaceId, userId }) => {
      for (const appId of await visitors.appsIn(workspaceId, userId))
        await embedding.endSessions({ appId, userId }, 'removed');
    });
    ctx.events.on('user.deactivated', async ({ userId }) => {
      for (const appId of await visitors.appsOf(userId))
        await embedding.endSessions({ appId, userId }, 'deactivated');
    });
    jobs.define('embed.delete-old', { every: '53 3 * * *' }, async () => {
      await visitors.deleteUsedTokens();
      await stored.deleteExpired();
      await refused.deleteOld();
      await farewell.sweep();
    });

    jobs.define('embed.remove-idle-guests', { every: '11 4 * * *', timeout: 900 }, async (_, signal) => {
      await idle.sweep(signal);
    });

    app.addHook('onReady', async () => {
      await secrets.sealAll();
      await directory.start();
    });
    app.addHook('onClose', async () => {
      directory.stop();
      await refusals.flush();
    });
  },
});
