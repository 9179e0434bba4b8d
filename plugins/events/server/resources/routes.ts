import { actorOf, baseVersionOf, decodeCursor, encodeCursor, idPart, pageOf } from '@teambrain/core';
import type { FastifyInstance } from 'fastify';
import Type, { type Static } from 'typebox';
import {
  createResourceSchema,
  listQuery,
  page,
  resourceParams,
  resourceSchema,
  updateResourceSchema,
  workspaceParams,
} from '../../shared/schemas.js';
import { eventsOperations as operations } from '../operations.js';
import type { ResourceRepository } from './repository.js';
import { type Resources, resourceOf } from './service.js';

const tags = ['events'];

/** Routes of what can be booked. */
export function addResourceRoutes(
  app: FastifyInstance,
  { repository, resources }: { repository: ResourceRepository; resources: Resources },
): void {
  app.get<{ Params: Static<typeof workspaceParams>; Querystring: Static<typeof listQuery> }>(
    '/workspaces/:workspaceId/resources',
    {
      config: { operation: operations.resources },
      schema: {
        tags,
        params: workspaceParams,
        querystring: listQuery,
        response: { 200: page(resourceSchema) },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query;
      const [after = null] = decodeCursor(cursor, idPart) ?? [];
      const rows = await repository.list(request.scopeId as string, after, limit + 1);
      return pageOf(rows, limit, resourceOf, ({ id }) => encodeCursor(id));
    },
  );

  app.post<{ Params: Static<typeof workspaceParams>; Body: Static<typeof createResourceSchema> }>(
    '/workspaces/:workspaceId/resources',
    {
      config: { operation: operations.createResource },
      schema: {
        tags,
        params: workspaceParams,
        body: createResourceSchema,
        response: { 201: resourceSchema },
      },
    },
    async (request, reply) => {
      reply.code(201);
      return resources.create(actorOf(request), request.scopeId as string, request.body);
    },
  );

  app.patch<{ Params: Static<typeof resourceParams>; Body: Static<typeof updateResourceSchema> }>(
    '/resources/:resourceId',
    {
      config: { operation: operations.updateResource },
      schema: { tags, params: resourceParams, body: updateResourceSchema, response: { 200: resourceSchema } },
    },
    async (request) => {
      const { baseVersion: _, ...change } = request.body;
      return resources.update(actorOf(request), request.params.resourceId, change, baseVersionOf(request));
    },
  );

  app.delete<{ Params: Static<typeof resourceParams> }>(
    '/resources/:resourceId',
    {
      config: { operation: operations.deleteResource },
      schema: { tags, params: resourceParams, response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      await resources.delete(actorOf(request), request.params.resourceId);
      return reply.code(204).send();
    },
  );
}
