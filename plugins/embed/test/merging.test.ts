import { beforeAll, describe, expect, it } from 'vitest';
import { connect, until } from '../../../tests/support/socket.js';
import type { CreatedEmbedApp, EmbedSession } from '../shared/types.js';
import { buildWorld, enter, enterAs, exchange, origin, type World } from './world.js';

let world: World;
let app: CreatedEmbedApp;
let wsUrl: string;
beforeAll(async () => {
  world = await buildWorld();
  ({ wsUrl } = await world.server.listen());
  app = await world.app({ identity: 'optional', guests: 'write' });
});

const asVisitor = (session: EmbedSession, method: 'GET' | 'POST' | 'PUT', url: string, body?: object) =>
  world.server.inject({
    method,
    url,
    token: session.accessToken,
    headers: { origin },
    ...(body ? { body } : {}),
  });
const merge = (session: EmbedSession, guest: unknown) =>
  asVisitor(session, 'POST', '/v1/embed/merge', { guest });
const messagesOf = async (session: EmbedSession, roomId: string) =>
  (await asVisitor(session, 'GET', `/v1/rooms/${roomId}/messages`)).body.items as {
    text: string;
    author: { id: string; displayName: string };
    reactions: { emoji: string; userIds: string[] }[];
  }[];

async function guestWithThreeMessages(roomId: string): Promise<EmbedSession> {
  const guest = await enter(world.server, app, { profile: { name: 'Gus' } });
  for (const text of ['one', 'two', 'three']) {
    const sent = await asVisitor(guest, 'POST', `/v1/rooms/${roomId}/messages`, { text: `${text} of Gus` });
    expect(sent.status).toBe(201);
  }
  return guest;
}

