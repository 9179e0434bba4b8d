import type { FastifyInstance } from 'fastify';
import { eventParams, rsvpSchema, setRsvpSchema } from '../../shared/schemas.js';
import { requestOf, tags } from '../events/routes.js';
import { eventsOperations as operations } from '../operations.js';
import type { AnswerInvitation, RsvpInput } from './service.js';

export function addRsvpRoute(app: FastifyInstance, answer: AnswerInvitation): void {
  app.put<{ Params: { eventId: string }; Body: RsvpInput }>(
    '/events/:eventId/rsvp',
    {
      config: { operation: operations.rsvp },
      schema: { tags, params: eventParams, body: setRsvpSchema, response: { 200: rsvpSchema } },
    },
    async (request) => (await answer(requestOf(request), request.params.eventId, request.body)).rsvp,
  );
}
