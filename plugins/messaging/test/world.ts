import type { TestUser } from '@teambrain/core/testing';
import messaging from '@teambrain/plugin-messaging/server';
import { openRoomWorld, type RoomWorld, type RoomWorldOptions } from '@teambrain/plugin-rooms/testing';
import type { Message, MessageWindow, SendMessage } from '../shared/types.js';

export type Sent = Awaited<ReturnType<TestUser['inject']>> & { body: Message };

export interface World extends RoomWorld {
  send(by: TestUser, input: SendMessage | string, roomId?: string): Promise<Sent>;
  window(by: TestUser, query?: string, roomId?: string): Promise<MessageWindow>;
}

export async function openWorld(options: RoomWorldOptions = {}): Promise<World> {
  const world = await openRoomWorld({ plugins: [messaging], ...options });
  return {
    ...world,
    send(by, input, room = world.roomId) {
      const body = typeof input === 'string' ? { text: input } : input;
      return by.inject({ method: 'POST', url: `/v1/rooms/${room}/messages`, body });
    },
    async window(by, query = '', room = world.roomId) {
      return (await by.inject<MessageWindow>({ url: `/v1/rooms/${room}/messages${query}` })).body;
    },
  };
}
