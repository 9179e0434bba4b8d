import type { PresenceChange } from './types.js';

declare module '@teambrain/protocol' {
  interface SignalMap {
    typing: { on: boolean };
    /** At most one a second and room: what else changed in that second is in `others`. */
    presence: PresenceChange & { others?: PresenceChange[] };
  }
}
