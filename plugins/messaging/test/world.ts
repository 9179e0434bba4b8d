import { buildTestInstances, type TestServer, type TestUser } from '@teambrain/core/testing';
import messaging from '@teambrain/plugin-messaging/server';
import rooms from '@teambrain/plugin-rooms/server';
import workspaces from '@teambrain/plugin-workspaces/server';
import type { Message, MessageWindow, SendMessage } from '../shared/types.js';

export type Sent = Awaited<ReturnType<TestUser['inject']>> & { body: Message };

/** A private room of a workspace with everybody the rights speak of. */
export interface World {
  server: TestServer;
  /** All instances, `server` first. */
  instances: TestServer[];
  workspaceId: string;
  roomId: string;
  owner: TestUser;
  admin: TestUser;
  member: TestUser;
  viewer: TestUser;
  /** In the workspace, not in the room. */
  stranger: TestUser;
  /** In no workspace. */
  outsider: TestUser;
  send(by: TestUser, input: SendMessage | string, roomId?: string): Promise<Sent>;
  window(by: TestUser, query?: string, roomId?: string): Promise<MessageWindow>;
  createRoom(name: string, members?: [TestUser, 'admin' | 'member' | 'viewer'][]): Promise<string>;
}

export async function openWorld(options: { instances?: number; config?: object } = {}): Promise<World> {
  const instances = await buildTestInstances(options.instances ?? 1, {
    plugins: [workspaces, rooms, messaging],
    ...(options.config ? { config: options.config } : {}),
  });
  const server = instances[0] as TestServer;
  const [owner, admin, member, viewer, stranger, outsider] = await server.registerAll(
    'olga',
    'adam',
    'mia',
    'vera',
    'stan',
    'oskar',
  );

  const workspaceId = await create(owner, '/v1/workspaces', { name: 'Acme' });
  for (const user of [admin, member, viewer, stranger])
    await create(owner, `/v1/workspaces/${workspaceId}/members`, { userId: user.user.id, role: 'member' });

  async function createRoom(
    name: string,
    members: [TestUser, 'admin' | 'member' | 'viewer'][] = [],
  ): Promise<string> {
    const id = await create(owner, `/v1/workspaces/${workspaceId}/rooms`, { name, visibility: 'private' });
    for (const [{ user }, role] of members)
      await create(owner, `/v1/rooms/${id}/members`, { userId: user.id, role });
    return id;
  }
  const roomId = await createRoom('General', [
    [admin, 'admin'],
    [member, 'member'],
    [viewer, 'viewer'],
  ]);

  return {
    server,
    instances,
    workspaceId,
    roomId,
    owner,
    admin,
    member,
    viewer,
    stranger,
    outsider,
    createRoom,
    send(by, input, room = roomId) {
      const body = typeof input === 'string' ? { text: input } : input;
      return by.inject({ method: 'POST', url: `/v1/rooms/${room}/messages`, body });
    },
    async window(by, query = '', room = roomId) {
      return (await by.inject<MessageWindow>({ url: `/v1/rooms/${room}/messages${query}` })).body;
    },
  };
}

async function create(by: TestUser, url: string, body: object): Promise<string> {
  const answer = await by.inject({ method: 'POST', url, body });
  if (answer.status !== 201) throw new Error(`${url} answered ${answer.status}: ${answer.raw.body}`);
  return answer.body.id;
}
