import type { ClientPart } from '@teambrain/client';
import type { PresenceApi, RoomPresence } from './api.js';
import { createPresence, createRoomPresence } from './presence.js';

export type * from './api.js';

/** Adds `tb.presence`, `room.typing()` and `room.presence()`. */
export const presence: ClientPart<'presence', PresenceApi, RoomPresence> = {
  name: 'presence',
  setup: createPresence,
  room: createRoomPresence,
};
