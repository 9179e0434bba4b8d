import { isId, problem } from '@teambrain/core';
import { LRUCache } from 'lru-cache';
import type { EventRepository } from './repository.js';

/** Places remembered per instance, of about 200 bytes each. */
const maxRemembered = 20_000;

/** Finds the room of an event, which decides over it and never changes. */
export function createEventPlaces(repository: Pick<EventRepository, 'placeOf'>) {
  const known = new LRUCache<string, string>({ max: maxRemembered });

  async function roomOf(eventId: string): Promise<string | null> {
    if (!isId(eventId)) return null;
    const id = eventId.toLowerCase();
    const hit = known.get(id);
    if (hit) return hit;
    const place = await repository.placeOf(id);
    if (place) known.set(id, place.roomId);
    return place?.roomId ?? null;
  }

  return {
    roomOf,
    /** An event that an action names; it must lie in the room of the channel that the action came on. */
    async inRoom(eventId: string, roomId: string): Promise<string> {
      const place = await roomOf(eventId);
      if (place === null) throw problem('not_found');
      if (place !== roomId.toLowerCase())
        throw problem('bad_request', 'The event is not in the room of this channel.');
      return eventId.toLowerCase();
    },
  };
}

export type EventPlaces = ReturnType<typeof createEventPlaces>;
