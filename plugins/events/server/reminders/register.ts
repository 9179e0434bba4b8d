import type { PluginContext } from '@teambrain/core';
import type {} from '@teambrain/plugin-rooms/shared';
import type { FastifyInstance } from 'fastify';
import type { EventsConfig } from '../config.js';
import type { ChangeListener } from '../contract.js';
import type { EventRepository } from '../events/repository.js';
import type { Expanding } from '../occurrences/expand.js';
import { createAlarm, longestWait } from './alarm.js';
import { registerReminderEvent } from './channel.js';
import { createKeeping } from './keeping.js';
import { createReminderRepository } from './repository.js';
import { createSending } from './sending.js';

/** Tells the other instances of a reminder that they would not look up in time. */
const topic = 'events.reminder-due';

/**
 * Reminders: the listener that keeps the next one of each event, and what sends those that are due. Each instance wakes
 * for the nearest of all; the job of every minute is for what no instance heard of.
 */
export function registerReminders(
  app: FastifyInstance,
  ctx: PluginContext<EventsConfig>,
  { events, expanding }: { events: Pick<EventRepository, 'find' | 'room'>; expanding: Expanding },
): ChangeListener {
  const repository = createReminderRepository(ctx.db);
  const sendDue = createSending({ ctx, repository, events, expanding });
  const alarm = createAlarm({ next: repository.first, ring: sendDue, log: ctx.log });
  registerReminderEvent({ ctx, events, expanding });
  ctx.jobs.define('events.send-reminders', { every: '* * * * *', timeout: 600 }, () => alarm.look());
  ctx.jobs.define('events.delete-old-reminders', { every: '29 3 * * *' }, () => repository.deleteOld());
  ctx.events.on('room.deleted', ({ roomId }) => repository.clearRoom(roomId));
  app.addHook('onReady', async () => {
    alarm.at(Date.now());
  });
  app.addHook('onClose', () => alarm.stop());
  const stopHearing = ctx.bus.subscribe(topic, (payload) => alarm.at(Number(payload.toString())));
  app.addHook('onClose', async () => stopHearing());
  return createKeeping(ctx.db, repository, (due) => {
    alarm.at(due);
    if (due < Date.now() + longestWait) ctx.bus.publish(topic, String(due));
  });
}
