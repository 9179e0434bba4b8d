import { beforeAll, describe, expect, it } from 'vitest';
import type { MessageHit } from '../shared/types.js';
import { openWorld, type World } from './world.js';

const corpus = [
  'The database migration failed on the staging server last night',
  'We restored the backup and everything works again',
  'Please review my pull request about the login form',
  'Die Datenbankverbindung bricht bei jeder Übertragung ab',
  'Ich habe die Straße in Müllheim auf der Karte gefunden',
  'Der Geburtstagskuchen steht in der Küche',
  '数据库连接失败，请检查网络设置',
  '明天上午十点开会讨论新版本',
  '東京都の天気は晴れです',
  'サーバーを再起動してください',
  '데이터베이스를 다시 시작했습니다',
  '회의는 내일 오전 열 시에 있습니다',
  'هل قرأت الكتاب الجديد عن البرمجة؟',
  'الاجتماع غدا في الساعة العاشرة',
  'see https://example.com/docs/getting-started for the manual',
  "it's 100% done: foo_bar, C++ and 50 % off \\ back",
];

let world: World;
let roomId: string;
beforeAll(async () => {
  world = await openWorld();
  roomId = await world.createRoom('Search', [[world.member, 'member']]);
  for (const text of corpus) await world.send(world.member, text, roomId);
});
const search = async (q: string, rest = '', by = world.member) => {
  const answer = await by.inject({
    url: `/v1/rooms/${roomId}/messages/search?q=${encodeURIComponent(q)}${rest}`,
  });
  expect(answer.status, q).toBe(200);
  return answer.body as { items: MessageHit[]; nextCursor: string | null };
};
const texts = async (q: string) => (await search(q)).items.map(({ message }) => message.text);

describe('search in a room', () => {
  it.each([
    ['a word', 'backup', 1],
    ['several words in any order', 'failed database', 0],
    ['the beginning of a word', 'migr', 0],
    ['upper case', 'DATABASE', 0],
    ['one wrong letter', 'databose', 0],
    ['one letter too few', 'migation', 0],
    ['one letter too many', 'pulll request', 2],
    ['two letters swapped', 'reveiw', 2],
    ['a word that is nowhere', 'database migration kubernetes', 0],
    ['the beginning of a German compound', 'Datenbank', 3],
    ['a German word without its umlaut', 'ubertragung', 3],
    ['a German word with ss for ß', 'strasse', 4],
    ['a German word with a wrong letter', 'Geburtztagskuchen', 5],
    ['a Chinese word', '数据库', 6],
    ['two Chinese words', '网络 设置', 6],
    ['a Chinese word with a wrong character', '数据苦连接', 6],
    ['a Japanese place', '東京', 8],
    ['a Japanese loan word', 'サーバー', 9],
    ['a Korean stem', '데이터베이스', 10],
    ['a Korean word', '회의', 11],
    ['an Arabic word without its article', 'كتاب', 12],
    ['an Arabic word with vowel signs', 'الاجتِماع', 13],
    ['a part of an address', 'example.com', 14],
    ['a name with an underscore by its part', 'bar', 15],
  ])('finds %s', async (_name, q, index) => {
    expect((await texts(q))[0]).toBe(corpus[index]);
  });

  it('takes every query as plain text and answers quickly', async () => {
    for (const q of [
      "' or 1=1 --",
      '%',
      '_',
      '\\',
      '!!&|():*',
      "a' & 'b",
      '<->',
      ':*',
      '"',
      'a:b*',
      '💥',
      '\u202e',
      'a'.repeat(10_240),
    ]) {
      const start = performance.now();
      const { items } = await search(q);
      expect(performance.now() - start, q).toBeLessThan(2_000);
      expect(items.length, q).toBeLessThan(corpus.length);
    }
    for (const query of ['', '?q=', '?q[]=a&q[]=b', '?q=a&where=x', `?q=${'a'.repeat(10_241)}`])
      expect((await world.member.inject({ url: `/v1/rooms/${roomId}/messages/search${query}` })).status).toBe(
        400,
      );
  });

  it('says where in the text it found the words', async () => {
    const [hit] = (await search('migration server')).items;
    const { snippet, matches } = hit as MessageHit;
    expect(matches.map(([start, end]) => snippet.slice(start, end))).toEqual(['migration', 'server']);
  });

  it.each(['json', 'msgpack'] as const)('shows the text as people read it, over %s', async (format) => {
    const room = await world.createRoom('Marks');
    const shown = async (text: string, q: string) => {
      await world.send(world.owner, text, room);
      const url = `/v1/rooms/${room}/messages/search?q=${encodeURIComponent(q)}&limit=1`;
      const { snippet, matches } = (await world.owner.inject({ url, format })).body.items[0] as MessageHit;
      return [snippet, ...matches.map(([start, end]) => snippet.slice(start, end))];
    };
    expect(await shown('Ship the **rocket** _now_', 'rocket')).toEqual(['Ship the rocket now', 'rocket']);
    expect(await shown('# Launch\n\n- [x] fuel\n- crew\n\n> later', 'crew')).toEqual([
      'Launch fuel crew later',
      'crew',
    ]);
    expect(await shown('| a | b |\n|---|---|\n| ore | tin |', 'tin')).toEqual(['a b ore tin', 'tin']);
    expect(await shown('Read [the manual](https://example.dev/guide)', 'manual')).toEqual([
      'Read the manual',
      'manual',
    ]);
    expect(await shown('Find [it](https://example.dev/zeppelin)', 'zeppelin')).toEqual([
      'Find [it](https://example.dev/zeppelin)',
      'zeppelin',
    ]);
    const long = await shown(`**${'lorem '.repeat(60)}.** \`needle\` _${'dolor '.repeat(60)}._`, 'needle');
    expect(long[0]).toMatch(/^….*lorem \. needle dolor.*…$/);
    expect(long[1]).toBe('needle');
  });

  it('lists newest first, page by page', async () => {
    const room = await world.createRoom('Pages');
    for (let index = 0; index < 7; index += 1) await world.send(world.owner, `needle ${index}`, room);
    const url = `/v1/rooms/${room}/messages/search?q=needle&limit=3`;
    const found: string[] = [];
    for (let cursor = ''; ; ) {
      const { body } = await world.owner.inject({ url: url + cursor });
      found.push(...body.items.map(({ message }: MessageHit) => message.text));
      if (body.nextCursor === null) break;
      cursor = `&cursor=${body.nextCursor}`;
    }
    expect(found).toEqual([6, 5, 4, 3, 2, 1, 0].map((index) => `needle ${index}`));
    expect((await world.owner.inject({ url: `${url}&cursor=x` })).status).toBe(400);
  });

  it('forgets what an edit took out', async () => {
    const { body } = await world.send(world.member, 'xylophone', roomId);
    await world.member.inject({ method: 'PATCH', url: `/v1/messages/${body.id}`, body: { text: 'trumpet' } });
    expect(await texts('xylophone')).toEqual([]);
    expect(await texts('trumpet')).toEqual(['trumpet']);
  });
});

