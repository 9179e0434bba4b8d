import {
  buildTestServer,
  type TestServer,
  type TestServerOptions,
  type TestUser,
} from '@teambrain/core/testing';
import { officialPlugins } from 'teambrain';
import { made } from './people.js';

/** A workspace of olga's with a private room of mia (member) and vera (viewer); xena belongs to neither. */
export interface Place {
  server: TestServer;
  wsUrl: string;
  port: number;
  workspaceId: string;
  roomId: string;
  channel: string;
  olga: TestUser;
  mia: TestUser;
  vera: TestUser;
  xena: TestUser;
  send(
    by: TestUser,
    text: string,
    roomId?: string,
  ): Promise<Record<string, never> & { id: string; seq: number }>;
  room(more: object): Promise<string>;
}

export async function openPlace(config: TestServerOptions['config'] = {}): Promise<Place> {
  const server = await buildTestServer({ plugins: officialPlugins, config });
  const { wsUrl, port } = await server.listen();
  const [olga, mia, vera, xena] = await server.registerAll('olga', 'mia', 'vera', 'xena');
  const workspaceId = (await made(olga, '/v1/workspaces', { name: 'Works' })).id as string;
  for (const { user } of [mia, vera])
    await made(olga, `/v1/workspaces/${workspaceId}/members`, { userId: user.id, role: 'member' });
  const room = async (more: object) =>
    (await made(olga, `/v1/workspaces/${workspaceId}/rooms`, { name: 'Room', ...more })).id as string;
  const roomId = await room({ visibility: 'private' });
  for (const [{ user }, role] of [
    [mia, 'member'],
    [vera, 'viewer'],
  ] as const)
    await made(olga, `/v1/rooms/${roomId}/members`, { userId: user.id, role });
  return {
    server,
    wsUrl,
    port,
    workspaceId,
    roomId,
    channel: `room:${roomId}`,
    olga,
    mia,
    vera,
    xena,
    send: (by, text, room = roomId) => made(by, `/v1/rooms/${room}/messages`, { text }) as never,
    room,
  };
}
