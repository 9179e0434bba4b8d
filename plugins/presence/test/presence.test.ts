import type { TestServer, TestUser } from '@teambrain/core/testing';
import { openRoomWorld, type RoomWorld } from '@teambrain/plugin-rooms/testing';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import presence from '../server/index.js';
import { joinRoom } from './socket.js';

let world: RoomWorld;
let servers: TestServer[];
let urls: string[];
let ann: TestUser;
let bob: TestUser;
let eve: TestUser;
let roomId: string;

beforeAll(async () => {
  world = await openRoomWorld({
    instances: process.env.TEST_DATABASE_URL ? 2 : 1,
    plugins: [presence],
    config: { plugins: { presence: { offlineDelay: 300 } }, realtime: { unauthenticatedPerAddress: 500 } },
  });
  ({ instances: servers, owner: ann, member: bob, stranger: eve } = world);
  urls = await Promise.all(servers.map(async (server) => (await server.listen()).wsUrl));
});

/** A room of each test's own: who left another lingers there, and would come back without a signal. */
beforeEach(async () => {
  roomId = await world.createRoom('Design', [[bob, 'member']]);
});

/** Another instance where there are two. */
const url = (index: number) => urls[index % urls.length] as string;
const present = async (user: TestUser, index = 0) => {
  const server = servers[index % servers.length] as TestServer;
  const answer = await server.inject({ url: `/v1/rooms/${roomId}/presence`, token: user.token });
  return Object.fromEntries(
    (answer.body.items as { userId: string; status: string }[]).map(({ userId, status }) => [userId, status]),
  );
};

describe('GET /v1/rooms/:roomId/presence', () => {
  it('lists who has the room open, on whichever instance, and forgets who left', async () => {
    const one = await joinRoom(url(0), ann.token, roomId);
    const two = await joinRoom(url(1), bob.token, roomId);
    const both = { [ann.user.id]: 'online', [bob.user.id]: 'online' };
    await expect.poll(() => present(ann, 0), { timeout: 15_000 }).toEqual(both);
    await expect.poll(() => present(ann, 1), { timeout: 15_000 }).toEqual(both);
    one.close();
    await expect.poll(() => present(bob, 1), { timeout: 15_000 }).toEqual({ [bob.user.id]: 'online' });
    two.close();
    await expect.poll(() => present(bob, 0), { timeout: 15_000 }).toEqual({});
  });

  it('does not exist for somebody who is not in the room', async () => {
    const [server] = servers as [TestServer];
    const answer = await server.inject({ url: `/v1/rooms/${roomId}/presence`, token: eve.token });
    expect([answer.status, answer.body.code]).toEqual([404, 'not_found']);
  });
});

describe('the presence signal', () => {
  it('tells the others who comes, is away and goes', async () => {
    const watcher = await joinRoom(url(0), ann.token, roomId);
    const other = await joinRoom(url(1), bob.token, roomId);
    await expect.poll(() => watcher.statuses()[bob.user.id], { timeout: 15_000 }).toBe('online');
    other.signal('presence', { status: 'away' });
    await expect.poll(() => watcher.statuses()[bob.user.id], { timeout: 15_000 }).toBe('away');
    expect(await present(ann)).toEqual({ [ann.user.id]: 'online', [bob.user.id]: 'away' });
    other.close();
    await expect.poll(() => watcher.statuses()[bob.user.id], { timeout: 15_000 }).toBe('offline');
    watcher.close();
  });

  it('says nothing of somebody who only reloads the page', async () => {
    const watcher = await joinRoom(url(0), ann.token, roomId);
    const before = await joinRoom(url(0), bob.token, roomId);
    await expect.poll(() => watcher.statuses()[bob.user.id], { timeout: 15_000 }).toBe('online');
    const heard = watcher.signals('presence').length;
    before.close();
    const after = await joinRoom(url(0), bob.token, roomId);
    after.signal('presence', { status: 'away' });
    await expect.poll(() => watcher.statuses()[bob.user.id], { timeout: 15_000 }).toBe('away');
    expect(
      watcher
        .signals('presence')
        .slice(heard)
        .map(({ data }) => (data as { status: string }).status),
    ).toEqual(['away']);
    for (const client of [watcher, after]) client.close();
  });

  it('comes at most once a second, however much changes', async () => {
    const watcher = await joinRoom(url(0), ann.token, roomId);
    const began = Date.now();
    const other = await joinRoom(url(0), bob.token, roomId);
    for (let index = 0; index < 40; index += 1) {
      other.signal('presence', { status: index % 2 === 0 ? 'away' : 'online' });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const seconds = (Date.now() - began) / 1000;
    expect(watcher.signals('presence').length).toBeLessThanOrEqual(Math.ceil(seconds) + 1);
    for (const client of [watcher, other]) client.close();
  });
});

describe('the typing signal', () => {
  it('passes once in 3 s and user, and its end', async () => {
    const watcher = await joinRoom(url(1), ann.token, roomId);
    const other = await joinRoom(url(0), bob.token, roomId);
    for (let index = 0; index < 20; index += 1) other.signal('typing', { on: true });
    other.signal('typing', { on: false });
    other.signal('typing', { on: false });
    await expect.poll(() => watcher.signals('typing').length, { timeout: 15_000 }).toBe(2);
    expect(watcher.signals('typing').map(({ actor, data }) => [actor, data])).toEqual([
      [bob.user.id, { on: true }],
      [bob.user.id, { on: false }],
    ]);
    for (const client of [watcher, other]) client.close();
  });
});
