import { createScopeChanges, definePlugin, problem, versioned } from '@teambrain/core';
import type {} from '@teambrain/plugin-rooms/shared';
import { eventsErrorCodes } from '../shared/errors.js';
import { eventBounds, eventSchema } from '../shared/schemas.js';
import { registerBookings } from './bookings/register.js';
import { addConflictRoutes } from './bookings/routes.js';
import { registerChannel } from './channel.js';
import { eventsConfig } from './config.js';
import type { ChangeListener } from './contract.js';
import { createAnswerKeys } from './events/answer-keys.js';
import { createBatch } from './events/batch.js';
import { addBatchRoute } from './events/batch-routes.js';
import { createFlush } from './events/flushing.js';
import { createEventPlaces } from './events/places.js';
import { createEventRepository } from './events/repository.js';
import { createRestoring } from './events/restoring.js';
import { addEventRoutes } from './events/routes.js';
import { createEventService } from './events/service.js';
import { type EventSnapshot, eventSnapshot } from './events/snapshot.js';
import { createEventViews } from './events/views.js';
import { createWriting } from './events/writing.js';
import { registerCalendars } from './ics/register.js';
import { createEvents } from './migrations/0001-create-events.js';
import { remind } from './migrations/0002-remind.js';
import { keepUntold } from './migrations/0003-keep-untold.js';
import { EventAttendeeModel } from './models/event-attendee-model.js';
import { EventModel } from './models/event-model.js';
import { EventOverrideModel } from './models/event-override-model.js';
import { EventPermissionModel } from './models/event-permission-model.js';
import { EventResponseModel } from './models/event-response-model.js';
import { registerNotices } from './notices/register.js';
import { createExpand } from './occurrences/expand.js';
import { addOccurrenceRoutes } from './occurrences/routes.js';
import { createOccurrences } from './occurrences/service.js';
import { eventsPermissions } from './permissions.js';
import { createEventCache, createReadEvents } from './range/event-cache.js';
import { createRangeRepository } from './range/repository.js';
import { addRangeRoutes } from './range/routes.js';
import { createRange } from './range/service.js';
import { createReassigning } from './reassigning/service.js';
import { registerReminders } from './reminders/register.js';
import { registerResources } from './resources/register.js';
import { ResourceModel } from './resources/resource-model.js';
import { createAnswerRepository } from './rsvp/repository.js';
import { addRsvpRoute } from './rsvp/routes.js';
import { createRsvp } from './rsvp/service.js';
import { registerSharing } from './sharing/register.js';

export type * from './contract.js';

export default definePlugin({
  name: 'events',
  version: '0.1.0',
  summary: 'A calendar for each room: recurrence, bookings, answers, history and calendar files',
  dependsOn: ['workspaces', 'rooms'],
  config: eventsConfig,
  permissions: eventsPermissions,
  errors: eventsErrorCodes,
  models: [
    EventModel,
    EventOverrideModel,
    EventAttendeeModel,
    EventResponseModel,
    EventPermissionModel,
    ResourceModel,
  ],
  migrations: [createEvents, remind, keepUntold],
  limits: { maxEventBatch: eventBounds.batch, maxEventWindowDays: eventBounds.windowDays },
  setup(app, ctx) {
    const { config, db } = ctx;
    const cache = createEventCache(ctx);
    registerResources(app, ctx, { onTakenOff: (roomId, eventIds) => cache.forget(roomId, eventIds) });
    const bookings = registerBookings(app, ctx);
    const repository = createEventRepository(db);
    const answers = createAnswerRepository(db);
    const views = createEventViews(ctx.users);
    const places = createEventPlaces(repository);
    ctx.access.registerKind({
      kind: 'event',
      async scopeOf(id) {
        const roomId = await places.roomOf(id);
        return roomId === null ? null : { scope: 'room', id: roomId };
      },
    });

    const read = createReadEvents(ctx, repository, config.detailCacheSeconds);
    const expanding = createExpand();
    const notices = registerNotices(app, ctx, repository);
    const listeners: ChangeListener[] = [
      registerReminders(app, ctx, { events: repository, expanding }),
      notices.listener,
    ];
    const history = versioned<EventSnapshot>(app, ctx, {
      kind: 'event',
      path: '/events/:eventId',
      snapshot: eventSnapshot,
      permissions: { read: 'events.read', restore: 'events.edit' },
      answer: eventSchema,
      // The room of an event is remembered beyond the event.
      async admit(_actor, eventId) {
        if (!(await read.one(eventId))) throw problem('not_found');
      },
      restore: (call) => restore(call),
    });
    // Rooms that are deleted for good take their events along without anybody being asked.
    ctx.jobs.define('events.forget-histories', { every: '53 3 * * *', timeout: 600 }, async () => {
      while ((await history.forgetLost('events')) > 0);
    });
    const flush = createFlush({
      ctx,
      repository,
      answerKeys: createAnswerKeys(answers),
      bookings,
      history,
      listeners,
    });
    const writing = createWriting({
      ctx,
      change: createScopeChanges(ctx),
      repository,
      flush,
      views,
      cache,
      maxEvents: config.maxEvents,
    });
    const restore = createRestoring({ ctx, places, repository, writing });
    const service = createEventService({ writing, read, views });
    const answer = createRsvp({ ctx, writing, answers, cache });
    const range = createRange({
      ctx,
      repository: createRangeRepository(db),
      answers,
      seconds: config.listCacheSeconds,
    });
    registerChannel({ ctx, repository, views, places, service, answers, answer });
    addEventRoutes(app, service);
    addBatchRoute(app, createBatch({ ctx, writing, repository }));
    addRangeRoutes(app, range);
    addOccurrenceRoutes(app, createOccurrences({ writing, read, views, expanding, answers }));
    addRsvpRoute(app, answer);
    registerSharing(app, ctx, { writing, cache, events: repository, onChanged: notices.given });
    addConflictRoutes(app, {
      bookings,
      access: ctx.access,
      find: async (id) => (await read.one(id))?.event ?? null,
      workspaceOf: async (roomId) => (await repository.room(roomId, 0))?.workspaceId ?? null,
    });
    registerCalendars(app, ctx, writing);
    ctx.use('workspaces').countWith(async (id) => ({ events: await repository.countIn(id) }));
    ctx.provide('events', { reassign: createReassigning(ctx, cache) });
  },
});
