import { beforeAll, expect, it } from 'vitest';
import { openWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
const path = (id: string, emoji: string) => `/v1/messages/${id}/reactions/${encodeURIComponent(emoji)}`;
const react = (by: World['owner'], id: string, emoji: string) =>
  by.inject({ method: 'PUT', url: path(id, emoji) });
const unreact = (by: World['owner'], id: string, emoji: string) =>
  by.inject({ method: 'DELETE', url: path(id, emoji) });
const say = async () => (await world.send(world.member, 'react to this')).body;

it('are counted by kind, in order of the first of each, with the people in theirs', async () => {
  const { id } = await say();
  await react(world.owner, id, '🎉');
  await react(world.member, id, '👍');
  const answer = await react(world.admin, id, '🎉');
  const expected = [
    { emoji: '🎉', count: 2, userIds: [world.owner.user.id, world.admin.user.id] },
    { emoji: '👍', count: 1, userIds: [world.member.user.id] },
  ];
  expect(answer).toMatchObject({ status: 200, body: { id, version: 1, reactions: expected } });
  expect((await world.viewer.inject({ url: `/v1/messages/${id}/reactions` })).body).toEqual({
    items: expected,
    nextCursor: null,
  });
  expect((await world.window(world.viewer, '?limit=1')).items[0]?.reactions).toEqual(expected);
});

it('are set and taken once, however often they are asked for', async () => {
  const { id } = await say();
  await react(world.member, id, '👍');
  const { seq } = await world.window(world.member);
  await Promise.all(Array.from({ length: 10 }, () => react(world.member, id, '👍')));
  expect((await world.window(world.member)).seq).toBe(seq);
  expect((await unreact(world.member, id, '👍')).status).toBe(204);
  expect((await unreact(world.member, id, '👍')).status).toBe(204);
  const window = await world.window(world.member);
  expect(window.seq).toBe(seq + 1);
  expect(window.items.at(-1)?.reactions).toEqual([]);
});

it('of many people at once are all counted', async () => {
  const { id } = await say();
  await Promise.all(
    ['👍', '🎉', '❤️', '😀'].flatMap((emoji) =>
      [world.owner, world.admin, world.member].map((by) => react(by, id, emoji)),
    ),
  );
  const { body } = await world.viewer.inject({ url: `/v1/messages/${id}/reactions` });
  expect(body.items.map(({ count }: { count: number }) => count)).toEqual([3, 3, 3, 3]);
});

it('take one emoji and nothing else', async () => {
  const { id } = await say();
  for (const emoji of ['a', '👍👍', '<b>', '%00'])
    expect((await react(world.member, id, emoji)).status, emoji).toBe(400);
  expect(await react(world.member, id, '👩🏻‍❤️‍💋‍👨🏼')).toMatchObject({ status: 200 });
  await react(world.member, id, '❤');
  expect((await react(world.admin, id, '❤️')).body.reactions.at(-1)).toMatchObject({ emoji: '❤️', count: 2 });
});

it('need the right of the room, and a message that is still there', async () => {
  const { id } = await say();
  expect((await react(world.viewer, id, '👍')).status).toBe(403);
  expect((await react(world.stranger, id, '👍')).status).toBe(404);
  await world.member.inject({ method: 'DELETE', url: `/v1/messages/${id}` });
  expect(await react(world.member, id, '👍')).toMatchObject({
    status: 409,
    body: { code: 'message_deleted' },
  });
});

it('have an end to their kinds', async () => {
  const limited = await openWorld({ config: { plugins: { messaging: { maxReactionKinds: 2 } } } });
  const { id } = (await limited.send(limited.owner, 'x')).body;
  await react(limited.owner, id, '👍');
  await react(limited.owner, id, '🎉');
  expect(await react(limited.owner, id, '😀')).toMatchObject({
    status: 422,
    body: { code: 'message_reactions_full' },
  });
  expect((await react(limited.admin, id, '🎉')).status).toBe(200);
});