describe('a guest who signs in', () => {
  it('takes messages, reactions and read cursor along, once, and members see it happen', async () => {
    const guest = await guestWithThreeMessages(world.lobbyId);
    const [first] = await messagesOf(guest, world.lobbyId);
    const id = (first as unknown as { id: string }).id;
    await asVisitor(guest, 'PUT', `/v1/messages/${id}/reactions/${encodeURIComponent('👍')}`);
    const seq = (await asVisitor(guest, 'GET', `/v1/rooms/${world.lobbyId}`)).body.seq as number;
    await asVisitor(guest, 'PUT', `/v1/rooms/${world.lobbyId}/read`, { seq });
    await world.wanda.create(`/v1/rooms/${world.lobbyId}/messages`, { text: 'unread' });

    const watching = await connect(wsUrl, world.wanda.token);
    expect((await watching.subscribe(`room:${world.lobbyId}`)).op).toBe('live');
    const user = await enterAs(world.server, app, 'U1');
    const merged = await merge(user, guest.guest);
    expect(merged.body).toEqual({ rooms: [world.lobbyId], messages: 3 });

    const mine = (await messagesOf(user, world.lobbyId)).filter(({ text }) => text.endsWith('of Gus'));
    expect(mine.map(({ author }) => author.id)).toEqual(Array(3).fill(user.user.id));
    expect(mine[0]?.reactions).toEqual([{ emoji: '👍', count: 1, userIds: [user.user.id] }]);
    const room = (await asVisitor(user, 'GET', `/v1/rooms/${world.lobbyId}`)).body;
    expect([room.readSeq >= seq, room.unread]).toEqual([true, 1]);
    const seen = await until(() => {
      const events = watching.events(`room:${world.lobbyId}`).filter(({ type }) => type === 'message.edited');
      return events.length === 3 && events;
    });
    expect(seen.map(({ data }) => (data as { author: { id: string } }).author.id)).toEqual(
      Array(3).fill(user.user.id),
    );
    watching.close();

    expect((await asVisitor(guest, 'GET', '/v1/auth/me')).status).toBe(401);
    const again = await merge(user, guest.guest);
    expect([again.status, again.body.code]).toEqual([409, 'embed_guest_merged']);
    const back = await exchange(world.server, { appKey: app.key, guest: guest.guest });
    expect([back.status, back.body.code]).toEqual([409, 'embed_guest_merged']);
    const members = await world.wanda.inject({
      url: `/v1/workspaces/${world.workspaceId}/members?limit=100`,
    });
    const ids = members.body.items.map((each: { user: { id: string } }) => each.user.id);
    expect([ids.includes(user.user.id), ids.includes(guest.user.id)]).toEqual([true, false]);
  });

  it('says so of its newest 200 messages live, and of all of them to who reads anew', async () => {
    const roomId = await world.room({ name: 'Long', visibility: 'public' });
    const talk = await world.app({ identity: 'optional', guests: 'write', rooms: [roomId] });
    const guest = await enter(world.server, talk, {});
    const count = 230;
    const send = world.server.context('messaging').use('messaging').importBatch;
    const messages = Array.from({ length: count }, (_, n) => ({
      sourceId: `m-${n}`,
      authorId: guest.user.id,
      text: `line ${n}`,
      at: new Date(Date.now() - (count - n) * 1_000),
    }));
    await send({ roomId, source: 'test', messages });
    const reader = await connect(wsUrl, world.wanda.token);
    await reader.subscribe(`room:${roomId}`);
    const user = await enterAs(world.server, talk, 'talkative');
    expect((await merge(user, guest.guest)).body).toEqual({ rooms: [roomId], messages: count });
    const live = await until(() => {
      const edited = reader.events(`room:${roomId}`).filter(({ type }) => type === 'message.edited');
      return edited.length === 200 && edited;
    });
    expect(live.map(({ data }) => (data as { text: string }).text)).toEqual(
      messages.slice(-200).map(({ text }) => text),
    );
    const authors: string[] = [];
    for (let before = ''; ; ) {
      const { body } = await world.wanda.inject({ url: `/v1/rooms/${roomId}/messages?limit=100${before}` });
      authors.push(...body.items.map(({ author }: { author: { id: string } }) => author.id));
      if (!body.hasBefore) break;
      before = `&before=${body.items[0].seq}`;
    }
    expect(authors).toEqual(Array(count).fill(user.user.id));
    const found = await world.wanda.inject({ url: `/v1/rooms/${roomId}/messages/search?q=line%200` });
    expect(found.body.items[0].message.author.id).toBe(user.user.id);
    reader.close();
  });

  it('leaves nothing of one user to the next on the same browser', async () => {
    const guest = await guestWithThreeMessages(world.lobbyId);
    const u1 = await enterAs(world.server, app, 'browser-1');
    expect((await merge(u1, guest.guest)).status).toBe(200);
    const u2 = await enterAs(world.server, app, 'browser-2');
    const second = await merge(u2, guest.guest);
    expect([second.status, second.body.code]).toEqual([409, 'embed_guest_merged']);
    const authors = (await messagesOf(u2, world.lobbyId)).map(({ author }) => author.id);
    expect(authors).not.toContain(u2.user.id);
  });

  it('needs its secret, its own app, and a signed user who asks', async () => {
    const guest = await guestWithThreeMessages(world.lobbyId);
    const user = await enterAs(world.server, app, 'careful');
    const known = await enterAs(world.server, app, 'known');
    const other = await world.app({ identity: 'optional', guests: 'write' });
    const stranger = await enterAs(world.server, other, 'careful');
    const { id, secret } = guest.guest as { id: string; secret: string };
    for (const [session, given, status, code] of [
      [user, { id, secret: 'copied' }, 401, 'embed_guest_invalid'],
      [user, { id }, 401, 'embed_guest_invalid'],
      [user, { id: 'nobody', secret }, 401, 'embed_guest_invalid'],
      [user, { id: known.user.id, secret }, 401, 'embed_guest_invalid'],
      [user, { id: world.wanda.user.id, secret }, 401, 'embed_guest_invalid'],
      [stranger, { id, secret }, 401, 'embed_guest_invalid'],
    ] as const) {
      const answer = await merge(session, given);
      expect([answer.status, answer.body.code]).toEqual([status, code]);
    }
    expect((await merge(guest, guest.guest)).status).toBe(403);
    const account = await world.wanda.inject({
      method: 'POST',
      url: '/v1/embed/merge',
      body: { guest: { id, secret } },
    });
    expect([account.status, account.body.code]).toEqual([422, 'embed_merge_refused']);
    expect((await messagesOf(guest, world.lobbyId)).at(-1)?.author.id).toBe(guest.user.id);
  });

  it('becomes one user even when the page asks several times at once', async () => {
    const guest = await guestWithThreeMessages(world.lobbyId);
    const users = await Promise.all(['r1', 'r2', 'r3'].map((sub) => enterAs(world.server, app, sub)));
    const answers = await Promise.all(users.map((user) => merge(user, guest.guest)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const winner = users[answers.findIndex(({ status }) => status === 200)];
    const texts = (await messagesOf(guest.guest ? (users[0] as EmbedSession) : guest, world.lobbyId)).slice(
      -3,
    );
    expect(new Set(texts.map(({ author }) => author.id))).toEqual(new Set([winner?.user.id]));
  });

  it('keeps the conversation that it had with the staff as a user, however long ago', async () => {
    const desk = await world.app({
      identity: 'optional',
      guests: 'write',
      conversation: 'perVisitor',
      staff: [world.sam.user.id],
    });
    const before = await enterAs(world.server, desk, 'returning');
    const [old] = before.config.rooms as [string];
    await asVisitor(before, 'POST', `/v1/rooms/${old}/messages`, { text: 'last year' });
    // Logs are trimmed, messages are not.
    await world.server
      .context('embed')
      .db.query('delete from channel_events where channel = $1', [`room:${old}`]);
    const guest = await enter(world.server, desk, {});
    await asVisitor(guest, 'POST', `/v1/rooms/${guest.config.rooms[0]}/messages`, { text: 'now' });
    expect((await merge(before, guest.guest)).status).toBe(200);
    const after = await enterAs(world.server, desk, 'returning');
    expect(after.config.rooms).toEqual([old, guest.config.rooms[0]]);
  });

  it('goes on with the conversation that it had with the staff', async () => {
    const desk = await world.app({
      identity: 'optional',
      guests: 'write',
      conversation: 'perVisitor',
      staff: [world.sam.user.id],
    });
    const guest = await enter(world.server, desk, {});
    const [roomId] = guest.config.rooms as [string];
    await asVisitor(guest, 'POST', `/v1/rooms/${roomId}/messages`, { text: 'help' });
    const user = await enterAs(world.server, desk, 'signed');
    expect((await merge(user, guest.guest)).body).toEqual({ rooms: [roomId], messages: 1 });
    expect((await messagesOf(user, roomId)).map(({ text }) => text)).toEqual(['help']);
    const next = await enterAs(world.server, desk, 'signed');
    expect(next.config.rooms[0]).toBe(roomId);
  });
});
