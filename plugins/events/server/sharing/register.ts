import type { PluginContext } from '@teambrain/core';
import type {} from '@teambrain/plugin-workspaces/shared';
import type { FastifyInstance } from 'fastify';
import type { EventRepository } from '../events/repository.js';
import type { Writing } from '../events/writing.js';
import type { EventCache } from '../range/event-cache.js';
import { registerSharingEvent } from './channel.js';
import { createSharingRepository } from './repository.js';
import { addSharingRoutes } from './routes.js';
import { createSharing, type SharingDeps } from './service.js';

export interface SharingParts {
  writing: Writing;
  cache: EventCache;
  events: Pick<EventRepository, 'find'>;
  onChanged: SharingDeps['onChanged'];
}

/** Sharing of events: its routes, its event, and the end of roles with the place in the room. */
export function registerSharing(
  app: FastifyInstance,
  ctx: PluginContext,
  { writing, cache, events, onChanged }: SharingParts,
): void {
  const repository = createSharingRepository(ctx.db);
  const sharing = createSharing({ ctx, writing, repository, cache, onChanged });
  registerSharingEvent({
    ctx,
    repository,
    existing: async (ids) => new Set((await events.find(ids)).keys()),
  });
  ctx.events.on('room.member_removed', ({ roomId, userId }) => sharing.leave(roomId, userId));
  ctx.events.on('workspace.member_removed', ({ workspaceId, userId }) => sharing.leave(workspaceId, userId));
  addSharingRoutes(app, sharing);
}
