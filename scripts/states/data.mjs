import { fillCalendar } from './calendar-scenes.mjs';

/** What the sample data has no need of, and a designer has to see: long names, every kind of block, empty places. */
export async function fill(server) {
  const call = callers(server);
  const { items: workspaces } = await call('lilly', 'GET', '/workspaces');
  const acme = workspaces.find(({ slug }) => slug === 'acme');
  const { items: members } = await call('lilly', 'GET', `/workspaces/${acme.id}/members?limit=50`);
  const ids = Object.fromEntries(members.map(({ user }) => [user.username, user.id]));
  const make = (who, body) => call(who, 'POST', `/workspaces/${acme.id}/rooms`, body);
  const room = await make('lilly', {
    name: 'Showcase',
    slug: 'showcase',
    visibility: 'public',
    topic: 'One of each',
  });
  for (const who of ['joe', 'ana', 'sam'])
    await call('lilly', 'POST', `/rooms/${room.id}/members`, { userId: ids[who], role: 'member' });
  let count = 0;
  const say = (who, text, more = {}, at = room) =>
    call(who, 'POST', `/rooms/${at.id}/messages`, { text, clientId: `showcase-${count++}`, ...more });

  await say('joe', blocks.code);
  await say('ana', blocks.table);
  await say('sam', blocks.quote);
  await say('lilly', blocks.lists);
  await say('joe', blocks.long);
  const arabic = await say('ana', blocks.arabic);
  for (const emoji of ['👍', '🎉', '❤️', '🚀', '😄', '👀', '🙏', '💡'])
    for (const who of ['lilly', 'joe', 'sam'])
      await call(who, 'PUT', `/messages/${arabic.id}/reactions/${encodeURIComponent(emoji)}`);
  const edited = await say('sam', 'The first version.');
  await call('sam', 'PATCH', `/messages/${edited.id}`, { text: 'The second version, which says it better.' });
  const gone = await say('joe', 'To be taken back.');
  await say('ana', 'Answers what is gone.', { replyTo: gone.id });
  await call('joe', 'DELETE', `/messages/${gone.id}`);
  await say('sam', blocks.mention, { mentions: [ids.lilly, ids.joe] });
  await say('lilly', '🎉');
  await say('lilly', 'Short one.');
  await call('lilly', 'PUT', `/messages/${arabic.id}/pin`);

  await fillCalendar(call, room, ids);

  const empty = await make('lilly', { name: 'New arrivals', slug: 'new-arrivals', visibility: 'public' });
  await make('lilly', {
    name: 'Customer success and onboarding for the northern region',
    slug: 'north',
    visibility: 'private',
    topic: 'Every customer north of the river, and those who are about to be',
  });
  const old = await make('lilly', { name: 'Old launch', slug: 'old-launch', visibility: 'public' });
  await say('lilly', 'It went out on Thursday.', {}, old);
  await call('lilly', 'PATCH', `/rooms/${old.id}`, { archived: true });
  const vault = await make('joe', {
    name: 'Vault',
    slug: 'vault',
    visibility: 'password',
    password: 'open-sesame',
    topic: 'Ask Joe',
  });
  const random = await make('joe', {
    name: 'Random',
    slug: 'random',
    visibility: 'public',
    topic: 'Lunch, cats, lunch',
  });
  const direct = await call('lilly', 'POST', `/workspaces/${acme.id}/direct`, { userIds: [ids.joe] });
  const directRoom = direct.room ?? direct;
  await say('joe', 'Do you have five minutes?', {}, directRoom);
  await say('lilly', 'For you always.', {}, directRoom);
  const { items: rooms } = await call('lilly', 'GET', `/workspaces/${acme.id}/rooms?limit=50`);
  const engineering = rooms.find(({ slug }) => slug === 'engineering');
  await say('sam', '@lilly can you look at the graphs?', { mentions: [ids.lilly] }, engineering);
  const design = rooms.find(({ slug }) => slug === 'design').id;
  if (server.setupKey)
    await call.ask('POST', '/auth/setup', undefined, {
      token: server.setupKey,
      username: 'root',
      displayName: 'Rowan Root',
      email: 'root@acme.example',
      password: server.password,
    });
  /** As after a short absence. */
  async function markUnread(who, slug) {
    const { id, seq } = rooms.find((each) => each.slug === slug);
    await call(who, 'PUT', `/rooms/${id}/read`, { seq: seq - 3, force: true });
  }
  return {
    call,
    say,
    ids,
    acme,
    design,
    markUnread,
    rooms: { showcase: room, empty, vault, random, direct: directRoom, engineering, old },
  };
}

function callers({ url, password }) {
  const tokens = new Map();
  async function token(login) {
    const kept = tokens.get(login);
    if (kept && Date.now() - kept.at < 300_000) return kept.token;
    const { accessToken } = await ask('POST', '/auth/login', undefined, { login, password });
    tokens.set(login, { token: accessToken, at: Date.now() });
    return accessToken;
  }
  async function ask(method, path, bearer, body) {
    const headers = {
      ...(bearer && { authorization: `Bearer ${bearer}` }),
      ...(body && { 'content-type': 'application/json' }),
    };
    const answer = await fetch(`${url}/v1${path}`, { method, headers, body: body && JSON.stringify(body) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text ? JSON.parse(text) : undefined;
  }
  const call = async (login, method, path, body) => ask(method, path, await token(login), body);
  return Object.assign(call, { token, ask });
}

const blocks = {
  code: 'The whole of it:\n\n```ts\nexport async function openRoom(id: string, options: { around?: number; limit?: number } = {}): Promise<Room> {\n  const room = await rooms.get(id);\n  return room.open(options); // 日本語 too\n}\n```\n\nand `inline code` in a sentence, with `a/very/long/path/that/does/not/end/anywhere/soon/because/it/is/long.ts`.',
  table:
    '| plan | seats | price | support |\n| --- | ---: | :---: | --- |\n| Free | 10 | 0 | community forum |\n| Team | 100 | 8 € a seat | answers within one working day |\n| Company | unlimited | ask | a person with a name and a telephone |',
  quote:
    '> Anybody can make it complicated.\n>\n> > It takes a good week to make it simple.\n\nSaid **somebody** who was *right*, ~~mostly~~ always.\n\n---\n\nAfter the line.',
  lists:
    '# A heading\n\n1. first\n2. second\n   - below it\n   - and again, a line that is so long that it has to go on in the line after it on every phone there is\n3. third\n\n- [x] done\n- [ ] open',
  long: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft https://example.com/a/very/long/address/that/nobody/types/by/hand?and=has&many=parameters&that=go&on=for&ever=and&ever and [a link with a name](https://example.com).',
  arabic: 'صباح الخير! النسخة **العربية** جاهزة للمراجعة، والملف `tokens.css` محدث.',
  mention: '@lilly please look at #showcase before noon, and tell @joe 🙏',
};
