export { openRoomWorld, type RoomRole, type RoomWorld, type RoomWorldOptions } from './open-room-world.js';