describe('search in a workspace', () => {
  const ask = (by: World['owner'], q: string, rest = '') =>
    by.inject({ url: `/v1/workspaces/${world.workspaceId}/search?q=${encodeURIComponent(q)}${rest}` });

  it('finds exactly what each person could read room by room', async () => {
    const { owner, admin, member, viewer, stranger } = world;
    const rooms: string[] = [];
    for (const [index, members] of [[], [admin], [member, viewer], [stranger], [viewer]].entries()) {
      const room = await world.createRoom(
        `Fuzz ${index}`,
        members.map((user) => [user, 'member']),
      );
      await world.send(owner, `whatnot ${index}`, room);
      rooms.push(room);
    }
    const create = { name: 'Public', visibility: 'public' };
    const open = await owner.inject({
      method: 'POST',
      url: `/v1/workspaces/${world.workspaceId}/rooms`,
      body: create,
    });
    const mine = await member.inject({
      method: 'POST',
      url: `/v1/workspaces/${world.workspaceId}/rooms`,
      body: { name: 'Mine', visibility: 'personal' },
    });
    const direct = await member.inject({
      method: 'POST',
      url: `/v1/workspaces/${world.workspaceId}/direct`,
      body: { userIds: [viewer.user.id] },
    });
    await world.send(owner, 'whatnot public', open.body.id);
    await world.send(member, 'whatnot mine', mine.body.id);
    await world.send(member, 'whatnot direct', direct.body.id);
    rooms.push(open.body.id, mine.body.id, direct.body.id);
    const change = { role: 'admin' };
    await owner.inject({
      method: 'PATCH',
      url: `/v1/workspaces/${world.workspaceId}/members/${admin.user.id}`,
      body: change,
    });

    for (const by of [owner, admin, member, viewer, stranger]) {
      const readable: string[] = [];
      for (const room of rooms) {
        const answer = await by.inject({ url: `/v1/rooms/${room}/messages` });
        if (answer.status === 200) readable.push(room);
      }
      const found = await ask(by, 'whatnot', '&limit=100');
      const foundIn = found.body.items.map(({ message }: MessageHit) => message.roomId);
      expect(foundIn.sort(), by.user.username).toEqual(readable.sort());
      // A wrong letter takes another statement, with the same rights in it.
      const loose = await ask(by, 'whatnat', '&limit=100');
      expect(loose.body.items.map(({ message }: MessageHit) => message.roomId).sort()).toEqual(
        readable.sort(),
      );
    }
  });

  it('knows the kinds of things by name', async () => {
    expect((await ask(world.member, 'backup', '&kinds=messages,pages')).body.items[0]).toMatchObject({
      kind: 'message',
    });
    expect((await ask(world.member, 'backup', '&kinds=pages')).body).toEqual({ items: [], nextCursor: null });
    expect((await ask(world.member, 'backup', '&kinds=people')).status).toBe(400);
  });
});
