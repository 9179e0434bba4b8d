import type { TestUser } from '@teambrain/core/testing';
import { beforeAll, expect, it } from 'vitest';
import type { CreatedEmbedApp, EmbedSession } from '../shared/types.js';
import { buildWorld, enterAs, origin, type World } from './world.js';

let world: World;
let tina: TestUser;
let uma: TestUser;
let app: CreatedEmbedApp;
beforeAll(async () => {
  world = await buildWorld();
  [tina, uma] = [await world.server.register('tina'), await world.server.register('uma')];
  for (const { user } of [tina, uma])
    await world.wanda.create(`/v1/workspaces/${world.workspaceId}/members`, {
      userId: user.id,
      role: 'member',
    });
  app = await world.app({ conversation: 'perVisitor', staff: [world.sam.user.id] });
});

const roomOf = ({ config }: EmbedSession) => config.rooms[0] as string;
async function staffIs(...staff: TestUser[]): Promise<void> {
  const body = { staff: staff.map(({ user }) => user.id) };
  const { status } = await world.wanda.inject({ method: 'PATCH', url: `/v1/apps/${app.id}`, body });
  expect(status).toBe(200);
}
/** The people of a visitor's room by role, without the visitor. */
async function staffIn(roomId: string): Promise<Record<string, string>> {
  const { body } = await world.wanda.inject({ url: `/v1/rooms/${roomId}/members?limit=100` });
  const members = body.items as { user: { username: string; kind: string }; role: string }[];
  return Object.fromEntries(
    members.filter(({ role }) => role !== 'member').map(({ user, role }) => [user.username, role]),
  );
}

it('answers those who wrote before it came, and reads nobody after it left', async () => {
  const [first, second] = [await enterAs(world.server, app, 'v1'), await enterAs(world.server, app, 'v2')];
  const say = (session: EmbedSession, text: string) =>
    world.server.inject({
      method: 'POST',
      url: `/v1/rooms/${roomOf(session)}/messages`,
      token: session.accessToken,
      headers: { origin },
      body: { text },
    });
  await say(first, 'Is anybody there?');
  expect((await tina.inject({ url: `/v1/rooms/${roomOf(first)}/messages` })).status).toBe(404);

  await staffIs(world.sam, tina);
  for (const session of [first, second])
    await expect
      .poll(() => staffIn(roomOf(session)), { timeout: 10_000 })
      .toEqual({ sam: 'owner', tina: 'admin' });
  const read = await tina.inject({ url: `/v1/rooms/${roomOf(first)}/messages` });
  expect(read.body.items.map(({ text }: { text: string }) => text)).toEqual(['Is anybody there?']);

  await staffIs(tina);
  for (const session of [first, second])
    await expect.poll(() => staffIn(roomOf(session)), { timeout: 10_000 }).toEqual({ tina: 'owner' });
  expect((await world.sam.inject({ url: `/v1/rooms/${roomOf(first)}/messages` })).status).toBe(404);
  expect((await say(first, 'Still here')).status).toBe(201);
  expect(await staffIn(roomOf(await enterAs(world.server, app, 'v3')))).toEqual({ tina: 'owner' });
});

it('stays out of a room that let it go by hand', async () => {
  await staffIs(tina, uma);
  const visitor = await enterAs(world.server, app, 'v4');
  const roomId = roomOf(visitor);
  expect(await staffIn(roomId)).toEqual({ tina: 'owner', uma: 'admin' });
  await tina.inject({ method: 'DELETE', url: `/v1/rooms/${roomId}/members/${uma.user.id}` });
  await staffIs(tina, uma, world.sam);
  await expect.poll(() => staffIn(roomId), { timeout: 10_000 }).toEqual({ tina: 'owner', sam: 'admin' });
});
