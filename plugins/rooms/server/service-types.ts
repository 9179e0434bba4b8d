import type { RoomsService } from '../shared/service.js';

declare module '@teambrain/core' {
  interface Services {
    rooms: RoomsService;
  }
  interface ServerEvents {
    'room.created': { roomId: string; workspaceId: string };
    'room.deleted': { roomId: string };
    'room.member_removed': { roomId: string; userId: string };
  }
}
