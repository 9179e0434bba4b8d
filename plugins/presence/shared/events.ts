import type { PresenceStatus } from './types.js';

declare module '@teambrain/protocol' {
  interface SignalMap {
    typing: { on: boolean };
    presence: { userId: string; status: PresenceStatus };
  }
}
