import type { FastifyInstance } from 'fastify';
import {
  changedOccurrenceSchema,
  eventParams,
  occurrenceDetailsSchema,
  occurrencePageSchema,
  occurrenceParams,
  scopeQuery,
  updateOccurrenceSchema,
  windowQuery,
} from '../../shared/schemas.js';
import type { OccurrenceScope, UpdateOccurrence } from '../../shared/types.js';
import { based, nothing, requestOf, tags } from '../events/routes.js';
import { eventsOperations as operations } from '../operations.js';
import type { WindowQuery } from '../range/routes.js';
import { windowOf } from '../range/window.js';
import type { Occurrences } from './service.js';

interface OnOccurrence {
  Params: { eventId: string; originalStart: string };
  Querystring: { scope?: OccurrenceScope };
}

export function addOccurrenceRoutes(app: FastifyInstance, occurrences: Occurrences): void {
  app.get<{ Params: { eventId: string }; Querystring: WindowQuery }>(
    '/events/:eventId/occurrences',
    {
      config: { operation: operations.occurrences },
      schema: {
        tags,
        params: eventParams,
        querystring: windowQuery,
        response: { 200: occurrencePageSchema },
      },
    },
    async (request) => {
      const { limit, cursor, cancelled = false } = request.query;
      const query = { ...windowOf(request.query), limit, cursor, cancelled };
      return occurrences.list(requestOf(request), request.params.eventId, query);
    },
  );

  app.get<{ Params: OnOccurrence['Params'] }>(
    '/events/:eventId/occurrences/:originalStart',
    {
      config: { operation: operations.occurrence },
      schema: { tags, params: occurrenceParams, response: { 200: occurrenceDetailsSchema } },
    },
    async (request) => {
      const { eventId, originalStart } = request.params;
      return occurrences.get(requestOf(request), eventId, originalStart);
    },
  );

  app.patch<OnOccurrence & { Body: UpdateOccurrence }>(
    '/events/:eventId/occurrences/:originalStart',
    {
      config: { operation: operations.updateOccurrence },
      schema: {
        tags,
        params: occurrenceParams,
        querystring: scopeQuery,
        body: updateOccurrenceSchema,
        response: { 200: changedOccurrenceSchema },
      },
    },
    async (request) => {
      const { eventId, originalStart } = request.params;
      const { scope = 'this' } = request.query;
      const input = based(request, request.body);
      return occurrences.update(requestOf(request), eventId, originalStart, scope, input);
    },
  );

  app.delete<OnOccurrence>(
    '/events/:eventId/occurrences/:originalStart',
    {
      config: { operation: operations.deleteOccurrence },
      schema: { tags, params: occurrenceParams, querystring: scopeQuery, response: { 204: nothing } },
    },
    async (request, reply) => {
      const { eventId, originalStart } = request.params;
      const { scope = 'this' } = request.query;
      await occurrences.remove(requestOf(request), eventId, originalStart, scope);
      return reply.code(204).send();
    },
  );
}
