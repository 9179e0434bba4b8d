import { problem } from '@teambrain/core';
import { LRUCache } from 'lru-cache';
import type { Place, ReadingRepository } from './repository.js';

/** Places remembered per instance, of about 200 bytes each. */
const maxRemembered = 20_000;

/** Finds the room of a message, which decides over it. */
export function createPlaces(repository: Pick<ReadingRepository, 'placeOf'>) {
  const known = new LRUCache<string, Place>({ max: maxRemembered });

  async function find(messageId: string): Promise<Place | null> {
    const hit = known.get(messageId);
    if (hit) return hit;
    const place = await repository.placeOf(messageId);
    if (place) known.set(messageId, place);
    return place;
  }

  return {
    find,
    /** Of a message that the guard has just found. */
    async require(messageId: string): Promise<Place> {
      const place = await find(messageId);
      if (!place) throw problem('not_found');
      return place;
    },
  };
}

export type Places = ReturnType<typeof createPlaces>;
