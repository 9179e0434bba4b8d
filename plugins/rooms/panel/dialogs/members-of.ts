import type { Role } from '@teambrain/protocol';
import type { WidgetClient } from '@teambrain/widget-kit';
import type { RoomMember } from '../../shared/types.js';

export interface RoomMembers {
  list(): Promise<RoomMember[]>;
  add(userId: string): Promise<unknown>;
  remove(userId: string): Promise<void>;
  setRole(userId: string, role: Role): Promise<unknown>;
  close(): void;
}

/** The members of any room of mine, not only of the one that is open: its handle is held while the dialog is. */
export async function membersOf(client: WidgetClient, roomId: string): Promise<RoomMembers> {
  const room = await client.rooms.open({ id: roomId });
  return {
    list: () => room.members({ limit: 100 }).toArray({ max: 1000 }),
    add: (userId) => room.addMember({ userId, role: 'member' }),
    remove: (userId) => room.removeMember(userId),
    setRole: (userId, role) => room.setRole(userId, role),
    close: () => room.close(),
  };
}
