import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../../tests/support/socket.js';
import { buildWorld, type Person, type World } from './world.js';

type Socket = Awaited<ReturnType<typeof connect>>;
let world: World;
let wsUrl: string;
const open: Socket[] = [];
beforeAll(async () => {
  world = await buildWorld();
  wsUrl = (await world.server.listen()).wsUrl;
});
afterEach(() => {
  for (const socket of open.splice(0)) socket.close();
});

async function socketOf(who: Person): Promise<Socket> {
  const socket = await connect(wsUrl, world.people[who].token);
  open.push(socket);
  return socket;
}
const idOf = (who: Person) => world.people[who].user.id;
const send = (who: Person, method: 'POST' | 'PATCH' | 'PUT' | 'DELETE', url: string, body?: unknown) =>
  world.people[who].inject({ method, url: `/v1${url}`, ...(body === undefined ? {} : { body }) });

describe('the channel of a room', () => {
  it('tells its members everything that happens to it, in order', async () => {
    const { id } = await world.room('public');
    const channel = `room:${id}`;
    const vera = await socketOf('vera');
    const live = await vera.subscribe(channel);
    expect(live).toMatchObject({ op: 'live', head: 3 });
    await send('xaver', 'POST', `/rooms/${id}/join`);
    await send('anna', 'PATCH', `/rooms/${id}`, { topic: 'New' });
    await send('olga', 'PATCH', `/rooms/${id}/members/${idOf('xaver')}`, { role: 'viewer' });
    await send('anna', 'DELETE', `/rooms/${id}/members/${idOf('xaver')}`);
    const types = ['member.added', 'room.updated', 'member.role_changed', 'member.removed'];
    await expect.poll(() => vera.types(channel)).toEqual(types);
    const [added, updated, changed, removed] = vera.events(channel);
    expect(added).toMatchObject({ seq: 4, actor: idOf('xaver') });
    expect(updated?.data).toMatchObject({ id, topic: 'New', version: 2 });
    expect(updated?.data).not.toHaveProperty('role');
    expect(updated?.data).not.toHaveProperty('unread');
    expect(changed).toMatchObject({ actor: idOf('olga'), data: { userId: idOf('xaver'), role: 'viewer' } });
    expect(removed).toMatchObject({ seq: 7, data: { userId: idOf('xaver') } });

    const late = await socketOf('mia');
    await late.subscribe(channel, 3);
    expect(late.events(channel).map(({ seq }) => seq)).toEqual(expect.arrayContaining([5, 6, 7]));
  });

  it('is closed to everybody else, and ends for who is removed', async () => {
    const { id } = await world.room('public');
    const channel = `room:${id}`;
    const xaver = await socketOf('xaver');
    expect(await xaver.subscribe(channel)).toMatchObject({ op: 'err', code: 'forbidden' });
    const hidden = await world.room('private');
    expect(await xaver.subscribe(`room:${hidden.id}`)).toMatchObject({ op: 'err', code: 'not_found' });
    const mia = await socketOf('mia');
    await mia.subscribe(channel);
    await send('anna', 'DELETE', `/rooms/${id}/members/${idOf('mia')}`);
    await send('anna', 'PATCH', `/rooms/${id}`, { topic: 'After' });
    await expect
      .poll(() => mia.frames.find(({ op }) => op === 'ended'))
      .toMatchObject({ channel, reason: 'removed' });
    expect(mia.types(channel)).not.toContain('room.updated');
  });

  it('ends for all when the room is deleted', async () => {
    const { id } = await world.room();
    const mia = await socketOf('mia');
    await mia.subscribe(`room:${id}`);
    await mia.subscribe(`user:${idOf('mia')}`);
    await send('olga', 'DELETE', `/rooms/${id}`);
    await expect.poll(() => mia.frames.find(({ op }) => op === 'ended')).toMatchObject({ reason: 'deleted' });
    await expect
      .poll(() => mia.events(`user:${idOf('mia')}`).at(-1))
      .toMatchObject({
        type: 'room.left',
        data: { roomId: id },
      });
  });
});

describe('one’s own channel', () => {
  it('says which rooms one joined and left, and how far one has read', async () => {
    const channel = `user:${idOf('xaver')}`;
    const [phone, laptop] = [await socketOf('xaver'), await socketOf('xaver')];
    await phone.subscribe(channel);
    await laptop.subscribe(channel);
    const { id } = await world.room();
    await send('anna', 'POST', `/rooms/${id}/members`, { userId: idOf('xaver') });
    await laptop.subscribe(`room:${id}`);
    const done = await laptop.do('rooms.read', `room:${id}`, { seq: 4 });
    expect(done).toMatchObject({ op: 'ok', data: { roomId: id, readSeq: 4, unread: 0 } });
    await laptop.do('rooms.read', `room:${id}`, { seq: 4 });
    await send('anna', 'DELETE', `/rooms/${id}/members/${idOf('xaver')}`);
    await expect.poll(() => phone.types(channel)).toEqual(['room.joined', 'read.updated', 'room.left']);
    const [joined, read, left] = phone.events(channel);
    expect(joined?.data).toMatchObject({ id, memberCount: 5 });
    expect(read?.data).toEqual({ roomId: id, seq: 4 });
    expect(left?.data).toEqual({ roomId: id });
  });

  it('refuses the action to who may not read the room', async () => {
    const { id } = await world.room();
    const xaver = await socketOf('xaver');
    expect(await xaver.do('rooms.read', `room:${id}`, { seq: 1 })).toMatchObject({
      op: 'err',
      code: 'not_found',
    });
    const vera = await socketOf('vera');
    expect(await vera.do('rooms.read', `room:${id}`, { seq: 'x' })).toMatchObject({
      op: 'err',
      code: 'validation_failed',
    });
  });
});

describe('the channel of the workspace', () => {
  it('announces rooms that everybody finds, and no others', async () => {
    const channel = `workspace:${world.workspaceId}`;
    const xaver = await socketOf('xaver');
    await xaver.subscribe(channel);
    await world.room('private');
    const hidden = await world.room('invite');
    const { id } = await world.room('public');
    await send('olga', 'PATCH', `/rooms/${hidden.id}`, { visibility: 'public' });
    await expect.poll(() => xaver.types(channel)).toEqual(['room.created', 'room.created']);
    expect(xaver.events(channel).map(({ data }) => (data as { id: string }).id)).toEqual([id, hidden.id]);
  });
});
