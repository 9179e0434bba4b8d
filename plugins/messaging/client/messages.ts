import type { ClientCore } from '@teambrain/client';
import { path } from '@teambrain/client';
import type { Message } from '../shared/types.js';
import type { MessagingApi } from './api.js';

export function createMessages({ request, list }: ClientCore): MessagingApi {
  const reaction = (messageId: string, emoji: string) => path`/messages/${messageId}/reactions/${emoji}`;
  // Setting a state twice is the same as setting it once.
  const idempotent = true;
  return {
    get: (messageId) => request<Message>('GET', path`/messages/${messageId}`),
    edit: (messageId, body) => request('PATCH', path`/messages/${messageId}`, { body }),
    delete: (messageId) => request('DELETE', path`/messages/${messageId}`),
    react: (messageId, emoji) => request('PUT', reaction(messageId, emoji), { idempotent }),
    unreact: (messageId, emoji) => request('DELETE', reaction(messageId, emoji), { idempotent }),
    pin: (messageId) => request('PUT', path`/messages/${messageId}/pin`, { idempotent }),
    unpin: (messageId) => request('DELETE', path`/messages/${messageId}/pin`, { idempotent }),
    replies: (messageId, query) => list(path`/messages/${messageId}/replies`, query),
    revisions: (messageId) => list(path`/messages/${messageId}/history`),
  };
}
