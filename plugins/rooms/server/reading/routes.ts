import { actorOf } from '@teambrain/core';
import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { readBody, readStateSchema, roomParams } from '../../shared/schemas.js';
import { roomsOperations as operations } from '../operations.js';
import type { Reading } from './service.js';

const tags = ['rooms'];

export function addReadingRoutes(app: FastifyInstance, reading: Reading): void {
  app.put<{ Params: Static<typeof roomParams>; Body: Static<typeof readBody> }>(
    '/rooms/:roomId/read',
    {
      config: { operation: operations.read },
      schema: { tags, params: roomParams, body: readBody, response: { 200: readStateSchema } },
    },
    async (request) => {
      const { seq, force = false } = request.body;
      return reading.read(request.params.roomId, actorOf(request).id, seq, force);
    },
  );

  app.get<{ Params: Static<typeof roomParams> }>(
    '/rooms/:roomId/unread',
    {
      config: { operation: operations.unread },
      schema: { tags, params: roomParams, response: { 200: readStateSchema } },
    },
    async (request) => reading.state(request.params.roomId, actorOf(request).id),
  );
}
