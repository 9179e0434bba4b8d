import { isId, type PluginContext } from '@teambrain/core';
import type {} from '@teambrain/plugin-workspaces/shared';
import type { FastifyInstance } from 'fastify';
import { createResourceRepository } from './repository.js';
import { addResourceRoutes } from './routes.js';
import { createResources, type ResourcesDeps } from './service.js';

/** Resources with their rights and routes. */
export function registerResources(
  app: FastifyInstance,
  ctx: PluginContext,
  more: Pick<ResourcesDeps, 'onTakenOff'> = {},
): void {
  const repository = createResourceRepository(ctx.db);
  const { audit } = ctx.use('workspaces');
  ctx.access.registerKind({
    kind: 'resource',
    async scopeOf(id) {
      const workspaceId = isId(id) ? await repository.workspaceOf(id) : null;
      return workspaceId === null ? null : { scope: 'workspace', id: workspaceId };
    },
  });
  addResourceRoutes(app, {
    repository,
    resources: createResources({ db: ctx.db, repository, audit, ...more }),
  });
}
