import { buildTestInstances, testPassword } from '@teambrain/core/testing';
import messagingPlugin from '@teambrain/plugin-messaging/server';
import presencePlugin from '@teambrain/plugin-presence/server';
import roomsPlugin from '@teambrain/plugin-rooms/server';
import workspacesPlugin from '@teambrain/plugin-workspaces/server';
import { expect, it } from 'vitest';
import WebSocket from 'ws';
import type { SocketConstructor } from '../src/index.js';
import { memoryStorage } from '../src/index.js';
import { connect, eventually } from './support.js';

// The embedded engine serves one instance only.
it.skipIf(!process.env.TEST_DATABASE_URL)(
  'catches up on the other instance, to the state of a fresh load, byte for byte',
  async () => {
    const servers = await buildTestInstances(2, {
      plugins: [workspacesPlugin, roomsPlugin, messagingPlugin, presencePlugin],
    });
    const urls = await Promise.all(servers.map(async (server) => (await server.listen()).url));
    let at = 0;
    const sockets: WebSocket[] = [];
    /** A balancer in front of both, that a test can turn. */
    class Balanced extends WebSocket {
      constructor(address: string, protocols?: string | string[]) {
        super(
          address
            .replace('http://balancer.test', urls[at]!)
            .replace('ws://balancer.test', urls[at]!.replace('http', 'ws')),
          protocols,
        );
        sockets.push(this);
      }
    }
    const options = {
      url: 'http://balancer.test',
      WebSocket: Balanced as unknown as SocketConstructor,
      fetch: ((input: string, init: RequestInit) =>
        fetch(input.replace('http://balancer.test', urls[at]!), init)) as typeof fetch,
      storage: memoryStorage(),
    };
    const ada = await servers[0]!.register('ada');
    const tb = connect(options);
    await tb.auth.login({ login: 'ada', password: testPassword });
    const { id: workspaceId } = await tb.workspaces.create({ name: 'Acme' });
    const { id } = await tb.rooms.create(workspaceId, { name: 'Design' });
    const room = await tb.rooms.open(id);
    const timeline = room.messages.timeline({ limit: 100 });
    await Promise.all([timeline.ready, room.channel.ready]);

    at = 1;
    for (const socket of sockets) socket.terminate();
    const post = <T = { id: string }>(
      url: string,
      body?: object,
      method: 'POST' | 'PUT' | 'PATCH' | 'DELETE' = 'POST',
    ) => ada.inject<T>({ method, url: `/v1${url}`, body });
    for (let batch = 0; batch < 10; batch++) {
      const made = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          post(`/rooms/${id}/messages`, { text: `b${batch} m${index}` }),
        ),
      );
      const ids = made.map(({ body }) => body.id);
      await Promise.all(
        ids.slice(0, 8).map((each) => post(`/rooms/${id}/messages`, { text: 'reply', replyTo: each })),
      );
      await Promise.all(
        ids
          .slice(0, 8)
          .map((each) => post(`/messages/${each}/reactions/${encodeURIComponent('🎉')}`, undefined, 'PUT')),
      );
      await Promise.all(
        ids
          .slice(4, 10)
          .map((each) => post(`/messages/${each}`, { text: 'edited', baseVersion: 1 }, 'PATCH')),
      );
      await Promise.all(ids.slice(16, 20).map((each) => post(`/messages/${each}`, undefined, 'DELETE')));
    }
    const head = (await room.messages.window({ limit: 1 })).seq;
    await eventually(() => expect(timeline.state.seq).toBe(head));
    await eventually(() => expect(timeline.state.loading).toBe(false));
    const shown = timeline.state.items.map((item) => item.message);
    const fresh = await room.messages.history({ limit: 100 });
    const all = [];
    for await (const message of fresh) all.unshift(message);
    expect(shown).toHaveLength(280);
    expect(JSON.stringify(shown.map(sorted))).toBe(JSON.stringify(all.map(sorted)));
  },
  60_000,
);

/** The same with its keys in order: which of two equal objects was spelled first says nothing. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
}
