import type { PluginManifest } from '@teambrain/core';
import { buildTestServer, type TestServer, type TestUser } from '@teambrain/core/testing';
import rooms from '@teambrain/plugin-rooms/server';
import workspaces from '@teambrain/plugin-workspaces/server';

export interface World {
  server: TestServer;
  workspaceId: string;
  /** A private room with an owner, an admin and a viewer. */
  roomId: string;
  owner: TestUser;
  admin: TestUser;
  viewer: TestUser;
  /** In the workspace, not in the room. */
  stranger: TestUser;
  /** In another workspace. */
  outsider: TestUser;
  createRoom(name: string): Promise<string>;
}

export async function openWorld(plugins: readonly PluginManifest[], config: object = {}): Promise<World> {
  const server = await buildTestServer({ plugins: [workspaces, rooms, ...plugins], config });
  const [owner, admin, viewer, stranger, outsider] = await server.registerAll(
    'olga',
    'adam',
    'vera',
    'stan',
    'oskar',
  );
  const workspaceId = await create(owner, '/v1/workspaces', { name: 'Acme' });
  await create(outsider, '/v1/workspaces', { name: 'Elsewhere' });
  for (const { user } of [admin, viewer, stranger])
    await create(owner, `/v1/workspaces/${workspaceId}/members`, { userId: user.id, role: 'member' });

  async function createRoom(name: string): Promise<string> {
    const room = { name, visibility: 'private' };
    const id = await create(owner, `/v1/workspaces/${workspaceId}/rooms`, room);
    for (const [{ user }, role] of [
      [admin, 'admin'],
      [viewer, 'viewer'],
    ] as const)
      await create(owner, `/v1/rooms/${id}/members`, { userId: user.id, role });
    return id;
  }
  const roomId = await createRoom('General');
  return { server, workspaceId, roomId, owner, admin, viewer, stranger, outsider, createRoom };
}

async function create(by: TestUser, url: string, body: object): Promise<string> {
  const answer = await by.inject({ method: 'POST', url, body });
  if (answer.status !== 201) throw new Error(`${url} answered ${answer.status}: ${answer.raw.body}`);
  return answer.body.id;
}
