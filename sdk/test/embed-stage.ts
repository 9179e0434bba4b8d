import type { ClientOptions, ClientStorage } from '../src/index.js';
import { memoryStorage } from '../src/index.js';
import { createMockServer } from '../src/testing.js';
import { connect, place } from './support.js';

/** A mock server with one room, and visitors of its app who share a device. */
export function stage(options: Partial<ClientOptions> = {}) {
  const server = createMockServer();
  const { room } = place(server);
  const storage = memoryStorage();
  const { url, fetch, WebSocket } = server;
  const common = { url, fetch, WebSocket, storage, app: 'pk_acme', ...options, parts: undefined };
  const visit = (more: Partial<ClientOptions> = {}) =>
    connect({ ...common, ...more, parts: undefined } as never);
  const exchanges = () => server.requests.filter(({ path }) => path === '/embed/session');
  return { server, room, storage, visit, exchanges };
}
export const keysOf = (storage: ClientStorage, prefix: string) => storage.keys(prefix) as string[];
export const texts = async (room: { messages: { window(): Promise<{ items: { text: string }[] }> } }) =>
  (await room.messages.window()).items.map(({ text }) => text);
