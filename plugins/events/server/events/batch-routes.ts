import type { FastifyInstance } from 'fastify';
import { batchResultSchema, batchSchema, roomParams } from '../../shared/schemas.js';
import type { BatchOperation } from '../../shared/types.js';
import { eventsOperations as operations } from '../operations.js';
import type { Batch } from './batch.js';
import { requestOf, tags } from './routes.js';

export function addBatchRoute(app: FastifyInstance, batch: Batch): void {
  app.post<{ Params: { roomId: string }; Body: { operations: BatchOperation[] } }>(
    '/rooms/:roomId/events/batch',
    {
      config: { operation: operations.batch },
      schema: { tags, params: roomParams, body: batchSchema, response: { 200: batchResultSchema } },
    },
    async (request) => batch(requestOf(request), request.body.operations),
  );
}
