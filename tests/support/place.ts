import type { TestServerOptions, TestUser } from '@teambrain/core/testing';
import type { Message } from '@teambrain/plugin-messaging/shared';
import { openRoomWorld, type RoomWorld } from '@teambrain/plugin-rooms/testing';
import { officialPlugins } from 'teambrain';

/** A room with all plugins on a server that listens. Its people by their names: who attacks is often the least of them. */
export interface Place extends Pick<RoomWorld, 'server' | 'workspaceId' | 'roomId'> {
  wsUrl: string;
  port: number;
  channel: string;
  /** Owns the workspace and the room. */
  olga: TestUser;
  /** A member of the room. */
  mia: TestUser;
  /** A viewer of the room. */
  vera: TestUser;
  /** In another workspace. */
  oskar: TestUser;
  send(by: TestUser, text: string, roomId?: string): Promise<Message>;
  /** Another room of olga's, private unless `more` says otherwise. */
  room(more?: object): Promise<string>;
}

export async function openPlace(config: TestServerOptions['config'] = {}): Promise<Place> {
  const { server, workspaceId, roomId, createRoom, ...people } = await openRoomWorld({
    plugins: officialPlugins,
    config,
  });
  const { wsUrl, port } = await server.listen();
  return {
    server,
    wsUrl,
    port,
    workspaceId,
    roomId,
    channel: `room:${roomId}`,
    olga: people.owner,
    mia: people.member,
    vera: people.viewer,
    oskar: people.outsider,
    send: (by, text, room = roomId) => by.create(`/v1/rooms/${room}/messages`, { text }),
    room: (more = {}) => createRoom('Room', [], more),
  };
}
