import { Value } from 'typebox/value';
import { beforeAll, describe, expect, it } from 'vitest';
import { messageSchema, messageWindowSchema } from '../shared/schemas.js';
import type { Message } from '../shared/types.js';
import { openWorld, type World } from './world.js';

let world: World;
const sent: Message[] = [];
beforeAll(async () => {
  world = await openWorld();
  for (let index = 1; index <= 30; index += 1) {
    const by = index % 2 ? world.member : world.admin;
    sent.push((await world.send(by, index % 5 ? `message ${index}` : `**message** ${index}`)).body);
  }
});
const seqs = (items: readonly Message[]) => items.map(({ seq }) => seq);

describe('sending', () => {
  it('answers 201 with the message, numbered without gaps', () => {
    const first = (sent[0] as Message).seq;
    expect(seqs(sent)).toEqual(sent.map((_, index) => first + index));
    for (const message of sent) expect(Value.Check(messageSchema, message)).toBe(true);
    expect(sent[0]).toMatchObject({
      roomId: world.roomId,
      text: 'message 1',
      author: { id: world.member.user.id, username: 'mia' },
      version: 1,
      replyCount: 0,
      mentions: [],
      reactions: [],
      files: [],
      pinned: false,
    });
    expect(sent[0]).not.toHaveProperty('tokens');
    expect(sent[4]?.tokens).toBeDefined();
  });

  it('ignores who and when the client says it is', async () => {
    for (const extra of [
      { author: 'x' },
      { seq: 1 },
      { createdAt: '2000-01-01T00:00:00Z' },
      { role: 'owner' },
    ]) {
      const answer = await world.member.inject({
        method: 'POST',
        url: `/v1/rooms/${world.roomId}/messages`,
        body: { text: 'x', ...extra },
      });
      expect(answer.status).toBe(400);
    }
  });

  it('refuses texts without a visible character, and texts that are too long', async () => {
    for (const text of ['', ' ', '\n\t', 'x'.repeat(16_385), 'nul\0'])
      expect((await world.send(world.member, { text })).status, JSON.stringify(text.slice(0, 5))).toBe(400);
    const room = await world.createRoom('Long texts');
    const longest = await world.send(world.owner, '😀'.repeat(16_384 / 2), room);
    expect(longest.status).toBe(201);
  });

  it('stores half a surrogate pair as the replacement character', async () => {
    const room = await world.createRoom('Surrogates');
    const answer = await world.send(world.owner, '**a** \ud800 b', room);
    expect(answer.status).toBe(201);
    expect(answer.body.text).toBe('**a** \ufffd b');
    expect((await world.window(world.owner, '', room)).items[0]).toEqual(withoutSender(answer.body));
  });
});

describe('a window of the timeline', () => {
  it('is the same message for everybody, and the newest 50 without a wish', async () => {
    const { items, hasBefore, hasAfter, seq } = await world.window(world.viewer);
    expect(items).toEqual(sent.map(withoutSender));
    expect({ hasBefore, hasAfter, seq }).toEqual({
      hasBefore: false,
      hasAfter: false,
      seq: sent.at(-1)?.seq,
    });
  });

  it.each([
    ['?limit=5', 25, 30, true, false],
    ['?before=FIRST+10&limit=5', 5, 10, true, true],
    ['?before=FIRST+3&limit=5', 0, 3, false, true],
    ['?after=FIRST+9&limit=5', 10, 15, true, true],
    ['?after=FIRST+26&limit=5', 27, 30, true, false],
    ['?around=FIRST+10&limit=4', 9, 13, true, true],
    ['?around=FIRST+0&limit=4', 0, 3, false, true],
    ['?around=FIRST+29&limit=4', 28, 30, true, false],
  ])('%s gives messages %i to %i', async (query, from, to, hasBefore, hasAfter) => {
    const first = (sent[0] as Message).seq;
    const asked = query.replace(/FIRST\+(\d+)/, (_, offset) => String(first + Number(offset)));
    const window = await world.window(world.member, asked);
    expect(seqs(window.items)).toEqual(seqs(sent.slice(from, to)));
    expect(window).toMatchObject({ hasBefore, hasAfter });
  });

  it('past either end is empty and says where the rest is', async () => {
    const before = await world.window(world.member, '?before=0');
    expect(before).toMatchObject({ items: [], hasBefore: false, hasAfter: true });
    const after = await world.window(world.member, '?after=9007199254740990');
    expect(after).toMatchObject({ items: [], hasBefore: true, hasAfter: false });
  });

  it('has the shape of its schema in both formats', async () => {
    const url = `/v1/rooms/${world.roomId}/messages`;
    const json = await world.viewer.inject({ url });
    const msgpack = await world.viewer.inject({ url, format: 'msgpack' });
    expect(json.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(msgpack.body).toEqual(json.body);
    expect(Value.Check(messageWindowSchema, json.body)).toBe(true);
  });

  it('is not sent again while nothing changed', async () => {
    const url = `/v1/rooms/${world.roomId}/messages`;
    const { headers } = await world.viewer.inject({ url });
    const again = await world.viewer.inject({ url, headers: { 'if-none-match': String(headers.etag) } });
    expect(again.status).toBe(304);
  });

  it('refuses two places at once and values that are none', async () => {
    for (const query of [
      '?before=1&after=2',
      '?before=-1',
      '?before=x',
      '?limit=0',
      '?limit=101',
      '?before[ne]=1',
    ])
      expect(
        (await world.member.inject({ url: `/v1/rooms/${world.roomId}/messages${query}` })).status,
        query,
      ).toBe(400);
  });
});

function withoutSender({ clientId: _, thread: __, ...message }: Message): Message {
  return message;
}
