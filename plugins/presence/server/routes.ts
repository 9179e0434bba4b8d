import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { presenceListSchema, roomParams } from '../shared/schemas.js';
import { presenceOperations } from './operations.js';
import type { Roster } from './roster.js';

export function addPresenceRoutes(app: FastifyInstance, roster: Roster): void {
  app.get<{ Params: Static<typeof roomParams> }>(
    '/rooms/:roomId/presence',
    {
      config: { operation: presenceOperations.list },
      schema: { tags: ['presence'], params: roomParams, response: { 200: presenceListSchema } },
    },
    async (request) => ({ items: await roster.list(request.params.roomId), nextCursor: null }),
  );
}
