import { definePlugin } from '@teambrain/core';
import { buildTestServer, type TestServer, type TestUser } from '@teambrain/core/testing';
import workspaces from '@teambrain/plugin-workspaces/server';
import { beforeAll, describe, expect, it } from 'vitest';
import rooms from '../server/index.js';
import type { UnreadSource } from '../shared/service.js';

/** Counts what is asked of it: `unread` is how far the cursor is behind 100. */
const asked: Parameters<UnreadSource['count']>[] = [];
const counter = definePlugin({
  name: 'counter',
  version: '1.0.0',
  dependsOn: ['rooms'],
  setup(_, ctx) {
    ctx.use('rooms').countUnreadWith({
      async count(userId, places) {
        asked.push([userId, places]);
        return new Map(places.map(({ roomId, after }) => [roomId, { unread: 100 - after, mentions: 1 }]));
      },
    });
  },
});

let server: TestServer;
let olga: TestUser;
let mia: TestUser;
let roomId: string;
beforeAll(async () => {
  server = await buildTestServer({ plugins: [workspaces, rooms, counter] });
  olga = await server.register('olga');
  mia = await server.register('mia');
  const workspace = (await olga.inject({ method: 'POST', url: '/v1/workspaces', body: { name: 'Works' } }))
    .body;
  await server.context('workspaces').use('workspaces').addMember(workspace.id, mia.user.id, 'member');
  const room = await olga.inject({
    method: 'POST',
    url: '/v1/workspaces/works/rooms',
    body: { name: 'Reading room', visibility: 'public' },
  });
  roomId = room.body.id;
  for (let index = 0; index < 5; index++)
    await olga.inject({ method: 'PATCH', url: `/v1/rooms/${roomId}`, body: { topic: `${index}` } });
});

const read = (who: TestUser, body: object) =>
  who.inject({ method: 'PUT', url: `/v1/rooms/${roomId}/read`, body });

describe('the read cursor', () => {
  it('moves forward, never beyond the log, and back only by force', async () => {
    expect((await read(olga, { seq: 3 })).body).toEqual({ roomId, readSeq: 3, unread: 97, mentions: 1 });
    expect((await read(olga, { seq: 2 })).body.readSeq).toBe(3);
    expect((await read(olga, { seq: 999 })).body.readSeq).toBe(5);
    expect((await read(olga, { seq: 1, force: true })).body.readSeq).toBe(1);
    expect((await read(olga, { seq: 0, force: true })).body.readSeq).toBe(0);
    expect((await olga.inject({ url: `/v1/rooms/${roomId}/unread` })).body).toEqual({
      roomId,
      readSeq: 0,
      unread: 100,
      mentions: 1,
    });
  });

  it('comes with the room and with the list, for the viewer alone', async () => {
    await read(olga, { seq: 4, force: true });
    const room = (await olga.inject({ url: `/v1/rooms/${roomId}` })).body;
    expect(room).toMatchObject({ readSeq: 4, unread: 96, mentions: 1 });
    const { items } = (await olga.inject({ url: '/v1/workspaces/works/rooms' })).body;
    expect(items[0]).toMatchObject({ id: roomId, readSeq: 4, unread: 96 });
  });

  it('begins at the head of the log for who joins, and ends with membership', async () => {
    const joined = await mia.inject({ method: 'POST', url: `/v1/rooms/${roomId}/join` });
    expect(joined.body).toMatchObject({ readSeq: 5, unread: 95 });
    await mia.inject({ method: 'POST', url: `/v1/rooms/${roomId}/leave` });
    asked.length = 0;
    const seen = (await mia.inject({ url: `/v1/rooms/${roomId}` })).body;
    expect(seen).toMatchObject({ role: null, readSeq: 0, unread: 0, mentions: 0 });
    expect((await mia.inject({ url: `/v1/rooms/${roomId}/unread` })).status).toBe(403);
    expect(asked).toEqual([]);
  });

  it('is nobody’s who only sees the room by another role', async () => {
    const wanda = await server.register('wanda');
    const { id } = (
      await mia.inject({ method: 'POST', url: '/v1/workspaces/works/rooms', body: { name: 'Hers' } })
    ).body;
    await server
      .context('workspaces')
      .use('workspaces')
      .addMember((await olga.inject({ url: '/v1/workspaces/works' })).body.id, wanda.user.id, 'admin');
    const answer = await wanda.inject({ method: 'PUT', url: `/v1/rooms/${id}/read`, body: { seq: 1 } });
    expect(answer.body).toEqual({ roomId: id, readSeq: 0, unread: 0, mentions: 0 });
  });

  it.each([{ seq: -1 }, { seq: 1.5 }, { seq: '1' }, {}, { seq: 1, userId: 'x' }, { seq: 2 ** 60 }])(
    'refuses %j',
    async (body) => {
      expect((await read(olga, body)).status).toBe(400);
    },
  );
});
