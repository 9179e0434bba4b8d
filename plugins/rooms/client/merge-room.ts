import type { Room } from '../shared/types.js';

/** An event shows the room as everybody sees it: what only the viewer's own requests carry is kept. */
export function mergeRoom(known: Room, seen: Room): Room {
  const { role, readSeq, unread, mentions } = known;
  return { role, readSeq, unread, mentions, ...seen };
}
