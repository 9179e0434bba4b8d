import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { freeBusySchema, workspaceParams } from '../../shared/schemas.js';
import { eventsOperations as operations } from '../operations.js';
import { freeBusyQuery, questionOf } from './question.js';
import type { createFreeBusy } from './service.js';

export function addFreeBusyRoutes(app: FastifyInstance, freeBusy: ReturnType<typeof createFreeBusy>): void {
  app.get<{ Params: Static<typeof workspaceParams>; Querystring: Static<typeof freeBusyQuery> }>(
    '/workspaces/:workspaceId/free-busy',
    {
      config: { operation: operations.freeBusy },
      schema: {
        tags: ['events'],
        params: workspaceParams,
        querystring: freeBusyQuery,
        response: { 200: freeBusySchema },
      },
    },
    async (request) => freeBusy(request.scopeId as string, questionOf(request.query)),
  );
}
