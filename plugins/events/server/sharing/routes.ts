import type { FastifyInstance } from 'fastify';
import {
  eventParams,
  listQuery,
  page,
  permissionSchema,
  personParams,
  setPermissionSchema,
} from '../../shared/schemas.js';
import type { EventRole } from '../../shared/types.js';
import { nothing, requestOf, tags } from '../events/routes.js';
import { eventsOperations as operations } from '../operations.js';
import type { Sharing } from './service.js';

interface OnPerson {
  Params: { eventId: string; userId: string };
}

export function addSharingRoutes(app: FastifyInstance, sharing: Sharing): void {
  app.get<{ Params: { eventId: string }; Querystring: { limit: number; cursor?: string } }>(
    '/events/:eventId/permissions',
    {
      config: { operation: operations.permissions },
      schema: {
        tags,
        params: eventParams,
        querystring: listQuery,
        response: { 200: page(permissionSchema) },
      },
    },
    async (request) => sharing.list(requestOf(request), request.params.eventId, request.query),
  );

  app.put<OnPerson & { Body: { role: EventRole } }>(
    '/events/:eventId/permissions/:userId',
    {
      config: { operation: operations.share },
      schema: { tags, params: personParams, body: setPermissionSchema, response: { 200: permissionSchema } },
    },
    async (request) => {
      const { eventId, userId } = request.params;
      return sharing.share(
        requestOf(request),
        eventId.toLowerCase(),
        userId.toLowerCase(),
        request.body.role,
      );
    },
  );

  app.delete<OnPerson>(
    '/events/:eventId/permissions/:userId',
    {
      config: { operation: operations.unshare },
      schema: { tags, params: personParams, response: { 204: nothing } },
    },
    async (request, reply) => {
      const { eventId, userId } = request.params;
      await sharing.unshare(requestOf(request), eventId.toLowerCase(), userId.toLowerCase());
      return reply.code(204).send();
    },
  );
}
