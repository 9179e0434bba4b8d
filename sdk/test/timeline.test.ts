import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Timeline, TimelineState } from '../src/index.js';
import type { MockServer } from '../src/testing.js';
import { createMockServer } from '../src/testing.js';
import { connect, eventually, online, place, withoutJitter } from './support.js';

beforeEach(withoutJitter);
afterEach(() => {
  vi.restoreAllMocks();
});

async function opened(messages = 0) {
  const server = createMockServer();
  const { room } = place(server);
  const ben = server.user('ben').id;
  for (let index = 1; index <= messages; index++) server.model.send(room.id, ben, { text: `m${index}` });
  const tb = connect(server.as('ada'));
  const handle = await tb.rooms.open(room.id);
  const send = (text: string, replyTo?: string) => server.model.send(room.id, ben, { text, replyTo }).message;
  return { server, tb, handle, room, ben, send };
}
const texts = (timeline: Timeline) => timeline.state.items.map(({ message }) => message.text);
const stored = ({ items }: TimelineState) =>
  items.filter(({ status }) => status === 'sent').map(({ message }) => message);

describe('a timeline', () => {
  it('loads the newest messages and follows what happens to them', async () => {
    const { handle, server, ben, send } = await opened(3);
    const timeline = handle.messages.timeline({ limit: 10 });
    expect(timeline.state).toMatchObject({ items: [], loading: 'first' });
    await timeline.ready;
    expect(texts(timeline)).toEqual(['m1', 'm2', 'm3']);
    expect(timeline.state).toMatchObject({ loading: false, hasBefore: false, hasAfter: false });
    const root = send('m4');
    send('reply', root.id);
    server.model.edit(root.id, ben, 'm4 edited');
    server.model.react(root.id, ben, '👍', true);
    server.model.pin(root.id, ben, true);
    server.model.delete(stored(timeline.state)[0]!.id, ben);
    await eventually(() => expect(timeline.state.seq).toBe(9));
    expect(stored(timeline.state)).toEqual(server.model.window(handle.id, {}).items);
    expect(timeline.state.items[3]!.message).toMatchObject({
      text: 'm4 edited',
      replyCount: 1,
      pinned: true,
      reactions: [{ emoji: '👍', count: 1, userIds: [ben] }],
    });
    expect(timeline.state.items[0]!.message).toMatchObject({ text: '', deletedAt: expect.any(String) });
  });

  it('tells subscribers once for what happens in one go, and keeps rows that did not change', async () => {
    const { handle, send } = await opened(2);
    const timeline = handle.messages.timeline();
    await timeline.ready;
    const seen: number[] = [];
    timeline.subscribe(({ items }) => seen.push(items.length));
    const before = timeline.state.items[0];
    send('m3');
    await eventually(() => expect(timeline.state.items).toHaveLength(3));
    expect(seen[0]).toBe(2);
    expect(seen.at(-1)).toBe(3);
    expect(timeline.state.items[0]).toBe(before);
  });

  it('pages backwards and forwards, and jumps', async () => {
    const { handle } = await opened(100);
    const timeline = handle.messages.timeline({ limit: 10 });
    await timeline.ready;
    expect(texts(timeline)[0]).toBe('m91');
    await timeline.loadBefore();
    expect(texts(timeline)).toHaveLength(20);
    expect(texts(timeline)[0]).toBe('m81');
    await timeline.jumpTo(30);
    expect(texts(timeline)).toContain('m30');
    expect(timeline.state).toMatchObject({ hasBefore: true, hasAfter: true });
    const before = texts(timeline).length;
    await timeline.loadAfter();
    expect(texts(timeline)).toHaveLength(before + 10);
    await timeline.jumpTo('newest');
    expect(texts(timeline).at(-1)).toBe('m100');
    expect(timeline.state.hasAfter).toBe(false);
  });

  it('holds at most 300 rows and knows that there is more on the other side', async () => {
    const { handle, send } = await opened(350);
    const timeline = handle.messages.timeline({ limit: 100 });
    await timeline.ready;
    for (let page = 0; page < 3; page++) await timeline.loadBefore();
    expect(timeline.state.items).toHaveLength(300);
    expect(timeline.state).toMatchObject({ hasBefore: false, hasAfter: true });
    expect(texts(timeline)[0]).toBe('m1');
    send('unseen');
    await eventually(() => expect(timeline.state.newer).toBe(1));
    expect(timeline.state.items).toHaveLength(300);
    await timeline.loadAfter();
    expect(texts(timeline).at(-1)).toBe('unseen');
    expect(timeline.state).toMatchObject({ hasBefore: true, hasAfter: false, newer: 0 });
    expect(timeline.state.items).toHaveLength(300);
  });

  it('applies what happens to a page while that page is on its way', async () => {
    const { handle, server, ben } = await opened(20);
    const timeline = handle.messages.timeline({ limit: 10 });
    await timeline.ready;
    server.faults.delayMs = 30;
    const loading = timeline.loadBefore();
    const old = server.model.window(handle.id, { before: 11 }).items[0]!;
    // The answer is made after the delay: these come as events, before or after it.
    server.model.react(old.id, ben, '🎉', true);
    setTimeout(() => server.model.edit(old.id, ben, 'edited meanwhile'), 40);
    await loading;
    await eventually(() => expect(texts(timeline)[0]).toBe('edited meanwhile'));
    expect(stored(timeline.state)).toEqual(server.model.window(handle.id, { limit: 20 }).items);
  });

  it('marks where unread messages begin', async () => {
    const { handle, server, tb } = await opened(5);
    server.model.read(handle.id, server.user('ada').id, 3);
    const again = await tb.rooms.open(handle.id);
    const timeline = again.messages.timeline();
    await timeline.ready;
    expect(timeline.state.unreadAfter).toBe(3);
    timeline.markUnreadFrom(5);
    expect(timeline.state.unreadAfter).toBe(5);
  });

  it('says when access was lost', async () => {
    const { handle, server } = await opened(1);
    const timeline = handle.messages.timeline();
    await timeline.ready;
    await handle.channel.ready;
    server.remove(handle.id, 'ada');
    await eventually(() => expect(timeline.state.ended).toBe('removed'));
  });

  it('shows a failed load and recovers when the connection is back', async () => {
    const { handle, server, tb } = await opened(2);
    await online(tb);
    server.faults.unavailable = 3;
    const timeline = handle.messages.timeline();
    await timeline.ready;
    expect(timeline.state.error).toMatchObject({ code: 'unavailable' });
    server.cut();
    await eventually(() => expect(texts(timeline)).toEqual(['m1', 'm2']));
    expect(timeline.state.error).toBeUndefined();
  });
});

