import type { PluginContext } from '@teambrain/core';
import type {} from '@teambrain/plugin-rooms/shared';
import type { FastifyInstance } from 'fastify';
import type { EventsConfig } from '../config.js';
import type { Bookings } from '../contract.js';
import { createFreeBusyRepository } from '../free-busy/repository.js';
import { addFreeBusyRoutes } from '../free-busy/routes.js';
import { createFreeBusy } from '../free-busy/service.js';
import { createAdvance } from './advance.js';
import { createBookingRepository } from './repository.js';
import { createBookings } from './service.js';

/** Bookings with their daily job and the question when people and resources are taken. */
export function registerBookings(app: FastifyInstance, ctx: PluginContext<EventsConfig>): Bookings {
  const repository = createBookingRepository(ctx.db);
  ctx.jobs.define(
    'events.extend-bookings',
    { every: '17 2 * * *', timeout: 600 },
    createAdvance(ctx, repository),
  );
  ctx.events.on('room.deleted', ({ roomId }) => repository.clearDeleted(roomId));
  addFreeBusyRoutes(
    app,
    createFreeBusy({ repository: createFreeBusyRepository(ctx.db), bookings: repository }),
  );
  return createBookings({ ctx, repository });
}
