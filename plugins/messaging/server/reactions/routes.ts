import type { FastifyInstance } from 'fastify';
import {
  messageParams,
  messageSchema,
  page,
  reactionParams,
  reactionSummarySchema,
} from '../../shared/schemas.js';
import { targetOf } from '../changing/routes.js';
import { messagingOperations as operations } from '../operations.js';
import { nothing } from '../reading/routes.js';
import type { Reactions } from './service.js';

const tags = ['messaging'];
interface OnReaction {
  Params: { messageId: string; emoji: string };
}

export function addReactionRoutes(app: FastifyInstance, reactions: Reactions): void {
  app.put<OnReaction>(
    '/messages/:messageId/reactions/:emoji',
    {
      config: { operation: operations.react },
      schema: { tags, params: reactionParams, response: { 200: messageSchema } },
    },
    async (request) => (await reactions.add(targetOf(request), request.params.emoji)).message,
  );

  app.delete<OnReaction>(
    '/messages/:messageId/reactions/:emoji',
    {
      config: { operation: operations.unreact },
      schema: { tags, params: reactionParams, response: { 204: nothing } },
    },
    async (request, reply) => {
      await reactions.remove(targetOf(request), request.params.emoji);
      return reply.code(204).send();
    },
  );

  app.get<{ Params: { messageId: string } }>(
    '/messages/:messageId/reactions',
    {
      config: { operation: operations.reactions },
      schema: { tags, params: messageParams, response: { 200: page(reactionSummarySchema) } },
    },
    async (request) => ({ items: await reactions.list(request.params.messageId), nextCursor: null }),
  );
}
