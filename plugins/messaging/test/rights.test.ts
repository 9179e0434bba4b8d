import { beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../shared/types.js';
import { openWorld, type World } from './world.js';

let world: World;
let message: Message;
beforeAll(async () => {
  world = await openWorld();
  message = (await world.send(world.member, 'canary-private')).body;
});

const unknownId = '0190a000-0000-7000-8000-000000000000';
const reads = ['', '/replies', '/history', '/reactions'];

describe('somebody without a place in the room', () => {
  it('gets the same 404 for a message that is there as for one that is not', async () => {
    for (const by of [world.stranger, world.outsider])
      for (const rest of reads) {
        const there = await by.inject({ url: `/v1/messages/${message.id}${rest}` });
        const nowhere = await by.inject({ url: `/v1/messages/${unknownId}${rest}` });
        expect(there.status).toBe(404);
        expect(strip(there.body)).toEqual(strip(nowhere.body));
      }
  });

  it('reads no timeline, no pins and no search of it', async () => {
    for (const by of [world.stranger, world.outsider])
      for (const rest of ['messages', 'pins', 'messages/search?q=canary'])
        expect((await by.inject({ url: `/v1/rooms/${world.roomId}/${rest}` })).status).toBe(404);
    expect((await world.server.inject({ url: `/v1/rooms/${world.roomId}/messages` })).status).toBe(401);
  });

  it('sends nothing into it', async () => {
    expect((await world.send(world.stranger, 'x')).status).toBe(404);
    expect((await world.send(world.viewer, 'x')).status).toBe(403);
  });

  it('is found nowhere in the search of the workspace', async () => {
    const search = (by: World['owner']) =>
      by.inject({ url: `/v1/workspaces/${world.workspaceId}/search?q=canary-private` });
    expect((await search(world.viewer)).body.items).toHaveLength(1);
    expect((await search(world.stranger)).body).toEqual({ items: [], nextCursor: null });
    expect((await search(world.outsider)).status).toBe(404);
  });
});

describe('a removal', () => {
  it('takes effect on the next request, whatever was cached', async () => {
    const room = await world.createRoom('Removal', [[world.member, 'member']]);
    for (let index = 0; index < 3; index += 1) {
      expect((await world.send(world.member, 'x', room)).status).toBe(201);
      expect((await world.member.inject({ url: `/v1/rooms/${room}/messages` })).status).toBe(200);
    }
    await world.owner.inject({ method: 'DELETE', url: `/v1/rooms/${room}/members/${world.member.user.id}` });
    expect((await world.member.inject({ url: `/v1/rooms/${room}/messages` })).status).toBe(404);
    expect((await world.send(world.member, 'x', room)).status).toBe(404);
  });

  it('from the workspace ends the rights in its rooms too', async () => {
    const leaver = await world.server.register('leaver');
    const add = (url: string) =>
      world.owner.inject({ method: 'POST', url, body: { userId: leaver.user.id, role: 'member' } });
    await add(`/v1/workspaces/${world.workspaceId}/members`);
    await add(`/v1/rooms/${world.roomId}/members`);
    expect((await world.send(leaver, 'x')).status).toBe(201);
    const { status } = await world.owner.inject({
      method: 'DELETE',
      url: `/v1/workspaces/${world.workspaceId}/members/${leaver.user.id}`,
    });
    expect(status).toBe(204);
    expect((await world.send(leaver, 'x')).status).toBe(404);
    expect((await leaver.inject({ url: `/v1/rooms/${world.roomId}/messages` })).status).toBe(404);
    expect((await leaver.inject({ url: `/v1/workspaces/${world.workspaceId}/search?q=x` })).status).toBe(404);
  });

  it('to viewer stops sends in flight: none is stored after it', async () => {
    const room = await world.createRoom('Demotion', [[world.member, 'member']]);
    const sends = Array.from({ length: 30 }, (_, index) => world.send(world.member, `${index}`, room));
    const demotion = world.owner.inject({
      method: 'PATCH',
      url: `/v1/rooms/${room}/members/${world.member.user.id}`,
      body: { role: 'viewer' },
    });
    const later = Array.from({ length: 30 }, (_, index) => world.send(world.member, `late ${index}`, room));
    const answers = await Promise.all([...sends, ...later]);
    expect((await demotion).status).toBe(200);
    const { db } = world.server.context('messaging');
    const [row] = await db.query<{ after: number }>(
      `select count(*)::int as after from channel_events m join channel_events d on d.channel = m.channel
       where m.channel = $1 and m.type = 'message.created' and d.type = 'member.role_changed' and m.seq > d.seq`,
      [`room:${room}`],
    );
    expect(row?.after).toBe(0);
    const { items } = await world.window(world.owner, '?limit=100', room);
    expect(items).toHaveLength(answers.filter(({ status }) => status === 201).length);
    expect(answers.every(({ status }) => status === 201 || status === 403)).toBe(true);
  });
});

describe('mentions', () => {
  it('name readers of the room, by id and by @name', async () => {
    const { body } = await world.send(world.owner, {
      text: 'hi @mia, @stan and @nobody',
      mentions: [world.viewer.user.id],
    });
    expect(body.mentions.sort()).toEqual([world.viewer.user.id, world.member.user.id].sort());
    expect(JSON.stringify(body.tokens)).not.toContain(world.stranger.user.id);
  });

  it('of somebody who does not read the room are refused, as for somebody who does not exist', async () => {
    for (const id of [world.stranger.user.id, unknownId]) {
      const answer = await world.send(world.owner, { text: 'x', mentions: [id] });
      expect(answer).toMatchObject({
        status: 422,
        body: { code: 'message_mention_unknown', errors: [{ path: '/mentions/0' }] },
      });
    }
  });

  it('are counted as unread by the one who is meant', async () => {
    const room = await world.createRoom('Unread', [[world.member, 'member']]);
    await world.send(world.owner, 'one', room);
    await world.send(world.owner, 'two @mia', room);
    const { body } = await world.send(world.owner, 'three', room);
    await world.send(world.member, 'mine', room);
    await world.owner.inject({ method: 'DELETE', url: `/v1/messages/${body.id}` });
    const unread = await world.member.inject({ url: `/v1/rooms/${room}/unread` });
    expect(unread.body).toMatchObject({ unread: 2, mentions: 1 });
  });
});

function strip({ requestId: _, ...problem }: Record<string, unknown>) {
  return problem;
}
