import type { PresenceEntry } from '../shared/types.js';

/** `tb.presence` */
export interface PresenceApi {
  room(roomId: string): Promise<PresenceEntry[]>;
}

/** What presence adds to a room handle. */
export interface RoomPresence {
  presence(): Promise<PresenceEntry[]>;
  /**
   * Says that the user types, or stopped. Call it on every key: it sends at most one signal in 3 s while on,
   * and says `off` by itself 6 s after the last call.
   */
  typing(on: boolean): void;
  /** Calls with the ids of those who type now (never oneself) after each change; forgets them 7 s after their last signal. */
  onTyping(handler: (userIds: string[]) => void): () => void;
  /** Calls with everybody's presence: the snapshot, then after each change. */
  onPresence(handler: (entries: readonly PresenceEntry[]) => void): () => void;
}
