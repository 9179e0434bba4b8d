import type { PluginContext } from '@teambrain/core';
import type { EventRecord } from '../events/record.js';
import type { EventRepository } from '../events/repository.js';

/** Reads events through the cache; the guard has decided before that the asker may. */
export interface ReadEvents {
  one(eventId: string): Promise<EventRecord | null>;
}

export interface EventCache {
  /** After a change of these events was committed: everything that was read of them and of windows of their room. */
  forget(roomId: string, eventIds: readonly string[]): void;
  /** After somebody answered: what was read of the event, and the answers of that person in the room. */
  forgetAnswers(roomId: string, eventId: string, userId: string): void;
}

export const eventTag = (eventId: string) => `event:${eventId}`;
export const roomTag = (roomId: string) => `events of room:${roomId}`;

export const answersTag = (roomId: string, userId: string) => `event answers:${roomId} ${userId}`;

export function createEventCache({ cache, log }: Pick<PluginContext, 'cache' | 'log'>): EventCache {
  function forget(tags: readonly string[]): void {
    // Each drops what this instance holds before its first wait, so that a writer reads what it wrote.
    Promise.all(tags.map((tag) => cache.invalidateTag(tag))).catch((err: unknown) =>
      log.warn({ err }, 'cached events could not be forgotten everywhere'),
    );
  }
  return {
    forget: (roomId, eventIds) => forget([roomTag(roomId), ...eventIds.map(eventTag)]),
    forgetAnswers: (roomId, eventId, userId) => forget([eventTag(eventId), answersTag(roomId, userId)]),
  };
}

export function createReadEvents(
  { cache }: Pick<PluginContext, 'cache'>,
  repository: Pick<EventRepository, 'find'>,
  seconds: number,
): ReadEvents {
  const load = async (eventId: string) => (await repository.find([eventId])).get(eventId) ?? null;
  return {
    async one(eventId) {
      if (seconds === 0) return load(eventId);
      const key = { name: 'events.detail', viewer: 'all', parts: [eventId], tags: [eventTag(eventId)] };
      return cache.get(key, { ttl: seconds }, () => load(eventId));
    },
  };
}
