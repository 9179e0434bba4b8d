import { actorOf, baseVersionOf } from '@teambrain/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { editMessageSchema, messageParams, messageSchema } from '../../shared/schemas.js';
import type { EditMessage } from '../../shared/types.js';
import { messagingOperations as operations } from '../operations.js';
import { grantOf, nothing } from '../reading/routes.js';
import type { Changing, Target } from './service.js';

const tags = ['messaging'];
interface OnMessage {
  Params: { messageId: string };
}

export function addChangingRoutes(app: FastifyInstance, changing: Changing): void {
  app.patch<OnMessage & { Body: EditMessage }>(
    '/messages/:messageId',
    {
      config: { operation: operations.edit },
      schema: { tags, params: messageParams, body: editMessageSchema, response: { 200: messageSchema } },
    },
    async (request) => {
      const baseVersion = baseVersionOf(request);
      const input = { ...request.body, ...(baseVersion === undefined ? {} : { baseVersion }) };
      return (await changing.edit(targetOf(request), input)).message;
    },
  );

  app.delete<OnMessage>(
    '/messages/:messageId',
    {
      config: { operation: operations.delete },
      schema: { tags, params: messageParams, response: { 204: nothing } },
    },
    async (request, reply) => {
      await changing.remove(targetOf(request));
      return reply.code(204).send();
    },
  );

  app.put<OnMessage>(
    '/messages/:messageId/pin',
    {
      config: { operation: operations.pin },
      schema: { tags, params: messageParams, response: { 200: messageSchema } },
    },
    async (request) => (await changing.pin(targetOf(request))).message,
  );

  app.delete<OnMessage>(
    '/messages/:messageId/pin',
    {
      config: { operation: operations.unpin },
      schema: { tags, params: messageParams, response: { 204: nothing } },
    },
    async (request, reply) => {
      await changing.unpin(targetOf(request));
      return reply.code(204).send();
    },
  );
}

/** The message a request is about, under the right that the guard has found. */
export function targetOf(request: FastifyRequest): Target {
  const { messageId } = request.params as { messageId: string };
  return { actor: actorOf(request), grant: grantOf(request), messageId: messageId.toLowerCase() };
}
