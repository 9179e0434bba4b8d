import { buildTestServer, testPassword } from '@teambrain/core/testing';
import messagingPlugin from '@teambrain/plugin-messaging/server';
import presencePlugin from '@teambrain/plugin-presence/server';
import roomsPlugin from '@teambrain/plugin-rooms/server';
import workspacesPlugin from '@teambrain/plugin-workspaces/server';
import { beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import type { ClientOptions, Codec, RoomHandle, SocketConstructor } from '../src/index.js';
import { ConflictError, memoryStorage, PermissionError, ValidationError } from '../src/index.js';
import { msgpack } from '../src/msgpack.js';
import { connect, eventually, online } from './support.js';

let url = '';
let server: Awaited<ReturnType<typeof buildTestServer>>;

beforeAll(async () => {
  server = await buildTestServer({
    plugins: [workspacesPlugin, roomsPlugin, messagingPlugin, presencePlugin],
  });
  ({ url } = await server.listen());
});

/** A network that a test can cut, for a moment or until it is mended. */
function cuttable() {
  const sockets = new Set<WebSocket>();
  let down = false;
  class Socket extends WebSocket {
    constructor(address: string, protocols?: string | string[]) {
      super(down ? 'ws://127.0.0.1:9' : address, protocols);
      sockets.add(this);
    }
  }
  return {
    WebSocket: Socket as unknown as SocketConstructor,
    fetch: ((...input: Parameters<typeof globalThis.fetch>) =>
      down
        ? Promise.reject(new TypeError('no network'))
        : globalThis.fetch(...input)) as typeof globalThis.fetch,
    cut({ until = 'reconnect' }: { until?: 'reconnect' | 'mended' } = {}) {
      down = until === 'mended';
      for (const socket of sockets) socket.terminate();
      sockets.clear();
    },
    mend() {
      down = false;
    },
  };
}

function client(codec: Codec | undefined, options: Partial<ClientOptions> = {}) {
  const network = cuttable();
  const tb = connect({
    url,
    codec,
    WebSocket: network.WebSocket,
    fetch: network.fetch,
    storage: memoryStorage(),
    ...options,
    parts: undefined,
  } as ClientOptions & {
    parts: undefined;
  });
  return { tb, cut: network.cut, mend: network.mend };
}

let people = 0;
async function person(codec: Codec | undefined, name: string) {
  const username = `${name}-${++people}`;
  const made = client(codec);
  const { user, accessToken } = await made.tb.auth.register({
    email: `${username}@example.com`,
    username,
    password: testPassword,
  });
  return { ...made, user, accessToken };
}

/** Ada's workspace with one room that Ben has joined. */
async function place(codec: Codec | undefined) {
  const [ada, ben] = [await person(codec, 'ada'), await person(codec, 'ben')];
  const workspace = await ada.tb.workspaces.create({ name: `Acme ${ada.user.username}` });
  await ada.tb.workspaces.addMember(workspace.id, { userId: ben.user.id, role: 'member' });
  const made = await ada.tb.rooms.create(workspace.id, { name: 'Design', visibility: 'public' });
  await ben.tb.rooms.join(made.id);
  const open = (tb: typeof ada.tb) => tb.rooms.open({ workspace: workspace.slug, slug: made.slug });
  return { ada, ben, workspace, hers: await open(ada.tb), his: await open(ben.tb) };
}

const pages = async (
  room: RoomHandle<{ messages: { window: (typeof example)['messages']['window'] } }>,
  limit = 100,
) => (await room.messages.window({ limit })).items;
declare const example: Awaited<ReturnType<ReturnType<typeof connect>['rooms']['open']>>;

describe.each([
  ['JSON', undefined],
  ['MessagePack', msgpack],
])('against the server, in %s', (_, codec) => {
  it('sends, receives, reacts, edits, pins, replies and deletes', async () => {
    const { ada, ben, hers, his } = await place(codec);
    await Promise.all([hers.channel.ready, his.channel.ready]);
    const seen: string[] = [];
    his.channel.onAny(({ type }) => seen.push(type));
    const timeline = his.messages.timeline();
    await timeline.ready;

    const sent = hers.messages.send({ text: 'Review at **14:00**?', mentions: [ben.user.id] });
    const message = await sent.done;
    expect(sent.status).toBe('sent');
    expect(message).toMatchObject({
      text: 'Review at **14:00**?',
      author: { id: ada.user.id },
      mentions: [ben.user.id],
    });
    await his.messages.react(message.id, '👍');
    await his.messages.send({ text: 'Yes', replyTo: message.id }).done;
    await hers.messages.edit(message.id, { text: 'Review at 15:00?', baseVersion: message.version });
    await hers.messages.pin(message.id);
    await hers.messages.unpin(message.id);
    await his.messages.unreact(message.id, '👍');
    const gone = await hers.messages.send({ text: 'oops' }).done;
    await hers.messages.delete(gone.id);
    await eventually(() =>
      expect(seen).toEqual([
        'message.created',
        'reaction.added',
        'message.created',
        'message.edited',
        'message.pinned',
        'message.unpinned',
        'reaction.removed',
        'message.created',
        'message.deleted',
      ]),
    );
    expect(timeline.state.items.map((item) => item.message)).toEqual(await pages(his));
    expect(timeline.state.items[0]!.message).toMatchObject({
      text: 'Review at 15:00?',
      replyCount: 1,
      reactions: [],
    });
    expect((await his.messages.replies(message.id)).items.map(({ text }) => text)).toEqual(['Yes']);
    expect((await his.messages.revisions(message.id)).items[0]).toMatchObject({ text: 'Review at 15:00?' });
    expect((await his.messages.search('review')).items[0]?.message.id).toBe(message.id);
    await expect(hers.messages.edit(message.id, { text: 'x', baseVersion: 1 })).rejects.toBeInstanceOf(
      ConflictError,
    );
    await expect(hers.messages.edit(gone.id, { text: '' })).rejects.toBeInstanceOf(ValidationError);
    const { version } = await his.messages.get(message.id);
    await expect(
      his.messages.edit(message.id, { text: 'mine now', baseVersion: version }),
    ).rejects.toBeInstanceOf(PermissionError);
  });

  it('stores a message once, however often and whichever way it is sent', async () => {
    const { ada, hers } = await place(codec);
    await online(ada.tb);
    const clientId = crypto.randomUUID();
    const input = { text: 'once', clientId };
    const first = await hers.messages.send(input).done;
    const again = await hers.messages.send(input).done;
    const posted = await ada.tb.request<{ id: string }>('POST', `/rooms/${hers.id}/messages`, {
      body: input,
    });
    expect([again.id, posted.id]).toEqual([first.id, first.id]);
    expect(await pages(hers)).toHaveLength(1);
    await expect(hers.messages.send({ text: 'other', clientId }).done).rejects.toMatchObject({
      code: 'idempotency_conflict',
    });
  });

  it('equals a fresh load after its connection was cut in the middle of everything', async () => {
    const { ben, hers, his } = await place(codec);
    const timeline = his.messages.timeline({ limit: 100 });
    await timeline.ready;
    await his.channel.ready;
    for (let round = 0; round < 3; round++) {
      ben.cut();
      const ids: string[] = [];
      for (let index = 0; index < 12; index++) {
        const replyTo = index % 3 === 2 ? ids[index - 1] : undefined;
        ids.push((await hers.messages.send({ text: `r${round} m${index}`, replyTo }).done).id);
        if (index % 4 === 1) await hers.messages.edit(ids[index]!, { text: `edited ${index}` });
        if (index % 4 === 2) await hers.messages.react(ids[index]!, '🎉');
        if (index % 4 === 3) await hers.messages.pin(ids[index - 1]!);
        if (index % 4 === 0) await hers.messages.delete(ids[index]!);
      }
      const head = (await hers.messages.window({ limit: 1 })).seq;
      await eventually(() => expect(timeline.state.seq).toBe(head));
      await eventually(() => expect(timeline.state.loading).toBe(false));
      expect(timeline.state.items.map((item) => item.message)).toEqual(await pages(his));
    }
  });

  it('stores what was typed offline once, in order, after a reload', async () => {
    const { ada, hers } = await place(codec);
    await online(ada.tb);
    const storage = memoryStorage();
    const typing = client(codec, { storage });
    await typing.tb.auth.login({ login: ada.user.username, password: testPassword });
    const room = await typing.tb.rooms.open(hers.id);
    await online(typing.tb);
    typing.cut({ until: 'mended' });
    const typed = Array.from({ length: 20 }, (_, index) => `line ${index}`);
    for (const text of typed) room.messages.send({ text });
    await eventually(() => expect(typing.tb.status).not.toBe('online'));
    await typing.tb.close();
    const reloaded = client(codec, { storage });
    await reloaded.tb.auth.login({ login: ada.user.username, password: testPassword });
    await eventually(async () => expect((await pages(hers)).map(({ text }) => text)).toEqual(typed));
    expect(storage.keys('')).toEqual([]);
  });

  it('keeps unread counts right on every device', async () => {
    const { ben, workspace, hers, his } = await place(codec);
    const store = ben.tb.rooms.store({ workspace: workspace.slug });
    await eventually(() => expect(store.state.loading).toBe(false));
    expect(store.state.rooms.map(({ name }) => name)).toContain('Design');
    await hers.messages.send({ text: 'one' }).done;
    const last = await hers.messages.send({ text: 'two', mentions: [ben.user.id] }).done;
    await eventually(() => expect(store.state).toMatchObject({ unread: 2, mentions: 1 }));
    const phone = client(codec, { getToken: undefined });
    await phone.tb.auth.login({ login: ben.user.username, password: testPassword });
    const elsewhere = await phone.tb.rooms.open(his.id);
    await elsewhere.read(last.seq);
    await eventually(() => expect(store.state).toMatchObject({ unread: 0, mentions: 0 }));
    await elsewhere.read(0, { force: true });
    await eventually(() => expect(store.state.unread).toBe(2));
    store.close();
  });

  it('ends the room of whoever is removed, and lists it no more', async () => {
    const { ada, ben, workspace, hers, his } = await place(codec);
    const store = ben.tb.rooms.store({ workspace: workspace.id });
    await eventually(() => expect(store.state.rooms).toHaveLength(1));
    await his.channel.ready;
    await hers.removeMember(ben.user.id);
    await eventually(() => expect(his.channel.state).toBe('ended'));
    await eventually(() => expect(store.state.rooms).toEqual([]));
    await hers.messages.send({ text: 'unheard' }).done;
    await expect(his.messages.window()).rejects.toMatchObject({
      status: expect.toSatisfy((status) => [403, 404].includes(status)),
    });
    const { room } = { room: await ada.tb.rooms.get(hers.id) };
    expect(room.memberCount).toBe(1);
    store.close();
  });

  it('says who types and who is there', async () => {
    const { ada, hers, his } = await place(codec);
    await Promise.all([hers.channel.ready, his.channel.ready]);
    const typing: string[][] = [];
    his.onTyping((userIds) => typing.push(userIds));
    hers.typing(true);
    await eventually(() => expect(typing.at(-1)).toEqual([ada.user.id]));
    hers.typing(false);
    await eventually(() => expect(typing.at(-1)).toEqual([]));
    await eventually(async () =>
      expect((await his.presence()).map(({ userId }) => userId)).toContain(ada.user.id),
    );
  });
});

describe('a long absence', () => {
  it('ends in one reset and the newest messages, not in an empty room', async () => {
    const { ada, ben, hers, his } = await place(undefined);
    const timeline = his.messages.timeline({ limit: 20 });
    await timeline.ready;
    await his.channel.ready;
    const resets: unknown[] = [];
    his.channel.onNotice(({ state, reason }) => state === 'reset' && resets.push(reason));
    ben.cut({ until: 'mended' });
    for (let batch = 0; batch < 26; batch++) {
      const sent = Array.from({ length: 20 }, (_, index) =>
        server.inject({
          method: 'POST',
          url: `/v1/rooms/${hers.id}/messages`,
          body: { text: `b${batch} m${index}` },
          token: ada.accessToken,
        }),
      );
      for (const { status } of await Promise.all(sent)) expect(status).toBe(201);
    }
    ben.mend();
    await eventually(() => expect(resets).toEqual(['too_old']));
    await eventually(async () =>
      expect(timeline.state.items.map((item) => item.message)).toEqual(await pages(his, 20)),
    );
    expect(timeline.state.hasBefore).toBe(true);
    expect(resets).toEqual(['too_old']);
  }, 60_000);
});

describe('sessions against the server', () => {
  it('are listed, refreshed, and closed by a sign-out elsewhere', async () => {
    const ada = await person(undefined, 'ada');
    await online(ada.tb);
    const other = client(undefined);
    await other.tb.auth.login({ login: ada.user.username, password: testPassword });
    expect((await ada.tb.auth.sessions()).items).toHaveLength(2);
    const users: unknown[] = [];
    ada.tb.on('user', (user) => users.push(user));
    await other.tb.auth.logout({ everywhere: true });
    await eventually(() => expect(users).toEqual([null]));
    expect(ada.tb.status).toBe('idle');
  });

  it('know the server by its meta', async () => {
    const ada = await person(undefined, 'ada');
    expect(await ada.tb.meta()).toMatchObject({
      plugins: { rooms: {}, messaging: {} },
      epoch: expect.any(String),
    });
  });
});
