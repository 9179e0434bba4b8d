import { actorOf, baseVersionOf, isId, problem } from '@teambrain/core';
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import {
  appParams,
  createdEmbedAppSchema,
  createEmbedAppBody,
  embedAppPageSchema,
  embedAppSchema,
  embedSecretSchema,
  pageQuery,
  secretParams,
  updateEmbedAppBody,
  workspaceParams,
} from '../../shared/schemas.js';
import { embedOperations as operations } from '../operations.js';
import type { AppService } from './service.js';

const tags = ['embed'];

export function addAppRoutes(app: FastifyInstance, service: AppService): void {
  app.get<{ Params: Static<typeof workspaceParams>; Querystring: Static<typeof pageQuery> }>(
    '/workspaces/:workspaceId/apps',
    {
      config: { operation: operations.list },
      schema: {
        tags,
        params: workspaceParams,
        querystring: pageQuery,
        response: { 200: embedAppPageSchema },
      },
    },
    async (request) => {
      const { cursor, limit = 50 } = request.query;
      if (cursor !== undefined && !isId(cursor))
        throw problem('bad_request', 'The cursor is not one of this list.');
      return service.list(request.scopeId as string, cursor ?? null, limit);
    },
  );

  app.post<{ Params: Static<typeof workspaceParams>; Body: Static<typeof createEmbedAppBody> }>(
    '/workspaces/:workspaceId/apps',
    {
      config: { operation: operations.create, cacheControl: 'no-store' },
      schema: {
        tags,
        params: workspaceParams,
        body: createEmbedAppBody,
        response: { 201: createdEmbedAppSchema },
      },
    },
    async (request, reply) => {
      reply.code(201);
      return service.create(actorOf(request).id, request.scopeId as string, request.body);
    },
  );

  app.get<{ Params: Static<typeof appParams> }>(
    '/apps/:appId',
    {
      config: { operation: operations.get },
      schema: { tags, params: appParams, response: { 200: embedAppSchema } },
    },
    async (request) => service.find(request.params.appId),
  );

  app.patch<{ Params: Static<typeof appParams>; Body: Static<typeof updateEmbedAppBody> }>(
    '/apps/:appId',
    {
      config: { operation: operations.update },
      schema: { tags, params: appParams, body: updateEmbedAppBody, response: { 200: embedAppSchema } },
    },
    async (request) =>
      service.update(actorOf(request).id, request.params.appId, request.body, baseVersionOf(request)),
  );

  app.delete<{ Params: Static<typeof appParams> }>(
    '/apps/:appId',
    {
      config: { operation: operations.delete },
      schema: { tags, params: appParams, response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      await service.remove(actorOf(request).id, request.params.appId);
      return reply.code(204).send();
    },
  );

  app.post<{ Params: Static<typeof appParams> }>(
    '/apps/:appId/secrets',
    {
      config: { operation: operations.rotate, cacheControl: 'no-store' },
      schema: { tags, params: appParams, response: { 201: embedSecretSchema } },
    },
    async (request, reply) => {
      reply.code(201);
      return service.rotate(actorOf(request).id, request.params.appId);
    },
  );

  app.delete<{ Params: Static<typeof secretParams> }>(
    '/apps/:appId/secrets/:secretId',
    {
      config: { operation: operations.deleteSecret },
      schema: { tags, params: secretParams, response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      const { appId, secretId } = request.params;
      await service.removeSecret(actorOf(request).id, appId, secretId);
      return reply.code(204).send();
    },
  );
}