describe('optimistic rows', () => {
  it.each([
    ['before', false],
    ['after', true],
  ])(
    'become the stored message when its event comes %s the answer, under the same key',
    async (_, eventAfterAck) => {
      const { handle, server, tb } = await opened(1);
      await online(tb);
      server.faults.eventAfterAck = eventAfterAck;
      const timeline = handle.messages.timeline();
      await timeline.ready;
      const shown: string[][] = [];
      timeline.subscribe(({ items }) =>
        shown.push(items.map(({ message, status }) => `${message.text} ${status}`)),
      );
      const sent = timeline.send({ text: 'mine' });
      const row = () => timeline.state.items.at(-1)!;
      expect(row()).toMatchObject({
        key: sent.clientId,
        status: 'sending',
        message: { text: 'mine', seq: 0 },
      });
      expect(row().message.author.username).toBe('ada');
      const message = await sent.done;
      await eventually(() => expect(row().status).toBe('sent'));
      await eventually(() => expect(handle.channel.seq).toBe(2));
      expect(row()).toMatchObject({ key: sent.clientId, message: { id: message.id, seq: 2 } });
      expect(shown.every((rows) => rows.length <= 2)).toBe(true);
      expect(stored(timeline.state)).toEqual(server.model.window(handle.id, {}).items);
    },
  );

  it('stay at the end, in order, until they are stored, and failed ones can be discarded', async () => {
    const { handle, server, tb, send } = await opened(1);
    await online(tb);
    const timeline = handle.messages.timeline();
    await timeline.ready;
    server.faults.refuse = (text) => text === 'bad';
    const bad = timeline.send({ text: 'bad' });
    await bad.done.catch(() => {});
    send('from ben');
    await eventually(() => expect(texts(timeline)).toEqual(['m1', 'from ben', 'bad']));
    expect(timeline.state.items.at(-1)!.sending!.error).toMatchObject({ code: 'message_refused' });
    timeline.state.items.at(-1)!.sending!.discard();
    await eventually(() => expect(texts(timeline)).toEqual(['m1', 'from ben']));
  });

  it('show replies as replies', async () => {
    const { handle, server, tb } = await opened(1);
    await online(tb);
    const timeline = handle.messages.timeline();
    await timeline.ready;
    const root = timeline.state.items[0]!.message;
    const sent = timeline.send({ text: 'reply', replyTo: root.id });
    expect(timeline.state.items[1]!.message.replyTo).toBe(root.id);
    await sent.done;
    await eventually(() => expect(timeline.state.items[0]!.message.replyCount).toBe(1));
    expect(stored(timeline.state)).toEqual(server.model.window(handle.id, {}).items);
  });
});

