import { actorOf, type Grant } from '@teambrain/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import Type from 'typebox';
import {
  listQuery,
  messageParams,
  messageRevisionSchema,
  messageSchema,
  messageWindowSchema,
  page,
  roomParams,
  windowQuery,
} from '../../shared/schemas.js';
import { messagingOperations as operations } from '../operations.js';
import type { Reading, WindowQuery } from './service.js';

const tags = ['messaging'];
interface InRoom {
  Params: { roomId: string };
}
interface OnMessage {
  Params: { messageId: string };
}
interface Listed {
  Querystring: { limit: number; cursor?: string };
}

export function addReadingRoutes(app: FastifyInstance, reading: Reading, maxPins: number): void {
  app.get<InRoom & { Querystring: WindowQuery }>(
    '/rooms/:roomId/messages',
    {
      config: { operation: operations.list },
      schema: { tags, params: roomParams, querystring: windowQuery, response: { 200: messageWindowSchema } },
    },
    async (request, reply) => {
      const { roomId } = request.params;
      const { bytes, etag } = await reading.window(
        actorOf(request),
        grantOf(request),
        roomId.toLowerCase(),
        request.query,
      );
      if (request.format !== 'json') return reply.send(JSON.parse(bytes.toString()));
      // Sent as it is: the database has built exactly what the response schema says.
      return reply.type('application/json; charset=utf-8').header('etag', etag).send(bytes);
    },
  );

  app.get<InRoom>(
    '/rooms/:roomId/pins',
    {
      config: { operation: operations.pins },
      schema: { tags, params: roomParams, response: { 200: page(messageSchema) } },
    },
    async (request) => ({ items: await reading.pinned(request.params.roomId, maxPins), nextCursor: null }),
  );

  app.get<OnMessage>(
    '/messages/:messageId',
    {
      config: { operation: operations.get },
      schema: { tags, params: messageParams, response: { 200: messageSchema } },
    },
    async (request) => reading.find(request.params.messageId),
  );

  app.get<OnMessage & Listed>(
    '/messages/:messageId/replies',
    {
      config: { operation: operations.replies },
      schema: { tags, params: messageParams, querystring: listQuery, response: { 200: page(messageSchema) } },
    },
    async (request) => reading.replies(request.params.messageId, request.query),
  );

  app.get<OnMessage & Listed>(
    '/messages/:messageId/history',
    {
      config: { operation: operations.history },
      schema: {
        tags,
        params: messageParams,
        querystring: listQuery,
        response: { 200: page(messageRevisionSchema) },
      },
    },
    async (request) => reading.revisions(request.params.messageId, request.query),
  );
}

/** What the guard has found for a request with a right. */
export function grantOf(request: FastifyRequest): Grant {
  if (request.grant === null) throw new Error('an operation with a right ran without a grant');
  return request.grant;
}

/** Answers without a body. */
export const nothing = Type.Null({ description: 'Done.' });
