import type { Room } from './types.js';

declare module '@teambrain/protocol' {
  interface EventMap {
    'room.created': { room: Room };
    'room.updated': { room: Room };
    'room.deleted': { roomId: string };
    /** On `user:<id>`. */
    'room.joined': { room: Room };
    'room.left': { roomId: string };
    'read.updated': { roomId: string; seq: number };
  }
}

/** Events whose wire `data` is the bare thing, and the key the SDK puts it under. */
export const roomsWireKeys = {
  'room.created': 'room',
  'room.updated': 'room',
  'room.joined': 'room',
} as const;
