import type { Access, Actor } from '@teambrain/core';
import type { Conflict } from '../../shared/types.js';
import { toInstant } from '../recurrence/zone/zones.js';
import type { Found } from './search.js';

export const utc = (instant: number) => new Date(instant).toISOString();

/** Name of an occurrence on the wire: an instant, or a date when all-day. */
function nameOf(original: string, { timeZone, allDay }: { timeZone: string; allDay: boolean }): string {
  return allDay ? original : utc(toInstant(original, timeZone));
}

/**
 * Clashes as the asker may see them. Of an event in a room that the asker does not read there is the time alone, because
 * the asker's own wish is what was compared with it.
 */
export function createReport(access: Access) {
  /** Rights are read by their own statements, because this runs inside transactions too, where the guard's way is shut. */
  async function reads(actor: Actor, roomId: string): Promise<boolean> {
    const { embed } = actor;
    if (embed?.rooms && !embed.rooms.includes(roomId)) return false;
    if (embed?.verbs && !embed.verbs.includes('read')) return false;
    const role = (await access.grants('room', roomId, [actor.id]))?.grants.get(actor.id)?.role;
    return role != null && access.permission('events.read').roles.includes(role);
  }

  return async function report(
    actor: Actor,
    event: { timeZone: string; allDay: boolean },
    found: readonly Found[],
  ): Promise<Conflict[]> {
    const readable = new Map<string, boolean>();
    for (const roomId of new Set(found.map((each) => each.event.roomId)))
      readable.set(roomId, await reads(actor, roomId));
    return found.map(({ own, other, resourceId, userId, event: of }) => ({
      ...(resourceId === undefined ? {} : { resourceId }),
      ...(userId === undefined ? {} : { userId }),
      ...(readable.get(of.roomId)
        ? { eventId: of.id, title: of.title, originalStart: nameOf(other.original, of) }
        : {}),
      start: utc(other.start),
      end: utc(other.end),
      occurrence: nameOf(own.original, event),
    }));
  };
}
