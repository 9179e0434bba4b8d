import { actorOf, baseVersionOf, type Grant } from '@teambrain/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import Type from 'typebox';
import {
  createEventSchema,
  eventParams,
  eventSchema,
  roomParams,
  updateEventSchema,
} from '../../shared/schemas.js';
import type { CreateEvent, UpdateEvent } from '../../shared/types.js';
import { eventsOperations as operations } from '../operations.js';
import type { Request } from './change-set.js';
import type { EventService } from './service.js';

export const tags = ['events'];
/** Answers without a body. */
export const nothing = Type.Null({ description: 'Done.' });

interface InRoom {
  Params: { roomId: string };
}
interface OnEvent {
  Params: { eventId: string };
}

export function addEventRoutes(app: FastifyInstance, service: EventService): void {
  app.post<InRoom & { Body: CreateEvent }>(
    '/rooms/:roomId/events',
    {
      config: { operation: operations.create },
      schema: {
        tags,
        params: roomParams,
        body: createEventSchema,
        response: { 200: eventSchema, 201: eventSchema },
      },
    },
    async (request, reply) => {
      const { event, duplicate } = await service.create(requestOf(request), request.body);
      if (duplicate) reply.header('idempotency-replayed', 'true');
      else reply.code(201);
      return reply.send(event);
    },
  );

  app.get<OnEvent>(
    '/events/:eventId',
    {
      config: { operation: operations.get },
      schema: { tags, params: eventParams, response: { 200: eventSchema } },
    },
    async (request) => service.get(requestOf(request), request.params.eventId),
  );

  app.patch<OnEvent & { Body: UpdateEvent }>(
    '/events/:eventId',
    {
      config: { operation: operations.update },
      schema: { tags, params: eventParams, body: updateEventSchema, response: { 200: eventSchema } },
    },
    async (request) => {
      const { event } = await service.update(
        requestOf(request),
        request.params.eventId,
        based(request, request.body),
      );
      return event;
    },
  );

  app.delete<OnEvent>(
    '/events/:eventId',
    {
      config: { operation: operations.delete },
      schema: { tags, params: eventParams, response: { 204: nothing } },
    },
    async (request, reply) => {
      await service.remove(requestOf(request), request.params.eventId, baseVersionOf(request));
      return reply.code(204).send();
    },
  );
}

/** Who asks, under which rights, in which room: the guard has found all three. */
export function requestOf(request: FastifyRequest): Request {
  return { actor: actorOf(request), grant: grantOf(request), roomId: roomOf(request) };
}

/** What the guard has found for a request with a right. */
export function grantOf(request: FastifyRequest): Grant {
  if (request.grant === null) throw new Error('an operation with a right ran without a grant');
  return request.grant;
}

function roomOf(request: FastifyRequest): string {
  if (!request.scopeId) throw new Error('an operation on an event ran without its room');
  return request.scopeId;
}

/** The body with the version that it is based on, also where a header names it. */
export function based<T extends { baseVersion?: number }>(request: FastifyRequest, body: T): T {
  const baseVersion = baseVersionOf(request);
  return baseVersion === undefined ? body : { ...body, baseVersion };
}
