import type { ClientCore, RoomContext } from '@teambrain/client';
import type { PresenceApi, RoomPresence } from './api.js';

export function createPresence(_core: ClientCore): PresenceApi {
  throw new Error('under construction');
}
export function createRoomPresence(_core: ClientCore, _room: RoomContext): RoomPresence {
  throw new Error('under construction');
}
