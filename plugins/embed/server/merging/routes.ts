import { actorOf, type ProblemError } from '@teambrain/core';
import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { mergedGuestSchema, mergeGuestBody } from '../../shared/schemas.js';
import { embedOperations as operations } from '../operations.js';
import type { Refusals } from '../refusals/refusals.js';
import type { Merge } from './service.js';

export function addMergeRoutes(app: FastifyInstance, merge: Merge, refusals: Refusals): void {
  app.post<{ Body: Static<typeof mergeGuestBody> }>(
    '/embed/merge',
    {
      config: { operation: operations.merge },
      schema: { tags: ['embed'], body: mergeGuestBody, response: { 200: mergedGuestSchema } },
    },
    async (request) => {
      const actor = actorOf(request);
      try {
        return await merge(actor, request.body.guest);
      } catch (error) {
        if (actor.embed) refusals.count(actor.embed.appId, (error as ProblemError).code ?? 'internal');
        throw error;
      }
    },
  );
}
