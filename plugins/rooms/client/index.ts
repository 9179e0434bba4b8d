import type { ClientPart } from '@teambrain/client';
import { roomsWireKeys } from '../shared/index.js';
import type { RoomsGeneric } from './api.js';
import { createRooms } from './rooms.js';

export type * from './api.js';

/** Adds `tb.rooms` and room handles. */
export const rooms: ClientPart<'rooms', RoomsGeneric> = {
  name: 'rooms',
  wireKeys: roomsWireKeys,
  setup: createRooms,
};
