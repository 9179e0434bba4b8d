import { createScopeChanges, definePlugin, problem, versioned } from '@teambrain/core';
import type {} from '@teambrain/plugin-rooms/shared';
import { eventsErrorCodes } from '../shared/errors.js';
import { eventBounds, eventSchema } from '../shared/schemas.js';
import { registerChannel } from './channel.js';
import { eventsConfig } from './config.js';
import type { Bookings, ChangeListener } from './contract.js';
import { createAnswerKeys } from './events/answer-keys.js';
import { createFlush } from './events/flushing.js';
import { createEventPlaces } from './events/places.js';
import { createEventRepository } from './events/repository.js';
import { addEventRoutes } from './events/routes.js';
import { createEventService } from './events/service.js';
import { type EventSnapshot, eventSnapshot } from './events/snapshot.js';
import { createEventViews } from './events/views.js';
import { createWriting } from './events/writing.js';
import { createEvents } from './migrations/0001-create-events.js';
import { eventsPermissions } from './permissions.js';
import { createEventCache, createReadEvents } from './range/event-cache.js';
import { createRangeRepository } from './range/repository.js';
import { addRangeRoutes } from './range/routes.js';
import { createRange } from './range/service.js';
import { registerResources } from './resources/register.js';
import { ResourceModel } from './resources/resource-model.js';
import { createAnswerRepository } from './rsvp/repository.js';

export type * from './contract.js';

const noBookings: Bookings = {
  lock: async () => undefined,
  apply: async () => [],
  release: async () => undefined,
  check: async () => ({ conflicts: [], truncated: false, freeSlots: [] }),
};

export default definePlugin({
  name: 'events',
  version: '0.1.0',
  summary: 'A calendar for each room: recurrence, bookings, answers, history and calendar files',
  dependsOn: ['workspaces', 'rooms'],
  config: eventsConfig,
  permissions: eventsPermissions,
  errors: eventsErrorCodes,
  models: [ResourceModel],
  migrations: [createEvents],
  limits: { maxEventBatch: eventBounds.batch, maxEventWindowDays: eventBounds.windowDays },
  setup(app, ctx) {
    const { config, db } = ctx;
    registerResources(app, ctx);
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
    const listeners: ChangeListener[] = [];
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
      restore: async () => {
        throw new Error('not yet');
      },
    });
    const flush = createFlush({
      ctx,
      repository,
      answerKeys: createAnswerKeys(answers),
      bookings: noBookings,
      history,
      listeners,
    });
    const writing = createWriting({
      ctx,
      change: createScopeChanges(ctx),
      repository,
      flush,
      views,
      cache: createEventCache(ctx),
      maxEvents: config.maxEvents,
    });
    const service = createEventService({ writing, read, views });
    const range = createRange({
      ctx,
      repository: createRangeRepository(db),
      answers,
      seconds: config.listCacheSeconds,
    });
    registerChannel({ ctx, repository, views, places, service });
    addEventRoutes(app, service);
    addRangeRoutes(app, range);
  },
});
