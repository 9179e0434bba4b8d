import type { ClientCore, RoomContext } from '@teambrain/client';
import type { RoomMessages } from './api.js';

export function createRoomMessages(_core: ClientCore, _room: RoomContext): RoomMessages {
  throw new Error('under construction');
}
