import {
  buildTestInstances,
  type TestServer,
  type TestServerOptions,
  type TestUser,
} from '@teambrain/core/testing';
import rooms from '@teambrain/plugin-rooms/server';
import workspaces from '@teambrain/plugin-workspaces/server';
import type { Role } from '@teambrain/protocol';

export type RoomRole = Exclude<Role, 'owner' | 'guest'>;

export interface RoomWorldOptions extends TestServerOptions {
  /** Servers on one database. Default 1; more need `TEST_DATABASE_URL`. */
  instances?: number;
}

/** A private room of a workspace with everybody the rights speak of. */
export interface RoomWorld {
  server: TestServer;
  /** All instances, `server` first. */
  instances: TestServer[];
  workspaceId: string;
  roomId: string;
  /** Owns the workspace and every room, and administers the server. */
  owner: TestUser;
  admin: TestUser;
  member: TestUser;
  viewer: TestUser;
  /** In the workspace, not in the room. */
  stranger: TestUser;
  /** In a workspace of their own, not in this one. */
  outsider: TestUser;
  /** Another room of the owner's, private unless `more` says otherwise, with these people. Answers its id. */
  createRoom(name: string, members?: readonly [TestUser, RoomRole][], more?: object): Promise<string>;
}

/** Starts servers with the plugins of workspaces and rooms before yours, and opens the room. They close after the tests. */
export async function openRoomWorld(options: RoomWorldOptions = {}): Promise<RoomWorld> {
  const { instances: count = 1, plugins = [], ...rest } = options;
  const given = new Set(plugins.map(({ name }) => name));
  const needed = [workspaces, rooms].filter(({ name }) => !given.has(name));
  const instances = await buildTestInstances(count, { ...rest, plugins: [...needed, ...plugins] });
  const [server] = instances as [TestServer];
  const [owner, admin, member, viewer, stranger, outsider] = await server.registerAll(
    'olga',
    'adam',
    'mia',
    'vera',
    'stan',
    'oskar',
  );

  const workspaceId = (await owner.create('/v1/workspaces', { name: 'Acme' })).id as string;
  for (const { user } of [admin, member, viewer, stranger])
    await owner.create(`/v1/workspaces/${workspaceId}/members`, { userId: user.id, role: 'member' });
  await outsider.create('/v1/workspaces', { name: 'Elsewhere' });

  const createRoom: RoomWorld['createRoom'] = async (name, members = [], more = {}) => {
    const input = { name, visibility: 'private', ...more };
    const { id } = await owner.create(`/v1/workspaces/${workspaceId}/rooms`, input);
    for (const [{ user }, role] of members)
      await owner.create(`/v1/rooms/${id}/members`, { userId: user.id, role });
    return id;
  };
  const roomId = await createRoom('General', [
    [admin, 'admin'],
    [member, 'member'],
    [viewer, 'viewer'],
  ]);
  const people = { owner, admin, member, viewer, stranger, outsider };
  return { server, instances, workspaceId, roomId, ...people, createRoom };
}