/** The same pseudo-random numbers in every run. */
function dice(seed: number) {
  let state = seed;
  return (sides: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * sides);
  };
}

/** Something that somebody does in the room. */
function act(server: MockServer, roomId: string, roll: (sides: number) => number, index: number) {
  const users = ['ben', 'cleo', 'dan'].map((name) => server.user(name).id);
  const user = users[roll(3)]!;
  const { items } = server.model.window(roomId, { limit: 10_000 });
  const target = items[roll(items.length)];
  const alive = target && !target.deletedAt ? target : undefined;
  const emoji = ['👍', '🎉', '👀'][roll(3)]!;
  const what = roll(10);
  if (what < 4 || !alive)
    server.model.send(roomId, user, { text: `r${index}`, ...(alive && what < 2 && { replyTo: alive.id }) });
  else if (what < 5) server.model.edit(alive.id, user, `e${index}`);
  else if (what < 6) server.model.delete(alive.id, user);
  else if (what < 8) server.model.react(alive.id, user, emoji, true);
  else if (what < 9) server.model.react(alive.id, user, emoji, false);
  else server.model.pin(alive.id, user, roll(2) === 0);
}

describe('after a gap', () => {
  it.each([1, 2, 3, 4, 5])('equals a fresh load, whatever was missed (seed %i)', async (seed) => {
    const roll = dice(seed);
    const server = createMockServer();
    const { room, channel } = place(server, ['ada', 'ben', 'cleo', 'dan']);
    for (let index = 0; index < 30; index++) act(server, room.id, roll, index);
    const tb = connect(server.as('ada'));
    const handle = await tb.rooms.open(room.id);
    const timeline = handle.messages.timeline({ limit: 100 });
    await timeline.ready;
    await handle.channel.ready;
    const fresh = () =>
      server.model.window(room.id, { limit: 300 }).items.slice(-stored(timeline.state).length);
    for (let round = 0; round < 4; round++) {
      server.cut();
      const loads = () => server.requests.filter(({ path }) => path.endsWith('/messages')).length;
      const before = loads();
      for (let index = 0; index < 100; index++) act(server, room.id, roll, index);
      if (round === 2) server.trim(channel);
      await eventually(() => expect(handle.channel.seq).toBe(server.model.log.head(channel)));
      await eventually(() => expect(timeline.state.loading).toBe(false));
      expect(stored(timeline.state)).toEqual(fresh());
      expect(loads() - before).toBeLessThanOrEqual(2);
      for (let index = 0; index < 20; index++) act(server, room.id, roll, index);
      await eventually(() => expect(timeline.state.seq).toBe(server.model.log.head(channel)));
      expect(stored(timeline.state)).toEqual(fresh());
    }
  });
});
