import type { PluginContext } from '@teambrain/core';
import type { FastifyInstance } from 'fastify';
import type { EventRepository } from '../events/repository.js';
import { registerNoticeEvent } from './channel.js';
import { createUntoldRepository } from './repository.js';
import { createTelling } from './telling.js';

export function registerNotices(
  app: FastifyInstance,
  ctx: PluginContext,
  events: Pick<EventRepository, 'find'>,
) {
  registerNoticeEvent({ ctx, events });
  const telling = createTelling({ ctx, repository: createUntoldRepository(ctx.db) });
  ctx.jobs.define<object>('events.tell-left', { every: '* * * * *', timeout: 300 }, (_, signal) =>
    telling.tellLeft(signal),
  );
  app.addHook('onClose', () => telling.settled());
  return telling;
}
