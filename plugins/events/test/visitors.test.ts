import { createHmac, randomUUID } from 'node:crypto';
import { buildTestServer, type TestServer, type TestUser } from '@teambrain/core/testing';
import embed from '@teambrain/plugin-embed/server';
import events from '@teambrain/plugin-events/server';
import rooms from '@teambrain/plugin-rooms/server';
import workspaces from '@teambrain/plugin-workspaces/server';
import { beforeAll, expect, it } from 'vitest';
import { plain } from './world.js';

const origin = 'https://acme.dev';
let server: TestServer;
let owner: TestUser;
let app: { key: string; secret: { id: string; secret: string } };
let lobby: string;
let back: string;
beforeAll(async () => {
  server = await buildTestServer({ plugins: [workspaces, rooms, events, embed] });
  owner = await server.register('olga');
  const made = async (url: string, body: object) => (await owner.inject({ method: 'POST', url, body })).body;
  const { id } = await made('/v1/workspaces', { name: 'Acme' });
  const room = async (name: string, visibility: string) =>
    (await made(`/v1/workspaces/${id}/rooms`, { name, slug: name, visibility })).id as string;
  lobby = await room('lobby', 'public');
  back = await room('back', 'private');
  app = await made(`/v1/workspaces/${id}/apps`, { name: 'Shop', origins: [origin], rooms: [lobby] });
});

/** Somebody of the shop's own users, as its backend signs for them. */
async function visitor(verbs: string[]) {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const iat = Math.floor(Date.now() / 1000);
  const [kid, key] = app.secret.secret.split('.') as [string, string];
  const claims = {
    iss: app.key,
    aud: 'teambrain',
    sub: verbs.join('-'),
    iat,
    exp: iat + 120,
    name: 'Ulla',
    verbs,
  };
  const text = `${encode({ alg: 'HS256', typ: 'JWT', kid })}.${encode({ ...claims, jti: randomUUID() })}`;
  const token = `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`;
  const { status, body } = await server.inject({
    method: 'POST',
    url: '/v1/embed/session',
    body: { appKey: app.key, token },
    headers: { origin },
  });
  expect(status, JSON.stringify(body)).toBe(200);
  return {
    id: body.user.id as string,
    ask: (method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE', url: string, sent?: object) =>
      server.inject({
        method,
        url,
        token: body.accessToken,
        headers: { origin },
        ...(sent ? { body: sent } : {}),
      }),
  };
}
const create = async (room: string) =>
  (await owner.inject({ method: 'POST', url: `/v1/rooms/${room}/events`, body: plain })).body.id as string;

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
