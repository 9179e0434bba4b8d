import { beforeAll, expect, it } from 'vitest';
import type { CreatedEmbedApp } from '../../embed/shared/types.js';
import { buildWorld, enterAs, origin, type World } from '../../embed/test/world.js';
import { plain } from './world.js';

let world: World;
let app: CreatedEmbedApp;
let lobby: string;
let back: string;
beforeAll(async () => {
  world = await buildWorld();
  ({ lobbyId: lobby, backId: back } = world);
  app = await world.app({ rooms: [lobby] });
});

/** Somebody of the shop's own users, as its backend signs for them. */
async function visitor(verbs: string[]) {
  const { user, accessToken: token } = await enterAs(world.server, app, verbs.join('-'), { verbs });
  return {
    id: user.id,
    ask: (method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE', url: string, body?: object) =>
      world.server.inject({ method, url, token, headers: { origin }, body }),
  };
}
const create = async (room: string): Promise<string> =>
  (await world.wanda.create(`/v1/rooms/${room}/events`, plain)).id;

it('lets a visitor who may read see the calendar of the rooms of the app, and nothing else', async () => {
  const [inside, outside] = [await create(lobby), await create(back)];
  const { ask } = await visitor(['read']);
  const window = await ask('GET', `/v1/rooms/${lobby}/events?from=2027-03-01&to=2027-04-01`);
  expect(window).toMatchObject({ status: 200, body: { items: [{ eventId: inside }] } });
  expect(await ask('GET', `/v1/events/${inside}`)).toMatchObject({ status: 200, body: { role: 'viewer' } });
  expect((await ask('GET', `/v1/events/${inside}/versions`)).status).toBe(200);
  for (const url of [
    `/v1/rooms/${back}/events`,
    `/v1/events/${outside}`,
    `/v1/events/${outside}/occurrences`,
  ])
    expect((await ask('GET', url)).status, url).toBe(404);
  for (const [method, url, body] of [
    ['POST', `/v1/rooms/${lobby}/events`, plain],
    ['PATCH', `/v1/events/${inside}`, { title: 'x' }],
    ['DELETE', `/v1/events/${inside}`, undefined],
    ['PUT', `/v1/events/${inside}/rsvp`, { status: 'accepted' }],
    ['POST', `/v1/rooms/${lobby}/events/batch`, { operations: [{ op: 'create', data: plain }] }],
  ] as const)
    expect((await ask(method, url, body)).status, `${method} ${url}`).toBe(403);
});

it('lets a visitor who may write make events and change none but the own', async () => {
  const theirs = await create(lobby);
  const { ask, id } = await visitor(['read', 'write']);
  const made = await ask('POST', `/v1/rooms/${lobby}/events`, plain);
  expect(made).toMatchObject({ status: 201, body: { author: { id }, role: 'owner' } });
  expect((await ask('PATCH', `/v1/events/${made.body.id}`, { title: 'Mine' })).status).toBe(200);
  expect((await ask('PATCH', `/v1/events/${theirs}`, { title: 'x' })).status).toBe(403);
  expect((await ask('PUT', `/v1/events/${theirs}/rsvp`, { status: 'accepted' })).status).toBe(200);
  expect((await ask('DELETE', `/v1/events/${made.body.id}`)).status).toBe(204);
  expect((await ask('POST', `/v1/rooms/${back}/events`, plain)).status).toBe(404);
});
