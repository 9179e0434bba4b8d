import type { PluginContext } from '@teambrain/core';
import type { EventRepository } from '../events/repository.js';
import { registerNoticeEvent } from './channel.js';
import { createNoticeRepository } from './repository.js';
import { createTelling } from './telling.js';

export function registerNotices(ctx: PluginContext, events: Pick<EventRepository, 'find'>) {
  registerNoticeEvent({ ctx, events });
  return createTelling({ ctx, repository: createNoticeRepository(ctx.db) });
}
