export type PresenceStatus = 'online' | 'away' | 'offline';

export interface PresenceEntry {
  userId: string;
  status: PresenceStatus;
  since: string;
}
