import { actorOf } from '@teambrain/core';
import type { FastifyInstance } from 'fastify';
import { occurrencePageSchema, roomParams, windowQuery } from '../../shared/schemas.js';
import { tags } from '../events/routes.js';
import { eventsOperations as operations } from '../operations.js';
import type { Range } from './service.js';
import { windowOf } from './window.js';

export interface WindowQuery {
  from?: string;
  to?: string;
  limit: number;
  cursor?: string;
  cancelled?: boolean;
}

export function addRangeRoutes(app: FastifyInstance, range: Range): void {
  app.get<{ Params: { roomId: string }; Querystring: WindowQuery }>(
    '/rooms/:roomId/events',
    {
      config: { operation: operations.list },
      schema: {
        tags,
        params: roomParams,
        querystring: windowQuery,
        response: { 200: occurrencePageSchema },
      },
    },
    async (request, reply) => {
      const { roomId } = request.params;
      const { limit, cursor, cancelled = false } = request.query;
      const window = windowOf(request.query);
      const query = { roomId, ...window, limit, cursor, cancelled };
      const { bytes, etag } = await range.page(actorOf(request).id, query);
      if (request.format !== 'json') return reply.send(JSON.parse(bytes.toString()));
      // Sent as it is: the text was put together exactly as the response schema says.
      return reply.type('application/json; charset=utf-8').header('etag', etag).send(bytes);
    },
  );
}
