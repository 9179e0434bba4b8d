import type { User } from '@teambrain/protocol';
import type { WidgetClient, WidgetRoom, WidgetState } from '@teambrain/widget-kit';
import type { RoomBase, RoomsApi } from '../client/api.js';

declare module '@teambrain/widget-kit' {
  interface WidgetClient {
    readonly rooms: RoomsApi;
  }
  interface WidgetRoomHandle extends RoomBase {}
}

/** The people of the workspace, where that plugin's client part is there. Only what is needed of it is named here. */
interface WorkspacePeople {
  readonly workspaces?: {
    members(workspace: string, query?: { limit?: number }): AsyncIterable<{ user: User }>;
  };
}

/** Up to `max` people of the workspace, without the viewer. */
export async function workspacePeople({ client, workspace, me }: WidgetState, max = 500): Promise<User[]> {
  const people: User[] = [];
  const { workspaces } = (client ?? {}) as WidgetClient & WorkspacePeople;
  if (!workspaces || !workspace) return people;
  for await (const { user } of workspaces.members(workspace.id, { limit: 100 })) {
    if (user.id !== me?.id) people.push(user);
    if (people.length >= max) break;
  }
  return people;
}

/** Whether the viewer may change the room, its members and their roles. */
export function managesRoom(room: WidgetRoom, { workspace, readonly }: WidgetState): boolean {
  if (readonly) return false;
  const manager = (role: string | null | undefined): boolean => role === 'owner' || role === 'admin';
  const above = manager(workspace?.role) && !room.direct && room.visibility !== 'personal';
  return manager(room.role) || above;
}
