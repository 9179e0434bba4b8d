import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestUser } from '@teambrain/core/testing';
import { openRoomWorld, type RoomWorld } from '@teambrain/plugin-rooms/testing';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { closeSockets, join as joinChannel } from '../realtime/socket.js';
import { notes } from './notes-plugin.js';

let world: RoomWorld;
beforeAll(async () => {
  world = await openRoomWorld({ plugins: [notes] });
});
afterEach(closeSockets);

const first = { title: 'Plan', text: 'We meet on Monday.', tags: ['work'] };
const second = { title: 'Plan', text: 'We meet on Tuesday.', tags: ['work', 'urgent'] };
const third = { title: 'The plan', text: 'We meet on Tuesday.', tags: ['urgent'] };

let rooms = 0;
/** A room with a note of these states. */
async function noteOf(states: readonly object[], by: TestUser = world.owner): Promise<string> {
  const { admin, viewer } = world;
  const roomId = await world.createRoom(`Room ${++rooms}`, [
    [admin, 'admin'],
    [viewer, 'viewer'],
  ]);
  for (const body of states) {
    const saved = await by.inject({ method: 'PUT', url: `/v1/rooms/${roomId}/note`, body });
    expect(saved.status).toBe(200);
  }
  return `/v1/rooms/${roomId}/note`;
}

describe('a plugin of thirty lines', () => {
  it('has no more lines than that', async () => {
    const source = await readFile(join(import.meta.dirname, 'notes-plugin.ts'), 'utf8');
    const code = source.split('\n').filter((line) => !/^(import .*|\/\*\*.*|)$/.test(line));
    expect(code.length).toBeLessThanOrEqual(30);
  });

  it.each(['json', 'msgpack'] as const)('lists its versions in %s, newest first', async (format) => {
    const url = await noteOf([first, second, third]);
    const { status, body } = await world.viewer.inject({ url: `${url}/versions`, format });
    expect(status).toBe(200);
    expect(body).toEqual({
      items: [
        { version: 3, cause: 'updated', fields: ['title', 'tags'] },
        { version: 2, cause: 'updated', fields: ['text', 'tags'] },
        { version: 1, cause: 'created', fields: ['title', 'text', 'tags'] },
      ].map((item) => ({
        ...item,
        author: { id: world.owner.user.id, username: 'olga', displayName: 'olga', kind: 'user' },
        createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      })),
      nextCursor: null,
    });
  });

  it.each(['json', 'msgpack'] as const)('gives each version with its state in %s', async (format) => {
    const url = await noteOf([first, second]);
    const { body } = await world.viewer.inject({ url: `${url}/versions/1`, format });
    expect(body).toMatchObject({ version: 1, cause: 'created', snapshot: first });
    const unknown = await world.viewer.inject({ url: `${url}/versions/3`, format });
    expect([unknown.status, unknown.body.code]).toEqual([404, 'not_found']);
  });

  it.each(['json', 'msgpack'] as const)('brings an earlier state back in %s', async (format) => {
    const url = await noteOf([first, second, third]);
    const back = await world.admin.inject({
      method: 'POST',
      url: `${url}/rollback`,
      body: { version: 1, baseVersion: 3 },
      format,
    });
    expect([back.status, back.body]).toEqual([200, { ...first, version: 4 }]);
    const { body } = await world.viewer.inject({ url: `${url}/versions?limit=1`, format });
    expect(body.items).toMatchObject([
      { version: 4, cause: 'restored', restoredFrom: 1, author: { username: 'adam' } },
    ]);
    expect(body.items[0].fields).toEqual(['title', 'text', 'tags']);
  });

  it.each(['json', 'msgpack'] as const)('tells sockets of each new version in %s', async (format) => {
    const url = await noteOf([first]);
    const roomId = url.split('/')[3] as string;
    const { wsUrl } = await world.server.listen();
    const client = await joinChannel(`${wsUrl}/v1/ws`, world.viewer.token, `room:${roomId}`, format);
    await world.owner.inject({ method: 'PUT', url, body: second });
    await world.owner.inject({ method: 'POST', url: `${url}/rollback`, body: { version: 1 } });
    const live = await client.next(
      'event',
      ({ data }) => (data as unknown as { version: number }).version === 3,
    );
    expect(live).toMatchObject({ type: 'note.version_created', actor: world.owner.user.id });
    expect(live.data).toEqual({
      id: roomId,
      version: 3,
      author: { id: world.owner.user.id, username: 'olga', displayName: 'olga', kind: 'user' },
      cause: 'restored',
      restoredFrom: 1,
      fields: ['text', 'tags'],
      createdAt: expect.any(String),
    });
    const seen = client.of('event').map(({ data }) => (data as unknown as { version: number }).version);
    expect(seen).toEqual([2, 3]);
  });
});
