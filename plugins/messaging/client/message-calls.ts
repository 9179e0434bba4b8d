import type { ClientCore, Loaded } from '@teambrain/client';
import { path } from '@teambrain/client';
import type { MessagingApi, RoomMessages } from './api.js';

// Setting a state twice is the same as setting it once.
const idempotent = true;

export function createMessageCalls({ request }: ClientCore): Loaded<MessagingApi> {
  const reaction = (messageId: string, emoji: string) => path`/messages/${messageId}/reactions/${emoji}`;
  return {
    get: (messageId) => request('GET', path`/messages/${messageId}`),
    edit: (messageId, body) => request('PATCH', path`/messages/${messageId}`, { body }),
    delete: (messageId) => request('DELETE', path`/messages/${messageId}`),
    react: (messageId, emoji) => request('PUT', reaction(messageId, emoji), { idempotent }),
    unreact: (messageId, emoji) => request('DELETE', reaction(messageId, emoji), { idempotent }),
    pin: (messageId) => request('PUT', path`/messages/${messageId}/pin`, { idempotent }),
    unpin: (messageId) => request('DELETE', path`/messages/${messageId}/pin`, { idempotent }),
    replies: (page, messageId, query) =>
      request('GET', path`/messages/${messageId}/replies`, { query: { ...query, ...page } }),
    revisions: (page, messageId) => request('GET', path`/messages/${messageId}/history`, { query: page }),
  };
}

/** What is asked of a room's messages besides reading and writing them. */
export type RoomCalls = MessagingApi & Pick<RoomMessages, 'search' | 'pins'>;

export function createRoomCalls(core: ClientCore, roomId: string): Loaded<RoomCalls> {
  const { request } = core;
  return {
    ...createMessageCalls(core),
    search: (page, q, query) =>
      request('GET', path`/rooms/${roomId}/messages/search`, { query: { ...query, q, ...page } }),
    pins: (page) => request('GET', path`/rooms/${roomId}/pins`, { query: page }),
  };
}
