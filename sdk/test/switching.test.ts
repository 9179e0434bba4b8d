import { describe, expect, it, vi } from 'vitest';
import { keysOf, stage } from './embed-stage.js';
import { eventually, online } from './support.js';

/** A guest who wrote three messages. */
async function guestOf({ visit, room }: Pick<ReturnType<typeof stage>, 'visit' | 'room'>) {
  const tb = visit();
  const handle = await tb.rooms.open(room.id);
  for (const text of ['one', 'two', 'three']) await handle.messages.send({ text }).done;
  return { tb, id: tb.user?.id, handle };
}

describe('signing in after being a guest', () => {
  it('hands over what the guest wrote when that is asked for, and forgets the guest', async () => {
    const { server, room, storage, visit } = stage();
    const { tb } = await guestOf({ visit, room });
    await tb.setUser(() => 'ada');
    expect(await tb.embed.hasGuest()).toBe(true);
    expect(await tb.embed.merge()).toEqual({ rooms: [room.id], messages: 3 });
    expect(tb.user?.username).toBe('ada');
    const { items } = await (await tb.rooms.open(room.id)).messages.window();
    expect(items.map(({ text, author }) => [text, author.username])).toEqual([
      ['one', 'ada'],
      ['two', 'ada'],
      ['three', 'ada'],
    ]);
    expect(keysOf(storage, 'teambrain:guest:')).toEqual([]);
    expect(await tb.embed.hasGuest()).toBe(false);
    await expect(tb.embed.merge()).rejects.toThrow(/No guest is kept/);
    expect(server.requests.filter(({ path }) => path === '/embed/merge')).toHaveLength(1);
  });

  it('hands nothing over by itself', async () => {
    const { server, room, visit } = stage();
    const { tb, id } = await guestOf({ visit, room });
    await tb.setUser(() => 'ada');
    await online(tb);
    expect(server.requests.some(({ path }) => path === '/embed/merge')).toBe(false);
    expect(server.model.list(({ author }) => author.id === id)).toHaveLength(3);
  });

  it.each([
    ['merged before', (kept: string) => kept, 'embed_guest_merged'],
    ['unknown', () => JSON.stringify({ id: 'x', secret: 'y' }), 'embed_guest_invalid'],
  ])('forgets a guest that is %s, and keeps the user signed in', async (_, change, code) => {
    const { room, storage, visit } = stage();
    const { tb } = await guestOf({ visit, room });
    const [key = ''] = keysOf(storage, 'teambrain:guest:');
    const kept = String(storage.get(key));
    const getToken = vi.fn(() => 'ada');
    await tb.setUser(getToken);
    await tb.embed.merge();
    storage.set(key, change(kept));
    const asked = getToken.mock.calls.length;
    await expect(tb.embed.merge()).rejects.toMatchObject({ code });
    expect(await tb.embed.hasGuest()).toBe(false);
    expect(getToken.mock.calls.length).toBe(asked);
    expect((await tb.auth.me()).username).toBe('ada');
  });

  it('does not merge a guest into a guest', async () => {
    const { room, visit } = stage();
    const { tb } = await guestOf({ visit, room });
    await expect(tb.embed.merge()).rejects.toMatchObject({ code: 'embed_merge_refused' });
    expect(await tb.embed.hasGuest()).toBe(true);
  });
});

