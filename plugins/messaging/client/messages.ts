import type { ClientCore } from '@teambrain/client';
import { lazyApi } from '@teambrain/client';
import type { MessagingApi, RoomMessages } from './api.js';
import type { RoomCalls } from './message-calls.js';

const calls = () => import('./message-calls.js');

export const createMessages = (core: ClientCore): MessagingApi =>
  lazyApi<MessagingApi>(core, async () => (await calls()).createMessageCalls(core), ['replies', 'revisions']);

/** Adds what is asked of a room's messages besides reading and writing them. */
export const withRoomCalls = (
  core: ClientCore,
  roomId: string,
  own: Omit<RoomMessages, keyof RoomCalls>,
): RoomMessages =>
  lazyApi<RoomCalls, typeof own>(
    core,
    async () => (await calls()).createRoomCalls(core, roomId),
    ['replies', 'revisions', 'search', 'pins'],
    own,
  );
