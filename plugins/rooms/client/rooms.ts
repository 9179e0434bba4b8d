import type { ClientCore } from '@teambrain/client';
import { lazyApi, path } from '@teambrain/client';
import type { Page } from '@teambrain/protocol';
import type { Room } from '../shared/types.js';
import type { RoomRef, RoomsApi } from './api.js';
import { openRoomsStore } from './open-rooms-store.js';
import type { RoomCalls } from './room-calls.js';

const calls = () => import('./room-calls.js');

export function createRooms(core: ClientCore): RoomsApi {
  /** What pages open first, by id or as one of my rooms, takes one request; all else loads its code. */
  async function find(ref: RoomRef): Promise<Room> {
    if ('id' in ref) return core.request('GET', path`/rooms/${ref.id}`);
    if ('slug' in ref) {
      const { workspace, slug } = ref;
      const rooms = path`/workspaces/${workspace}/rooms`;
      const [mine] = (await core.request<Page<Room>>('GET', rooms, { query: { slug } })).items;
      if (mine) return mine;
    }
    return (await calls()).findRoom(core, ref);
  }

  return lazyApi<RoomCalls, Pick<RoomsApi, 'open' | 'store'>>(
    core,
    async () => (await calls()).createRoomCalls(core),
    ['list', 'discover'],
    {
      async open(ref) {
        // Its code is loaded with the first one, beside the room itself.
        const [{ createRoomHandle }, room] = await Promise.all([
          import('./room-handle.js'),
          find(typeof ref === 'string' ? { id: ref } : ref),
        ]);
        return createRoomHandle(core, room);
      },
      store: ({ workspace }) => openRoomsStore(core, workspace),
    },
  );
}
