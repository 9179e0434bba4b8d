export type PresenceStatus = 'online' | 'away' | 'offline';

export interface PresenceChange {
  userId: string;
  status: PresenceStatus;
}

/** Somebody who is in a room now. */
export interface PresenceEntry extends PresenceChange {
  since: string;
}
