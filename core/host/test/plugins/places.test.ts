import { buildTestServer, type TestServer, type TestUser } from '@teambrain/core/testing';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { closeSockets, signIn } from '../realtime/socket.js';
import { gadgets, north, places, south } from '../support/gadgets.js';

let server: TestServer;
let url: string;
let root: TestUser;

beforeAll(async () => {
  server = await buildTestServer({ plugins: [gadgets, places] });
  root = await server.register('root');
  url = `${(await server.listen()).wsUrl}/v1/ws`;
  return () => server.close();
});
afterEach(closeSockets);

const press = (place: string) => root.inject({ method: 'POST', url: `/v1/workspaces/${place}/press` });
const flipServer = (enabled: boolean) =>
  root.inject({ method: 'PATCH', url: '/v1/admin/plugins', body: { plugin: 'gadgets', enabled } });
const flipPlace = (place: string, enabled: boolean) =>
  root.inject({
    method: 'PATCH',
    url: `/v1/workspaces/${place}/plugins`,
    body: { plugin: 'gadgets', enabled },
  });

async function follow(place: string) {
  const client = await signIn(url, root.token);
  client.send({ op: 'sub', id: 1, channel: `gadget:${place}` });
  await client.next('live');
  return client;
}

describe('a plugin switched off in one workspace', () => {
  it('is off there and on everywhere else, over HTTP and sockets', async () => {
    const [inNorth, inSouth] = [await follow(north), await follow(south)];
    const flipped = await flipPlace('north', false);
    expect(flipped.body.items).toContainEqual({ name: 'gadgets', version: '1.0.0', enabled: false });

    expect(await inNorth.next('ended')).toMatchObject({ channel: `gadget:${north}`, reason: 'disabled' });
    expect(await inNorth.next('signal')).toMatchObject({
      channel: `user:${root.user.id}`,
      type: 'meta.changed',
    });
    for (const name of ['north', north]) {
      const refused = await press(name);
      expect(refused.status).toBe(404);
      expect(refused.body.code).toBe('plugin_disabled');
    }
    inNorth.send({
      op: 'do',
      id: 2,
      action: 'gadgets.press',
      channel: `gadget:${north}`,
      data: { workspaceId: north },
    });
    expect(await inNorth.next('err', ({ id }) => id === 2)).toMatchObject({ code: 'plugin_disabled' });
    inNorth.send({ op: 'sub', id: 3, channel: `gadget:${north}` });
    expect(await inNorth.next('err', ({ id }) => id === 3)).toMatchObject({ code: 'plugin_disabled' });

    expect((await press('south')).body).toEqual({ pressed: south });
    inSouth.send({
      op: 'do',
      id: 2,
      action: 'gadgets.press',
      channel: `gadget:${south}`,
      data: { workspaceId: south },
    });
    expect(await inSouth.next('ok', ({ id }) => id === 2)).toMatchObject({ data: { pressed: south } });
    expect(inSouth.of('ended')).toEqual([]);

    const metaOf = async (workspace: string) =>
      (await root.inject({ url: `/v1/meta?workspace=${workspace}` })).body;
    expect((await metaOf(north)).plugins).toEqual({ places: { version: '1.0.0' } });
    expect((await metaOf(north)).permissions).not.toContain('gadgets.use');
    expect((await metaOf('north')).plugins).toEqual({ places: { version: '1.0.0' } });
    expect((await metaOf('south')).plugins).toHaveProperty('gadgets');
    expect((await metaOf('south')).permissions).toContain('gadgets.use');
    await flipPlace('north', true);
    expect((await press('north')).status).toBe(200);
  });
});

describe('a plugin switched off on the server', () => {
  it('ends its channels, refuses its actions, and takes everything up again', async () => {
    const client = await follow(south);
    await flipServer(false);
    expect(await client.next('ended')).toMatchObject({ channel: `gadget:${south}`, reason: 'disabled' });
    await client.next('signal', ({ type }) => type === 'meta.changed');
    client.send({
      op: 'do',
      id: 2,
      action: 'gadgets.press',
      channel: `gadget:${south}`,
      data: { workspaceId: south },
    });
    expect((await client.next('err', ({ id }) => id === 2)).code).toBe('plugin_disabled');
    client.send({ op: 'sub', id: 3, channel: `gadget:${south}` });
    expect(await client.next('err', ({ id }) => id === 3)).toMatchObject({ op: 'err' });
    await flipServer(true);
    client.send({ op: 'sub', id: 4, channel: `gadget:${south}` });
    await client.next('live', ({ id }) => id === 4);
  });

  it('takes those that need it along', async () => {
    await root.inject({
      method: 'PATCH',
      url: '/v1/admin/plugins',
      body: { plugin: 'places', enabled: false },
    });
    expect((await press('south')).body.code).toBe('plugin_disabled');
    await root.inject({
      method: 'PATCH',
      url: '/v1/admin/plugins',
      body: { plugin: 'places', enabled: true },
    });
    expect((await press('south')).status).toBe(200);
  });
});
