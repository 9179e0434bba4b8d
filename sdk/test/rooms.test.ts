import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NotFoundError } from '../src/index.js';
import { createMockServer } from '../src/testing.js';
import { connect, eventually, online, place, withoutJitter } from './support.js';

beforeEach(withoutJitter);
afterEach(() => {
  vi.restoreAllMocks();
});

describe('a room', () => {
  it('is found by id, slug or name, and says when there is none', async () => {
    const server = createMockServer();
    const { workspace, room } = place(server);
    const tb = connect(server.as('ada'));
    for (const ref of [
      room.id,
      { id: room.id },
      { workspace: 'acme', slug: 'design' },
      { workspace: workspace.id, name: 'Design' },
    ]) {
      expect((await tb.rooms.open(ref)).id).toBe(room.id);
    }
    await expect(tb.rooms.open({ workspace: 'acme', slug: 'none' })).rejects.toBeInstanceOf(NotFoundError);
  });

  it('shows its changes, and keeps what is the viewer’s own', async () => {
    const server = createMockServer();
    const { room } = place(server);
    const tb = connect(server.as('ada'));
    const handle = await tb.rooms.open(room.id);
    const seen: string[] = [];
    handle.subscribe(({ name, role, memberCount }) => seen.push(`${name} ${role} ${memberCount}`));
    await handle.channel.ready;
    server.model.updateRoom(room.id, { name: 'Designs' }, server.user('ben').id);
    server.model.join(room.id, server.user('cleo').id);
    await eventually(() => expect(seen).toEqual(['Designs member 2', 'Designs member 3']));
    expect((await handle.update({ topic: 'Figures' })).topic).toBe('Figures');
  });

  it('comes alive for whoever joins it, with all that was opened before', async () => {
    const server = createMockServer();
    const { workspace } = place(server);
    const { id } = server.room(workspace.id, { name: 'Open' }, ['ben']);
    server.model.send(id, server.user('ben').id, { text: 'hello' });
    const tb = connect(server.as('ada'));
    const handle = await tb.rooms.open({ workspace: 'acme', slug: 'open' });
    const timeline = handle.messages.timeline();
    await timeline.ready;
    await expect(handle.channel.ready).rejects.toBeInstanceOf(NotFoundError);
    expect(timeline.state).toMatchObject({ items: [], error: { code: 'not_found' } });
    await handle.join();
    await eventually(() => expect(timeline.state.items).toHaveLength(1));
    expect(timeline.state).toMatchObject({ error: undefined, ended: undefined });
    server.model.send(id, server.user('ben').id, { text: 'welcome' });
    await eventually(() => expect(timeline.state.items).toHaveLength(2));
  });

  it('reads all messages backwards, a page at a time, and stops with the loop', async () => {
    const server = createMockServer();
    const { room } = place(server);
    for (let index = 1; index <= 25; index++)
      server.model.send(room.id, server.user('ben').id, { text: `m${index}` });
    const tb = connect(server.as('ada'));
    const handle = await tb.rooms.open(room.id);
    const all: string[] = [];
    for await (const { text } of handle.messages.history({ limit: 10 })) all.push(text);
    expect(all).toEqual(Array.from({ length: 25 }, (_, index) => `m${25 - index}`));
    const before = server.requests.length;
    for await (const { text } of handle.messages.history({ limit: 10 })) if (text === 'm20') break;
    expect(server.requests.length - before).toBe(1);
  });

  it('moves the read cursor with few calls and never backwards by itself', async () => {
    const server = createMockServer();
    const { room } = place(server);
    for (let index = 1; index <= 20; index++)
      server.model.send(room.id, server.user('ben').id, { text: `m${index}` });
    const tb = connect(server.as('ada'));
    const handle = await tb.rooms.open(room.id);
    await online(tb);
    const reads = Array.from({ length: 20 }, (_, index) => handle.read(index + 1));
    await Promise.all(reads);
    expect(await handle.unread()).toMatchObject({ readSeq: 20, unread: 0 });
    expect(server.frames.filter((frame) => frame.op === 'do').length).toBeLessThanOrEqual(2);
    await handle.read(5);
    expect((await handle.unread()).readSeq).toBe(20);
    await handle.read(5, { force: true });
    expect(await handle.unread()).toMatchObject({ readSeq: 5, unread: 15 });
    expect(handle.data.readSeq).toBe(5);
    await handle.read(20);
    expect((await handle.unread()).unread).toBe(0);
  });
});

describe('my rooms', () => {
  async function listed() {
    const server = createMockServer();
    const workspace = server.workspace('Acme');
    const rooms = ['Beta', 'Alpha'].map((name) => server.room(workspace.id, { name }, ['ada', 'ben']));
    const tb = connect(server.as('ada'));
    const store = tb.rooms.store({ workspace: 'acme' });
    await eventually(() => expect(store.state.loading).toBe(false));
    return {
      server,
      tb,
      store,
      workspace,
      beta: rooms[0]!.id,
      alpha: rooms[1]!.id,
      ada: server.user('ada').id,
      ben: server.user('ben').id,
    };
  }

  it('are sorted, and count what is unread as it comes', async () => {
    const { server, store, beta, ada, ben } = await listed();
    expect(store.state.rooms.map(({ name }) => name)).toEqual(['Alpha', 'Beta']);
    server.model.send(beta, ben, { text: 'one' });
    server.model.send(beta, ben, { text: 'two', mentions: [ada] });
    server.model.send(beta, ada, { text: 'my own' });
    await eventually(() => expect(store.state).toMatchObject({ unread: 2, mentions: 1 }));
    expect(store.state.rooms[1]).toMatchObject({ name: 'Beta', unread: 2 });
  });

  it('are clear when another device has read, and follow a mark as unread', async () => {
    const { server, store, beta, ada, ben } = await listed();
    for (const text of ['one', 'two', 'three']) server.model.send(beta, ben, { text });
    await eventually(() => expect(store.state.unread).toBe(3));
    server.model.read(beta, ada, 3);
    await eventually(() => expect(store.state.unread).toBe(0));
    server.model.read(beta, ada, 1, true);
    await eventually(() => expect(store.state.unread).toBe(2));
  });

  it('come and go with membership', async () => {
    const { server, store, workspace, beta, ada, ben } = await listed();
    server.model.send(beta, ben, { text: 'one' });
    await eventually(() => expect(store.state.unread).toBe(1));
    server.remove(beta, 'ada');
    await eventually(() => expect(store.state).toMatchObject({ unread: 0 }));
    expect(store.state.rooms.map(({ name }) => name)).toEqual(['Alpha']);
    const { id } = server.room(workspace.id, { name: 'Gamma' }, ['ben']);
    server.model.send(id, ben, { text: 'before' });
    server.model.join(id, ada);
    await eventually(() => expect(store.state.rooms.map(({ name }) => name)).toEqual(['Alpha', 'Gamma']));
    server.model.updateRoom(id, { name: 'Aaa' }, ben);
    await eventually(() => expect(store.state.rooms[0]?.name).toBe('Aaa'));
  });

  it('are right again after a gap, replayed or reset', async () => {
    const { server, store, alpha, beta, ben } = await listed();
    server.cut();
    server.model.send(beta, ben, { text: 'one' });
    server.model.send(alpha, ben, { text: 'two' });
    const gone = server.model.send(alpha, ben, { text: 'three' }).message;
    server.model.delete(gone.id, ben);
    server.trim(`room:${beta}`);
    await eventually(() => expect(store.state.unread).toBe(2));
    expect(store.state.rooms.map(({ unread }) => unread)).toEqual([1, 1]);
  });
});
