import { readFile } from 'node:fs/promises';
import { buildTestServer } from '@teambrain/core/testing';
import messagingPlugin from '@teambrain/plugin-messaging/server';
import presencePlugin from '@teambrain/plugin-presence/server';
import roomsPlugin from '@teambrain/plugin-rooms/server';
import workspacesPlugin from '@teambrain/plugin-workspaces/server';
import { expect, it } from 'vitest';
import WebSocket from 'ws';
import type { SocketConstructor } from '../src/index.js';
import { RateLimitError, TeamBrain } from '../src/index.js';
import { msgpack } from '../src/msgpack.js';

it('shows the example of the README line by line', async () => {
  const [readme, source] = await Promise.all(
    ['../README.md', './example.test.ts'].map((file) => readFile(new URL(file, import.meta.url), 'utf8')),
  );
  const [, example = ''] = /```ts\n([\s\S]+?)```/.exec(readme as string) ?? [];
  const lines = example.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('import '));
  expect(lines.length).toBeGreaterThan(20);
  const inTest = new Set((source as string).split('\n').map((line) => line.trim()));
  expect(lines.filter((line) => !inTest.has(line.trim()))).toEqual([]);
});

it('runs that example against the server', async () => {
  const server = await buildTestServer({
    plugins: [workspacesPlugin, roomsPlugin, messagingPlugin, presencePlugin],
  });
  const { url } = await server.listen();
  const [ada, lilly] = [await server.register('ada'), (await server.register('lilly')).user];
  const { body: acme } = await ada.inject({
    method: 'POST',
    url: '/v1/workspaces',
    body: { name: 'Acme', slug: 'acme' },
  });
  const members = `/v1/workspaces/${acme.id}/members`;
  await ada.inject({ method: 'POST', url: members, body: { userId: lilly.id, role: 'member' } });
  const { body: design } = await ada.inject({
    method: 'POST',
    url: '/v1/workspaces/acme/rooms',
    body: { name: 'Design', slug: 'design' },
  });
  await ada.inject({
    method: 'POST',
    url: `/v1/rooms/${design.id}/members`,
    body: { userId: lilly.id, role: 'member' },
  });
  for (const text of ['one', 'two', 'three'])
    await ada.inject({ method: 'POST', url: `/v1/rooms/${design.id}/messages`, body: { text } });
  const lines: unknown[][] = [];
  const console = { log: (...line: unknown[]) => lines.push(line), warn: (..._line: unknown[]) => {} };
  const lastVisit = new Date(0).toISOString();

  const tb = new TeamBrain({
    url,
    getToken: async () => ada.token,
    codec: msgpack,
    WebSocket: WebSocket as unknown as SocketConstructor, // Node below 22 has none of its own
  });

  tb.on('status', (s) => console.log('connection', s));

  const room = await tb.rooms.open({ workspace: 'acme', slug: 'design' }); // found and subscribed

  const off = room.on('message.created', ({ message }) =>
    console.log(message.author.displayName, message.text),
  );

  const texts: string[] = [];
  for await (const m of room.messages.history({ limit: 2 })) {
    if (m.createdAt < lastVisit) break;
    texts.push(m.text);
  }
  await room.channel.ready;

  const sent = room.messages.send({ text: 'Review at **14:00**?', mentions: [lilly.id] });
  expect(sent.status).toBe('sending');
  try {
    const message = await sent.done;
    await room.messages.react(message.id, '👍');
  } catch (err) {
    if (err instanceof RateLimitError) console.warn(`retry in ${err.retryAfter}s`, err.requestId);
    else sent.retry();
  }
  expect(sent.status).toBe('sent');
  await expect.poll(() => lines).toContainEqual(['ada', 'Review at **14:00**?']);
  const [newest] = (await room.messages.window({ limit: 1 })).items;
  expect(newest?.reactions).toEqual([{ emoji: '👍', count: 1, userIds: [ada.user.id] }]);
  expect(texts).toEqual(['three', 'two', 'one']);
  expect(lines).toContainEqual(['connection', 'online']);

  off();
  await tb.close();
  expect(tb.status).toBe('closed');
});
