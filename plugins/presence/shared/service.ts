import type { PresenceEntry, PresenceStatus } from './types.js';

/** What other plugins may ask about who is here. */
export interface PresenceService {
  /** Who is in a room now, on all instances. */
  inRoom(roomId: string): Promise<PresenceEntry[]>;
  /** One user's status there. */
  statusIn(roomId: string, userId: string): Promise<PresenceStatus>;
}
