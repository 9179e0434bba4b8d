import {
  type ActionCall,
  type ActionResult,
  type LogEvent,
  type PluginContext,
  problem,
} from '@teambrain/core';
import Type, { type Static } from 'typebox';
import {
  createEventSchema,
  eventSchema,
  rsvpSchema,
  setRsvpSchema,
  updateEventSchema,
} from '../shared/schemas.js';
import type { CalendarEvent, Rsvp } from '../shared/types.js';
import type { Request } from './events/change-set.js';
import type { EventPlaces } from './events/places.js';
import type { EventRepository } from './events/repository.js';
import type { EventService } from './events/service.js';
import { checkTimes } from './events/times.js';
import type { EventViews } from './events/views.js';
import { originalStartOf } from './occurrences/views.js';
import { eventsOperations as operations } from './operations.js';
import type { AnswerRepository } from './rsvp/repository.js';
import type { AnswerInvitation } from './rsvp/service.js';

export interface ChannelDeps {
  ctx: Pick<PluginContext, 'realtime' | 'users'>;
  repository: Pick<EventRepository, 'find'>;
  views: EventViews;
  places: EventPlaces;
  service: EventService;
  answers: Pick<AnswerRepository, 'find'>;
  answer: AnswerInvitation;
}

const strict = { additionalProperties: false } as const;
const eventId = { eventId: Type.String({ format: 'uuid' }) };
const updateData = Type.Object({ ...eventId, ...updateEventSchema.properties }, strict);
const deleteData = Type.Object(
  { ...eventId, baseVersion: Type.Optional(Type.Integer({ minimum: 1 })) },
  strict,
);
const rsvpData = Type.Object({ ...eventId, ...setRsvpSchema.properties }, strict);
const deletedSchema = Type.Object({ eventId: Type.String({ format: 'uuid' }) });

/** What happens to events, and what clients may do to them, on the channel of their room. */
export function registerChannel(deps: ChannelDeps): void {
  const { ctx, repository, views, places, service, answers } = deps;
  const { realtime } = ctx;

  /** As every reader of the room sees it; nothing of an event that was deleted since. */
  async function renderEvents(events: readonly LogEvent[]): Promise<(CalendarEvent | null)[]> {
    const records = await repository.find(events.flatMap(({ ref }) => (ref ? [ref] : [])));
    const shown = await views.many([...records.values()], () => 'viewer');
    const byId = new Map(shown.map((event) => [event.id, event]));
    return events.map(({ ref }) => byId.get(ref ?? '') ?? null);
  }

  /** The answer as it stands, however often it was given since. */
  async function renderAnswers(events: readonly LogEvent[]): Promise<(Rsvp | null)[]> {
    const keys = events.map(({ ref, actor, facts }) => ({
      eventId: ref ?? '',
      userId: actor ?? '',
      original: typeof facts?.original === 'string' ? facts.original : '',
    }));
    const [given, people, records] = await Promise.all([
      answers.find(keys),
      ctx.users.byIds(keys.map(({ userId }) => userId)),
      repository.find(keys.flatMap(({ eventId, original }) => (original === '' ? [] : [eventId]))),
    ]);
    return keys.map(({ eventId, userId, original }) => {
      const user = people.get(userId);
      const found = given.find(
        (each) => each.eventId === eventId && each.userId === userId && each.original === original,
      );
      if (!user || !found) return null;
      const rsvp = { eventId, user, status: found.status };
      const event = records.get(eventId)?.event;
      if (original === '' || !event) return rsvp;
      const instance = checkTimes(event).series.instanceOf(original);
      if (!instance) return null;
      return {
        ...rsvp,
        originalStart: originalStartOf(event, { original, originalInstant: instance.start }),
      };
    });
  }

  for (const [type, summary] of [
    ['event.created', 'An event was created'],
    ['event.updated', 'An event was changed'],
  ] as const)
    realtime.registerEvent<CalendarEvent>({
      type,
      summary,
      channel: 'room',
      data: eventSchema,
      render: renderEvents,
    });
  realtime.registerEvent({
    type: 'event.deleted',
    summary: 'An event was deleted',
    channel: 'room',
    data: deletedSchema,
    render: async (events) => events.map(({ ref }) => (ref === null ? null : { eventId: ref })),
  });

  realtime.registerEvent<Rsvp>({
    type: 'event.rsvp',
    summary: 'Somebody answered an invitation',
    channel: 'room',
    data: rsvpSchema,
    render: renderAnswers,
  });

  realtime.registerAction<Static<typeof createEventSchema>>({
    operation: operations.create,
    channel: 'room',
    data: createEventSchema,
    async handler(call) {
      const { data } = call;
      if (call.clientId !== undefined && data.clientId !== undefined && call.clientId !== data.clientId)
        throw problem('bad_request', 'The frame and its data name different client ids.');
      const clientId = call.clientId ?? data.clientId;
      const { event, duplicate } = await service.create(requestOf(call), {
        ...data,
        ...(clientId === undefined ? {} : { clientId }),
      });
      return answer(event, duplicate);
    },
  });
  realtime.registerAction<Static<typeof updateData>>({
    operation: operations.update,
    channel: 'room',
    data: updateData,
    async handler(call) {
      const { eventId: id, ...input } = call.data;
      const { event, duplicate } = await service.update(
        requestOf(call),
        await places.inRoom(id, call.id),
        input,
      );
      return answer(event, duplicate);
    },
  });
  realtime.registerAction<Static<typeof deleteData>>({
    operation: operations.delete,
    channel: 'room',
    data: deleteData,
    async handler(call) {
      const { eventId: id, baseVersion } = call.data;
      const duplicate = await service.remove(requestOf(call), await places.inRoom(id, call.id), baseVersion);
      return duplicate ? { duplicate } : {};
    },
  });
  realtime.registerAction<Static<typeof rsvpData>>({
    operation: operations.rsvp,
    channel: 'room',
    data: rsvpData,
    async handler(call) {
      const { eventId: id, ...input } = call.data;
      const { rsvp, duplicate } = await deps.answer(requestOf(call), await places.inRoom(id, call.id), input);
      return { data: rsvp, ...(duplicate ? { duplicate } : {}) };
    },
  });
}

const answer = (event: CalendarEvent, duplicate: boolean): ActionResult => ({
  data: event,
  ...(duplicate ? { duplicate } : {}),
});

const clientIdForm = /^[A-Za-z0-9._:-]{1,64}$/;

/** The id of the frame passes the same check as the one in a body. */
export function requestOf({ actor, grant, id, clientId }: ActionCall<unknown>): Request {
  if (clientId !== undefined && !clientIdForm.test(clientId))
    throw problem('validation_failed', undefined, {
      errors: [{ path: '/clientId', message: `must match pattern "${clientIdForm.source}"` }],
    });
  return { actor, grant, roomId: id.toLowerCase(), ...(clientId === undefined ? {} : { clientId }) };
}
