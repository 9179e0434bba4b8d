import { actorOf, baseVersionOf } from '@teambrain/core';
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import {
  createWorkspaceBody,
  updateWorkspaceBody,
  workspacePageQuery,
  workspacePageSchema,
  workspaceParams,
  workspaceSchema,
} from '../../shared/schemas.js';
import { workspacesOperations as operations } from '../operations.js';
import type { WorkspaceService } from './service.js';

export interface WorkspaceRouteDeps {
  service: WorkspaceService;
  /** The id behind an id or a slug. */
  idOf(idOrSlug: string): Promise<string>;
}

type Params = Static<typeof workspaceParams>;

export function addWorkspaceRoutes(app: FastifyInstance, { service, idOf }: WorkspaceRouteDeps): void {
  const tags = ['workspaces'];

  app.get<{ Querystring: { limit: number; cursor?: string } }>(
    '/workspaces',
    {
      config: { operation: operations.list },
      schema: { tags, querystring: workspacePageQuery, response: { 200: workspacePageSchema } },
    },
    (request) => service.list(actorOf(request), request.query),
  );

  app.post<{ Body: Static<typeof createWorkspaceBody> }>(
    '/workspaces',
    {
      config: { operation: operations.create },
      schema: { tags, body: createWorkspaceBody, response: { 201: workspaceSchema } },
    },
    async (request, reply) => {
      reply.code(201);
      return service.createAs(actorOf(request), request.body);
    },
  );

  app.get<{ Params: Params }>(
    '/workspaces/:workspaceId',
    {
      config: { operation: operations.get },
      schema: { tags, params: workspaceParams, response: { 200: workspaceSchema } },
    },
    async (request) => service.viewed(actorOf(request).id, await idOf(request.params.workspaceId)),
  );

  app.patch<{ Params: Params; Body: Static<typeof updateWorkspaceBody> }>(
    '/workspaces/:workspaceId',
    {
      config: { operation: operations.update },
      schema: {
        tags,
        params: workspaceParams,
        body: updateWorkspaceBody,
        response: { 200: workspaceSchema },
      },
    },
    async (request) => {
      const id = await idOf(request.params.workspaceId);
      return service.update(actorOf(request), id, request.body, baseVersionOf(request));
    },
  );

  app.delete<{ Params: Params }>(
    '/workspaces/:workspaceId',
    {
      config: { operation: operations.delete },
      schema: { tags, params: workspaceParams, response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      await service.delete(actorOf(request), await idOf(request.params.workspaceId));
      return reply.code(204).send();
    },
  );
}
