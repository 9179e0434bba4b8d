import { createHash, randomBytes } from 'node:crypto';
import { type Actor, type PluginContext, problem } from '@teambrain/core';
import type { CalendarFile, Exporting } from '../exporting/service.js';
import type { FeedRepository } from './repository.js';

const secretBytes = 24;
const secretForm = /^[A-Za-z0-9_-]{32}$/;
/** How often programs that subscribe are told to ask. */
export const refreshEvery = 'PT15M';

const hashOf = (secret: string) => createHash('sha256').update(secret).digest();

export interface FeedDeps {
  ctx: Pick<PluginContext, 'access' | 'isOnIn'>;
  repository: FeedRepository;
  exporting: Exporting;
}

/**
 * Secret addresses of calendars, one for each person and room. Calendar programs cannot sign in, so the address is all
 * they have; what it opens is decided at each request by what its owner may read at that moment.
 */
export function createFeeds({ ctx, repository, exporting }: FeedDeps) {
  return {
    /** The secret is told this once; the database has its hash alone. An address made before ends. */
    async make(roomId: string, userId: string): Promise<{ secret: string; createdAt: Date }> {
      const secret = randomBytes(secretBytes).toString('base64url');
      return { secret, createdAt: await repository.put(roomId, userId, hashOf(secret)) };
    },
    end: repository.remove,
    /** Throws the same `not_found` for an address that never was, that ended, and whose owner reads the room no more. */
    async open(secret: string): Promise<CalendarFile> {
      const feed = secretForm.test(secret) ? await repository.find(hashOf(secret)) : null;
      if (feed === null || !ctx.isOnIn(feed.workspaceId)) throw problem('not_found');
      const room = { kind: 'room', id: feed.roomId };
      if (!(await ctx.access.can(owner(feed.userId), 'events.read', room))) throw problem('not_found');
      const file = await exporting.room(feed.roomId, refreshEvery);
      if (file === null) throw problem('not_found');
      return file;
    },
  };
}

export type Feeds = ReturnType<typeof createFeeds>;

/** The owner of a feed, without a session: nothing but a question about rights is asked in this name. */
const owner = (id: string): Actor => ({
  kind: 'user',
  id,
  sessionId: '',
  serverRoles: [],
  expiresAt: Number.MAX_SAFE_INTEGER,
});
