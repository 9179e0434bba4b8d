import { beforeAll, expect, it } from 'vitest';
import type { MessageWindow } from '../shared/types.js';
import { openWorld, type World } from './world.js';

const onServer = process.env.TEST_DATABASE_URL !== undefined;
let world: World;
beforeAll(async () => {
  world = await openWorld({ instances: onServer ? 2 : 1 });
});

const read = async (instance: number, query = '') => {
  const server = world.instances[instance % world.instances.length];
  const answer = await server!.inject<MessageWindow>({
    url: `/v1/rooms/${world.roomId}/messages${query}`,
    token: world.viewer.token,
  });
  return { ...answer.body, etag: answer.headers.etag };
};

it('is as new as the question after every kind of change, on every instance', async () => {
  const { body } = await world.send(world.member, 'first');
  const url = `/v1/messages/${body.id}`;
  const changes = [
    () => world.send(world.admin, { text: 'reply', replyTo: body.id }),
    () => world.member.inject({ method: 'PATCH', url, body: { text: 'edited' } }),
    () => world.admin.inject({ method: 'PUT', url: `${url}/reactions/${encodeURIComponent('👍')}` }),
    () => world.admin.inject({ method: 'DELETE', url: `${url}/reactions/${encodeURIComponent('👍')}` }),
    () => world.admin.inject({ method: 'PUT', url: `${url}/pin` }),
    () => world.member.inject({ method: 'DELETE', url }),
  ];
  let last = await read(0);
  for (const [index, change] of changes.entries()) {
    // Every instance holds the page before the change.
    await Promise.all([read(0), read(1)]);
    await change();
    const [here, there] = await Promise.all([read(0), read(1)]);
    const { items } = await read(index, '?after=0');
    expect(here.items).toEqual(items);
    expect(there).toEqual(here);
    expect(here.etag).not.toBe(last.etag);
    expect(here.items).not.toEqual(last.items);
    last = here;
  }
});

it('is not for somebody who was removed, though the page is at hand', async () => {
  const room = await world.createRoom('At hand', [[world.member, 'member']]);
  await world.send(world.owner, 'canary', room);
  const url = `/v1/rooms/${room}/messages`;
  expect((await world.member.inject({ url })).status).toBe(200);
  expect((await world.member.inject({ url })).status).toBe(200);
  await world.owner.inject({ method: 'DELETE', url: `/v1/rooms/${room}/members/${world.member.user.id}` });
  expect((await world.owner.inject({ url })).status).toBe(200);
  expect((await world.member.inject({ url })).status).toBe(404);
});

it('shows a new name of an author', async () => {
  await world.send(world.member, 'by mia');
  await read(0);
  await world.member.inject({ method: 'PATCH', url: '/v1/users/me', body: { displayName: 'Mia M.' } });
  expect((await read(0)).items.at(-1)?.author.displayName).toBe('Mia M.');
});

it('of many readers at once is read once', async () => {
  await read(0);
  const { db } = world.server.context('messaging');
  const original = db.query;
  const names: string[] = [];
  db.query = ((sql: string, params?: readonly unknown[], options?: { name?: string }) => {
    names.push(options?.name ?? '');
    return original(sql, params, options);
  }) as typeof db.query;
  await Promise.all(Array.from({ length: 50 }, () => read(0)));
  db.query = original;
  expect(names.filter((name) => name === 'messaging.window')).toEqual([]);
  expect(names.filter((name) => name === 'messaging.heads').length).toBeLessThan(25);
});
