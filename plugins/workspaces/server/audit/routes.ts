import { decodeCursor, encodeCursor, idPart, pageOf } from '@teambrain/core';
import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import {
  auditPageSchema,
  workspacePageQuery,
  workspaceParams,
  workspaceStatsSchema,
} from '../../shared/schemas.js';
import type { WorkspaceStats } from '../../shared/types.js';
import { workspacesOperations as operations } from '../operations.js';
import type { AuditRepository } from './repository.js';

export interface AuditRouteDeps {
  audit: AuditRepository;
  stats(workspaceId: string): Promise<WorkspaceStats>;
  idOf(idOrSlug: string): Promise<string>;
}

type Params = Static<typeof workspaceParams>;

export function addAuditRoutes(app: FastifyInstance, { audit, stats, idOf }: AuditRouteDeps): void {
  const tags = ['workspaces'];

  app.get<{ Params: Params; Querystring: { limit: number; cursor?: string } }>(
    '/workspaces/:workspaceId/audit',
    {
      config: { operation: operations.audit },
      schema: {
        tags,
        params: workspaceParams,
        querystring: workspacePageQuery,
        response: { 200: auditPageSchema },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query;
      const [before = null] = decodeCursor(cursor, idPart) ?? [];
      const rows = await audit.list(await idOf(request.params.workspaceId), before, limit + 1);
      return pageOf(
        rows,
        limit,
        (row) => row,
        ({ id }) => encodeCursor(id),
      );
    },
  );

  app.get<{ Params: Params }>(
    '/workspaces/:workspaceId/stats',
    {
      config: { operation: operations.stats },
      schema: { tags, params: workspaceParams, response: { 200: workspaceStatsSchema } },
    },
    async (request) => stats(await idOf(request.params.workspaceId)),
  );
}
