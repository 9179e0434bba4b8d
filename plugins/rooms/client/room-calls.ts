import type { ClientCore, Loaded } from '@teambrain/client';
import { NotFoundError, path } from '@teambrain/client';
import type { Page } from '@teambrain/protocol';
import type { Room } from '../shared/types.js';
import type { RoomRef, RoomsApi } from './api.js';

/** `tb.rooms` without what every page needs. */
export type RoomCalls = Omit<RoomsApi, 'open' | 'store'>;

const inWorkspace = (workspace: string) => path`/workspaces/${workspace}/rooms`;

export function createRoomCalls({ request }: ClientCore): Loaded<RoomCalls> {
  return {
    list: (page, workspace, query) =>
      request('GET', inWorkspace(workspace), { query: { ...query, ...page } }),
    discover: (page, workspace, query) =>
      request('GET', inWorkspace(workspace), { query: { ...query, discover: true, ...page } }),
    get: (roomId) => request('GET', path`/rooms/${roomId}`),
    create: (workspace, body) => request('POST', inWorkspace(workspace), { body }),
    direct: (workspace, userIds) =>
      // Made once for these people, so asking again is harmless.
      request('POST', path`/workspaces/${workspace}/direct`, { body: { userIds }, idempotent: true }),
    join: (roomId, body = {}) => request('POST', path`/rooms/${roomId}/join`, { body }),
    leave: (roomId) => request('POST', path`/rooms/${roomId}/leave`),
  };
}

/** By name, or one by its slug that is not mine: its handle can say so and offer `join()`. */
export async function findRoom(
  { request, list }: ClientCore,
  ref: Exclude<RoomRef, { id: string }>,
): Promise<Room> {
  const rooms = inWorkspace(ref.workspace);

  async function named(name: string, discover?: true) {
    for await (const room of list<Room>(rooms, { limit: 100, discover })) if (room.name === name) return room;
    return undefined;
  }

  const room =
    'slug' in ref
      ? (await request<Page<Room>>('GET', rooms, { query: { slug: ref.slug, discover: true } })).items[0]
      : ((await named(ref.name)) ?? (await named(ref.name, true)));
  if (room) return room;
  const word = 'slug' in ref ? `slug ${ref.slug}` : `name ${ref.name}`;
  throw new NotFoundError(
    `There is no room with the ${word} in ${ref.workspace}. Check the name, or ask to be added to it.`,
    { status: 404, code: 'not_found' },
  );
}
