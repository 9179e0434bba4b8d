import type { ClientCore } from '@teambrain/client';
import { NotFoundError, path } from '@teambrain/client';
import type { Page } from '@teambrain/protocol';
import type { Room } from '../shared/types.js';
import type { RoomRef, RoomsApi } from './api.js';
import { openRoomsStore } from './open-rooms-store.js';

export function createRooms(core: ClientCore): RoomsApi {
  const { request, list } = core;
  const inWorkspace = (workspace: string) => path`/workspaces/${workspace}/rooms`;
  const get = (roomId: string) => request<Room>('GET', path`/rooms/${roomId}`);

  async function find(ref: Exclude<RoomRef, { id: string }>): Promise<Room> {
    // Mine first, then those that I could join: their handle can say so and offer `join()`.
    for (const discover of [undefined, true] as const) {
      const room =
        'slug' in ref
          ? (
              await request<Page<Room>>('GET', inWorkspace(ref.workspace), {
                query: { slug: ref.slug, discover },
              })
            ).items[0]
          : await named(ref.workspace, ref.name, discover);
      if (room) return room;
    }
    const word = 'slug' in ref ? `slug ${ref.slug}` : `name ${ref.name}`;
    throw new NotFoundError(
      `There is no room with the ${word} in ${ref.workspace}. Check the name, or ask to be added to it.`,
      { status: 404, code: 'not_found' },
    );
  }

  async function named(workspace: string, name: string, discover: true | undefined) {
    for await (const room of list<Room>(inWorkspace(workspace), { limit: 100, discover })) {
      if (room.name === name) return room;
    }
    return undefined;
  }

  return {
    async open(ref) {
      // Its code is loaded with the first one, beside the room itself.
      const [{ createRoomHandle }, room] = await Promise.all([
        import('./room-handle.js'),
        typeof ref === 'string' ? get(ref) : 'id' in ref ? get(ref.id) : find(ref),
      ]);
      return createRoomHandle(core, room);
    },
    list: (workspace, query) => list(inWorkspace(workspace), query),
    discover: (workspace, query) => list(inWorkspace(workspace), { ...query, discover: true }),
    get,
    create: (workspace, body) => request('POST', inWorkspace(workspace), { body }),
    direct: (workspace, userIds) =>
      // Made once for these people, so asking again is harmless.
      request('POST', path`/workspaces/${workspace}/direct`, { body: { userIds }, idempotent: true }),
    join: (roomId, body = {}) => request('POST', path`/rooms/${roomId}/join`, { body }),
    leave: (roomId) => request('POST', path`/rooms/${roomId}/leave`),
    store: ({ workspace }) => openRoomsStore(core, workspace),
  };
}
