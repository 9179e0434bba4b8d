import type { User } from '@teambrain/protocol';
import type { WidgetState } from '@teambrain/widget-kit';

/** Who is in the room, where the rooms' client part is there. Only what is needed of it is named here. */
interface RoomPeople {
  members?(query?: { limit?: number }): { toArray(options: { max: number }): Promise<{ user: User }[]> };
}

const most = 500;

/** Up to 500 people of the open room, the viewer among them. */
export async function peopleOf({ handle }: WidgetState): Promise<User[]> {
  const room = handle as RoomPeople | null;
  const members = (await room?.members?.({ limit: 100 }).toArray({ max: most })) ?? [];
  return members.map(({ user }) => user);
}