describe('one user after another', () => {
  it('ends everything of the first, and opens a socket of its own', async () => {
    const { server, room, visit } = stage();
    const tb = visit({ getToken: () => 'ada' });
    const hers = await tb.rooms.open(room.id);
    await hers.channel.ready;
    const timeline = hers.messages.timeline();
    await timeline.ready;
    await hers.messages.send({ text: 'of ada' }).done;
    const heard: string[] = [];
    hers.on('message.created', ({ message }) => heard.push(message.text));
    const events: unknown[] = [];
    tb.on('user', (user) => events.push(user?.username ?? null));
    tb.on('logout', () => events.push('logout'));

    await tb.setUser(() => 'ben');
    await eventually(() => expect(tb.user?.username).toBe('ben'));
    await eventually(() => expect(tb.status).toBe('online'));
    expect(events).toEqual(['logout', null, 'ben']);
    expect(hers.channel.state).toBe('ended');
    expect(server.connections).toBe(1);
    const tokens = server.frames.flatMap((frame) => (frame.op === 'auth' ? [frame.token] : []));
    expect(tokens.map((token) => token.split('.')[1])).toEqual(['ada', 'ben']);

    const his = await tb.rooms.open(room.id);
    await his.channel.ready;
    await his.messages.send({ text: 'of ben' }).done;
    await eventually(() => expect(server.model.list(({ text }) => text === 'of ben')).toHaveLength(1));
    expect(heard).toEqual([]);
    expect(timeline.state.items).toEqual([]);
  });

  it('sends nothing of the first in the name of the second', async () => {
    const { server, room, storage, visit } = stage();
    const tb = visit({ getToken: () => 'ada' });
    const hers = await tb.rooms.open(room.id);
    server.faults.unavailable = 1_000;
    const unsent = hers.messages.send({ text: 'of ada' });
    unsent.done.catch(() => {});
    await eventually(() => expect(keysOf(storage, 'teambrain:outbox:')).toHaveLength(1));
    await tb.setUser(() => 'ben');
    server.faults.unavailable = 0;
    await expect(unsent.done).rejects.toMatchObject({ name: 'AbortError' });
    const his = await tb.rooms.open(room.id);
    await his.messages.send({ text: 'of ben' }).done;
    expect(server.model.list(() => true).map(({ text }) => text)).toEqual(['of ben']);
    await tb.setUser(() => 'ada');
    await tb.auth.me();
    await eventually(() =>
      expect(server.model.list(() => true).map(({ text, author }) => [text, author.username])).toEqual([
        ['of ben', 'ben'],
        ['of ada', 'ada'],
      ]),
    );
  });

  it('repeats no request that the first began', async () => {
    const { server, visit } = stage();
    const tb = visit({ getToken: () => 'ada' });
    await tb.auth.me();
    server.faults.unauthorized = 1;
    server.faults.delayMs = 20;
    const begun = tb.rooms.create('acme', { name: 'Hers' });
    begun.catch(() => {});
    await tb.setUser(() => 'ben');
    await expect(begun).rejects.toMatchObject({ name: 'AbortError' });
    await tb.auth.me();
    expect(server.model.rooms(server.model.workspaces()[0]!.id).map(({ room }) => room.name)).toEqual([
      'Design',
    ]);
  });

  it('drops the answer to an exchange that the first one waits for', async () => {
    const { server, visit } = stage();
    const getToken = vi.fn(() => 'ada');
    const tb = visit({ getToken });
    server.faults.delayMs = 20;
    const asked = tb.auth.me();
    asked.catch(() => {});
    await eventually(() => expect(getToken).toHaveBeenCalled());
    await tb.setUser(() => 'ben');
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
    expect(server.requests.map(({ path }) => path)).toEqual(['/embed/session']);
    expect((await tb.auth.me()).username).toBe('ben');
    expect(tb.embed.state.user?.username).toBe('ben');
  });
});

describe('signing out', () => {
  it('leaves nothing in memory or storage, tells the server, and asks the host no more', async () => {
    const { server, room, storage, visit } = stage();
    const { tb: guest } = await guestOf({ visit, room });
    await guest.close();
    const getToken = vi.fn(() => 'ada');
    const tb = visit({ getToken });
    const handle = await tb.rooms.open(room.id);
    await handle.channel.ready;
    const timeline = handle.messages.timeline();
    await timeline.ready;
    expect(timeline.state.items).toHaveLength(3);
    const place = tb.capabilities({ room: room.id });
    place.subscribe(() => {});
    await eventually(() => expect(place.state.meta).toBeDefined());
    server.faults.refuse = () => true;
    await handle.messages.send({ text: 'refused' }).done.catch(() => {});
    const asked = getToken.mock.calls.length;

    await tb.signOut();
    expect(keysOf(storage, '')).toEqual([]);
    expect([tb.user, tb.status, tb.embed.state.scope, place.state.meta]).toEqual([
      null,
      'idle',
      undefined,
      undefined,
    ]);
    expect(timeline.state.items).toEqual([]);
    expect(server.requests.at(-1)?.path).toBe('/auth/logout');
    await eventually(() => expect(server.connections).toBe(0));
    await expect(tb.auth.me()).rejects.toMatchObject({ status: 401 });
    expect(getToken.mock.calls.length).toBe(asked);
    expect(await tb.embed.hasGuest()).toBe(false);
  });

  it('does so although the server cannot be reached', async () => {
    const { server, room, storage, visit } = stage();
    const { tb } = await guestOf({ visit, room });
    server.faults.offline = true;
    await tb.signOut();
    expect(keysOf(storage, '')).toEqual([]);
    expect([tb.user, tb.status]).toEqual([null, 'idle']);
    server.faults.offline = false;
    await tb.setUser();
    expect((await tb.auth.me()).kind).toBe('guest');
  });

  it('makes no guest only to sign it out', async () => {
    const { visit, exchanges } = stage();
    const tb = visit();
    await tb.auth.me();
    const clock = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 3_600_000);
    await tb.signOut();
    expect(exchanges()).toHaveLength(1);
    clock.mockRestore();
  });
});
