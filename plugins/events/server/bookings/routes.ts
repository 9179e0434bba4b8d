import { type Access, type Actor, actorOf, problem } from '@teambrain/core';
import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { checkSchema, conflictReportSchema, eventParams, roomParams } from '../../shared/schemas.js';
import type { CheckEvent, CreateEvent } from '../../shared/types.js';
import type { Bookings, StoredEvent } from '../contract.js';
import { compose, recompose } from '../events/content.js';
import { eventsOperations as operations } from '../operations.js';
import { eventProblem } from '../problems.js';

const tags = ['events'];

export interface ConflictRouteDeps {
  bookings: Pick<Bookings, 'check'>;
  access: Pick<Access, 'grants'>;
  /** An event as it is stored; null when there is none. */
  find(eventId: string): Promise<StoredEvent | null>;
  workspaceOf(roomId: string): Promise<string | null>;
}

/** Dry runs: what an event clashes with, or would, and when it could be instead. Nothing is written. */
export function addConflictRoutes(app: FastifyInstance, deps: ConflictRouteDeps): void {
  const { bookings, access, find, workspaceOf } = deps;

  async function drafted(actor: Actor, roomId: string, input: CreateEvent, eventId?: string) {
    if (eventId !== undefined) {
      const stored = await find(eventId);
      if (stored?.roomId !== roomId) throw problem('not_found', 'There is no such event here.');
      return recompose(stored, asChange(input)).event;
    }
    const workspaceId = await workspaceOf(roomId);
    if (workspaceId === null) throw problem('not_found');
    return compose(input, { roomId, workspaceId, authorId: actor.id }).event;
  }

  /** Whoever does not read the room cannot be invited, and is not asked about. */
  async function checkAttendees(roomId: string, attendees: readonly string[]): Promise<void> {
    if (attendees.length === 0) return;
    const held = (await access.grants('room', roomId, attendees))?.grants;
    const errors = attendees.flatMap((id, index) =>
      (held?.get(id)?.role ?? null) === null
        ? [{ path: `/attendees/${index}`, message: 'does not read this room' }]
        : [],
    );
    if (errors.length > 0) throw eventProblem('event_person_unknown', undefined, { errors });
  }

  app.post<{ Params: Static<typeof roomParams>; Body: CheckEvent }>(
    '/rooms/:roomId/events/check',
    {
      config: { operation: operations.check },
      schema: { tags, params: roomParams, body: checkSchema, response: { 200: conflictReportSchema } },
    },
    async (request) => {
      const actor = actorOf(request);
      const { roomId } = request.params;
      const { eventId, ...input } = request.body;
      const attendees = (input.attendees ?? []).map((id) => id.toLowerCase());
      await checkAttendees(roomId, attendees);
      return bookings.check(actor, await drafted(actor, roomId, input, eventId?.toLowerCase()));
    },
  );

  app.get<{ Params: Static<typeof eventParams> }>(
    '/events/:eventId/conflicts',
    {
      config: { operation: operations.conflicts },
      schema: { tags, params: eventParams, response: { 200: conflictReportSchema } },
    },
    async (request) => {
      const event = await find(request.params.eventId);
      if (!event) throw problem('not_found');
      return bookings.check(actorOf(request), event);
    },
  );
}

/** What is absent in a new event is absent, where in a change it stays as it was. */
function asChange({ clientId: _, ...input }: CreateEvent) {
  return {
    allDay: false,
    rdate: [],
    exdate: [],
    busy: true,
    resources: [],
    attendees: [],
    rrule: null,
    endTimeZone: null,
    ...input,
  };
}
