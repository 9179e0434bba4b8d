import { actorOf } from '@teambrain/core';
import type { FastifyInstance } from 'fastify';
import { messageSchema, roomParams, sendMessageSchema } from '../../shared/schemas.js';
import type { SendMessage } from '../../shared/types.js';
import { messagingOperations as operations } from '../operations.js';
import { grantOf } from '../reading/routes.js';
import type { Send } from './service.js';

export function addSendingRoutes(app: FastifyInstance, send: Send): void {
  app.post<{ Params: { roomId: string }; Body: SendMessage }>(
    '/rooms/:roomId/messages',
    {
      config: { operation: operations.send },
      schema: {
        tags: ['messaging'],
        params: roomParams,
        body: sendMessageSchema,
        response: { 200: messageSchema, 201: messageSchema },
      },
    },
    async (request, reply) => {
      const roomId = request.params.roomId.toLowerCase();
      const { message, duplicate } = await send(actorOf(request), roomId, grantOf(request), request.body);
      if (duplicate) reply.header('idempotency-replayed', 'true');
      else reply.code(201);
      return reply.send(message);
    },
  );
}
