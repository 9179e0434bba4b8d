import { beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
const url = (id: string, rest = '') => `/v1/messages/${id}${rest}`;
const say = async (by: World['owner'], text: string, replyTo?: string) =>
  (await world.send(by, { text, ...(replyTo ? { replyTo } : {}) })).body;

describe('editing', () => {
  it('changes the text, its tokens and the version, and keeps what was said before', async () => {
    const { id } = await say(world.member, 'first');
    const edited = await world.member.inject({
      method: 'PATCH',
      url: url(id),
      body: { text: '**second**', baseVersion: 1 },
    });
    expect(edited).toMatchObject({ status: 200, body: { text: '**second**', version: 2 } });
    expect(edited.body.tokens).toBeDefined();
    expect(edited.body.editedAt).toBeDefined();
    const history = await world.viewer.inject({ url: url(id, '/history') });
    expect(
      history.body.items.map(({ version, text }: { version: number; text: string }) => [version, text]),
    ).toEqual([
      [2, '**second**'],
      [1, 'first'],
    ]);
  });

  it('refuses an old version with the present message, by body or by If-Match', async () => {
    const { id } = await say(world.member, 'one');
    await world.member.inject({ method: 'PATCH', url: url(id), body: { text: 'two' } });
    const byBody = await world.member.inject({
      method: 'PATCH',
      url: url(id),
      body: { text: 'x', baseVersion: 1 },
    });
    const byHeader = await world.member.inject({
      method: 'PATCH',
      url: url(id),
      body: { text: 'x' },
      headers: { 'if-match': '"1"' },
    });
    for (const answer of [byBody, byHeader])
      expect(answer).toMatchObject({
        status: 409,
        body: { code: 'version_conflict', current: { text: 'two', version: 2 } },
      });
    const right = await world.member.inject({
      method: 'PATCH',
      url: url(id),
      body: { text: 'three' },
      headers: { 'if-match': '"2"' },
    });
    expect(right).toMatchObject({ status: 200, body: { version: 3 } });
  });

  it('lets one of twenty edits of the same version through', async () => {
    const { id } = await say(world.member, 'race');
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        world.member.inject({
          method: 'PATCH',
          url: url(id),
          body: { text: `edit ${index}`, baseVersion: 1 },
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(19).fill(409)]);
  });

  it("is the author's alone: others, admins too, get 403, and those who cannot read it 404", async () => {
    const { id } = await say(world.member, 'mine');
    const edit = (by: World['owner']) =>
      by.inject({ method: 'PATCH', url: url(id), body: { text: 'theirs' } });
    for (const by of [world.owner, world.admin, world.viewer]) expect((await edit(by)).status).toBe(403);
    for (const by of [world.stranger, world.outsider]) expect((await edit(by)).status).toBe(404);
    expect((await world.owner.inject({ url: url(id) })).body.text).toBe('mine');
  });

  it('of a deleted message is refused', async () => {
    const { id } = await say(world.member, 'gone');
    await world.member.inject({ method: 'DELETE', url: url(id) });
    const answer = await world.member.inject({ method: 'PATCH', url: url(id), body: { text: 'back' } });
    expect(answer).toMatchObject({ status: 409, body: { code: 'message_deleted' } });
  });
});

describe('deleting', () => {
  it('leaves id, seq and author and nothing of what was said', async () => {
    const root = await say(world.member, 'canary-root');
    const { id, seq, author } = await say(world.member, '**canary-text** @mia', root.id);
    await world.member.inject({ method: 'PATCH', url: url(id), body: { text: '**canary-edited**' } });
    await world.admin.inject({ method: 'PUT', url: url(id, `/reactions/${encodeURIComponent('👍')}`) });
    await world.admin.inject({ method: 'PUT', url: url(id, '/pin') });
    expect((await world.member.inject({ method: 'DELETE', url: url(id) })).status).toBe(204);

    const { body } = await world.viewer.inject({ url: url(id) });
    expect(body).toEqual({
      id,
      seq,
      author,
      roomId: world.roomId,
      text: '',
      replyCount: 0,
      mentions: [],
      reactions: [],
      files: [],
      pinned: false,
      version: 3,
      createdAt: body.createdAt,
      deletedAt: body.deletedAt,
    });
    expect((await world.owner.inject({ url: url(id, '/history') })).body.items).toEqual([]);
    const { db } = world.server.context('messaging');
    const rows = await db.query<{ line: string }>(
      `select m::text as line from messages m where id = $1 union all select r::text from message_revisions r where message_id = $1
       union all select r::text from message_reactions r where message_id = $1`,
      [id],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.line).not.toMatch(/canary|👍/);
    for (const q of ['canary-text', 'canary-edited'])
      expect(
        (await world.owner.inject({ url: `/v1/rooms/${world.roomId}/messages/search?q=${q}` })).body.items,
      ).toEqual([]);
  });

  it("is the author's and the admins'; repeating it changes nothing", async () => {
    const { id } = await say(world.member, 'x');
    const remove = (by: World['owner']) => by.inject({ method: 'DELETE', url: url(id) });
    expect((await remove(world.viewer)).status).toBe(403);
    expect((await remove(world.stranger)).status).toBe(404);
    expect((await remove(world.admin)).status).toBe(204);
    const { seq } = await world.window(world.owner);
    expect((await remove(world.admin)).status).toBe(204);
    expect((await world.window(world.owner)).seq).toBe(seq);
    const theirs = await say(world.admin, 'of an admin');
    expect((await world.member.inject({ method: 'DELETE', url: url(theirs.id) })).status).toBe(403);
  });

  it('is no longer possible after leaving the room', async () => {
    const room = await world.createRoom('Left', [[world.member, 'member']]);
    const { body } = await world.send(world.member, 'mine', room);
    await world.owner.inject({ method: 'DELETE', url: `/v1/rooms/${room}/members/${world.member.user.id}` });
    expect((await world.member.inject({ method: 'DELETE', url: url(body.id) })).status).toBe(404);
    expect(
      (await world.member.inject({ method: 'PATCH', url: url(body.id), body: { text: 'x' } })).status,
    ).toBe(404);
  });
});

describe('threads', () => {
  it('gather replies of replies below one root, which counts them', async () => {
    const root = await say(world.owner, 'root');
    const first = await say(world.member, 'first', root.id);
    const second = await say(world.admin, 'second', first.id);
    expect(first).toMatchObject({ replyTo: root.id, threadId: root.id, thread: { replyCount: 1 } });
    expect(second).toMatchObject({ replyTo: first.id, threadId: root.id, thread: { replyCount: 2 } });
    const shown = (await world.viewer.inject({ url: url(root.id) })).body;
    expect(shown).toMatchObject({ replyCount: 2, lastReplyAt: second.createdAt });
    const replies = await world.viewer.inject({ url: url(root.id, '/replies') });
    expect(replies.body.items.map(({ text }: { text: string }) => text)).toEqual(['first', 'second']);
    const timeline = await world.window(world.viewer, '?limit=3');
    expect(timeline.items.map(({ id }) => id)).toEqual([root.id, first.id, second.id]);
  });

  it('are listed page by page', async () => {
    const root = await say(world.owner, 'long thread');
    for (let index = 0; index < 5; index += 1) await say(world.member, `reply ${index}`, root.id);
    const first = await world.viewer.inject({ url: url(root.id, '/replies?limit=3') });
    const second = await world.viewer.inject({
      url: url(root.id, `/replies?limit=3&cursor=${first.body.nextCursor}`),
    });
    expect([...first.body.items, ...second.body.items].map(({ text }) => text)).toEqual(
      Array.from({ length: 5 }, (_, index) => `reply ${index}`),
    );
    expect(second.body.nextCursor).toBeNull();
  });

  it('count exactly when many answer at once', async () => {
    const root = await say(world.owner, 'busy');
    await Promise.all(Array.from({ length: 40 }, (_, index) => say(world.member, `r ${index}`, root.id)));
    expect((await world.owner.inject({ url: url(root.id) })).body.replyCount).toBe(40);
  });

  it('take no message of another room as root, nor one that is not there', async () => {
    const elsewhere = await world.createRoom('Elsewhere');
    const { body: other } = await world.send(world.owner, 'elsewhere', elsewhere);
    for (const replyTo of [other.id, '0190a000-0000-7000-8000-000000000000']) {
      const answer = await world.send(world.owner, { text: 'reply', replyTo });
      expect(answer).toMatchObject({ status: 400, body: { code: 'message_reply_unknown' } });
    }
    expect((await world.send(world.owner, { text: 'reply', replyTo: 'x' })).status).toBe(400);
  });
});

describe('pins', () => {
  it("are the admins', listed newest first", async () => {
    const room = await world.createRoom('Pins', [
      [world.member, 'member'],
      [world.admin, 'admin'],
    ]);
    const one = (await world.send(world.member, 'one', room)).body;
    const two = (await world.send(world.member, 'two', room)).body;
    const pin = (by: World['owner'], id: string) => by.inject({ method: 'PUT', url: url(id, '/pin') });
    expect((await pin(world.member, one.id)).status).toBe(403);
    expect(await pin(world.admin, one.id)).toMatchObject({ status: 200, body: { pinned: true } });
    await pin(world.owner, two.id);
    const list = async () =>
      (await world.member.inject({ url: `/v1/rooms/${room}/pins` })).body.items.map(
        ({ text }: { text: string }) => text,
      );
    expect(await list()).toEqual(['two', 'one']);
    expect((await world.admin.inject({ method: 'DELETE', url: url(two.id, '/pin') })).status).toBe(204);
    expect(await list()).toEqual(['one']);
  });
});
