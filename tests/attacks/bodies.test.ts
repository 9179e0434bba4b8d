import { encodeMsgpack } from '@teambrain/core';
import { Packr } from 'msgpackr';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Route, routesOf } from '../rights/inventory.js';
import { type Schema, sample } from '../rights/sample.js';
import { openPlace, type Place } from '../support/place.js';
import { closePeers, connect } from '../support/socket.js';

let place: Place;
afterEach(closePeers);
let writes: (Route & { body: Schema })[];
beforeAll(async () => {
  place = await openPlace();
  const routes = await routesOf(place.server);
  writes = routes.filter((route): route is Route & { body: Schema } => route.body !== undefined);
});

const things = (): Record<string, unknown> => ({
  workspaceId: place.workspaceId,
  roomId: place.roomId,
  userId: place.mia.user.id,
  userIds: [place.mia.user.id],
  messageId: place.roomId,
  token: 'nothing',
  plugin: 'presence',
  role: 'viewer',
});
const urlOf = (route: Route) =>
  route.url.replaceAll(/\{(\w+)\}/g, (_, name) => String(things()[name] ?? place.roomId));
const objectOf = (schema: Schema) => schema.anyOf?.find(({ type }) => type === 'object') ?? schema;
const raw = (route: { method: string; url: string }, payload: string | Buffer, type: string | undefined) =>
  place.server.app.inject({
    method: route.method as 'POST',
    url: route.url,
    payload,
    headers: {
      authorization: `Bearer ${place.olga.token}`,
      ...(type === undefined ? {} : { 'content-type': type }),
    },
  });
const messages = () => ({ method: 'POST', url: `/v1/rooms/${place.roomId}/messages` });
const count = async () => (await place.olga.inject({ url: messages().url })).body.items.length as number;

describe('fields that are the server’s to set', () => {
  const planted = {
    isAdmin: true,
    serverRoles: ['admin'],
    roles: ['admin'],
    tenantId: 'x',
    ownerId: '0190a000-0000-7000-8000-000000000000',
    passwordHash: 'x',
    tokenVersion: 7,
    id: '0190a000-0000-7000-8000-000000000000',
    createdAt: '2020-01-01T00:00:00.000Z',
  };

  it('are refused by every route, in both formats, one by one', async () => {
    const before = await place.olga.inject({ url: '/v1/auth/me' });
    expect(writes.length).toBeGreaterThan(15);
    for (const route of writes)
      for (const [key, value] of Object.entries(planted))
        for (const format of ['json', 'msgpack'] as const) {
          const schema = objectOf(route.body);
          if (key in (schema.properties ?? {})) continue;
          const body = { ...(sample(schema, things()) as object), [key]: value };
          const answer = await place.olga.inject({ method: route.method, url: urlOf(route), body, format });
          expect([route.id, key, answer.status, answer.body.code]).toEqual([
            route.id,
            key,
            400,
            'validation_failed',
          ]);
        }
    expect((await place.olga.inject({ url: '/v1/auth/me' })).body).toEqual(before.body);
  });
});

describe('operators in the place of values', () => {
  it('are refused by every route, in both formats', async () => {
    for (const route of writes) {
      const schema = objectOf(route.body);
      for (const [key, { type }] of Object.entries(schema.properties ?? {}))
        for (const operator of [{ $gt: '' }, { ne: 1 }, ['x', { where: {} }], null]) {
          if (type === undefined || type === 'array' || type === 'object') continue;
          const body = { ...(sample(schema, things()) as object), [key]: operator };
          const format = operator === null ? 'msgpack' : 'json';
          const answer = await place.olga.inject({ method: route.method, url: urlOf(route), body, format });
          expect([route.id, key, answer.status]).toEqual([route.id, key, 400]);
        }
    }
  });

  it.each([
    'limit[ne]=1',
    'limit=1&limit=2',
    'limit[$gt]=1',
    'cursor[]=a&cursor[]=b',
    "cursor=a'b",
    "cursor=meta.a')::text",
    'where[role]=owner',
    '__proto__[admin]=1',
    'constructor.prototype.admin=1',
    'limit=1e999',
    'limit=-1',
  ])('of a query are refused: %s', async (query) => {
    const { workspaceId, roomId, olga } = place;
    for (const url of [
      `/v1/workspaces/${workspaceId}/members`,
      `/v1/workspaces/${workspaceId}/rooms`,
      `/v1/rooms/${roomId}/members`,
      `/v1/messages/${roomId}/replies`,
    ]) {
      const { status } = await olga.inject({ url: `${url}?${query}` });
      expect([url, status]).toEqual([url, url.startsWith('/v1/messages') && status === 404 ? 404 : 400]);
    }
    expect(({} as Record<string, unknown>).admin).toBeUndefined();
  });

  it('of names that look like SQL are texts wherever they are shown', async () => {
    const name = "'; drop table messages; --";
    expect(
      (await place.mia.inject({ method: 'PATCH', url: '/v1/users/me', body: { displayName: name } })).status,
    ).toBe(200);
    await place.send(place.mia, `${name} %_\\ canary-order`);
    const found = await place.olga.inject({
      url: `/v1/workspaces/${place.workspaceId}/search?q=canary-order`,
    });
    expect(found.body.items[0].message.author.displayName).toBe(name);
    const audit = await place.olga.inject({ url: `/v1/workspaces/${place.workspaceId}/audit` });
    expect(audit.status).toBe(200);
    const members = await place.olga.inject({ url: `/v1/rooms/${place.roomId}/members` });
    expect(JSON.stringify(members.body)).toContain(name);
    expect(await count()).toBeGreaterThan(0);
  });
});

describe('a body under a false name', () => {
  const json = JSON.stringify({ text: 'canary of a content type' });
  const msgpack = () => encodeMsgpack({ text: 'canary of a content type' });

  it.each<[string | undefined, number]>([
    ['text/plain', 415],
    ['text/json', 415],
    ['application/jsonx', 415],
    ['application/xml', 415],
    ['application/x-www-form-urlencoded', 415],
    ['multipart/form-data; boundary=x', 415],
    ['application/json, text/plain', 415],
    ['application/json; charset=utf-7', 415],
    ['application/json; charset=utf-16', 415],
    ['application/json; charset="iso-8859-1"', 415],
    ['application/octet-stream', 415],
    ['*/*', 415],
    ['garbage', 415],
    ['', 415],
    [undefined, 415],
  ])('of type %j reaches no handler', async (type, status) => {
    const before = await count();
    for (const payload of [json, msgpack()]) {
      const answer = await raw(messages(), payload, type);
      expect([400, status]).toContain(answer.statusCode);
    }
    expect(await count()).toBe(before);
  });

  it('is read by its type alone: MessagePack as JSON and JSON as MessagePack are refused', async () => {
    const before = await count();
    expect((await raw(messages(), msgpack(), 'application/json')).statusCode).toBe(400);
    for (const type of ['application/msgpack', 'application/x-msgpack', 'application/vnd.msgpack'])
      expect((await raw(messages(), json, type)).statusCode).toBe(400);
    expect(await count()).toBe(before);
    for (const type of ['application/json', 'APPLICATION/JSON', 'application/json; charset=UTF-8'])
      expect((await raw(messages(), json, type)).statusCode).toBe(201);
  });
});

describe('JSON that is made to hurt', () => {
  it.each<[string, () => string, number]>([
    ['half a million nested arrays', () => '['.repeat(500_000), 413],
    ['thousands of nested arrays', () => `{"text":${'['.repeat(5000)}${']'.repeat(5000)}}`, 400],
    [
      'thousands of keys',
      () => JSON.stringify(Object.fromEntries(Array.from({ length: 9000 }, (_, i) => [`k${i}`, 1]))),
      400,
    ],
    ['two hundred thousand keys', () => `{${Array.from({ length: 200_000 }, (_, i) => `"k${i}":1`)}}`, 413],
    ['a number of a megabyte', () => `{"text":${'9'.repeat(1_000_000)}}`, 413],
    ['a number of 200 KB', () => `{"text":${'9'.repeat(200_000)}}`, 400],
    ['the prototype', () => '{"text":"x","__proto__":{"admin":1}}', 400],
    ['the prototype, escaped', () => '{"text":"x","\\u005f_proto__":{"admin":1}}', 400],
    ['a constructor', () => '{"text":"x","constructor":{"prototype":{"admin":1}}}', 400],
    ['nothing', () => '', 400],
    ['half an object', () => '{"text":"x"', 400],
    ['two objects', () => '{"text":"x"}{"text":"y"}', 400],
    ['a comment', () => '{"text":"x"/**/}', 400],
    ['NaN', () => '{"text":NaN}', 400],
    ['a NUL', () => '{"text":"a\\u0000b"}', 400],
  ])('as %s gets an answer at once and changes nothing', async (_what, body, status) => {
    const payload = body();
    const before = performance.now();
    const answer = await raw(messages(), payload, 'application/json');
    expect(answer.statusCode).toBe(status);
    expect(performance.now() - before).toBeLessThan(2_000);
    expect(answer.body).not.toMatch(/at .*\.[jt]s|node_modules|SELECT/);
    expect(({} as Record<string, unknown>).admin).toBeUndefined();
  });
});

describe('MessagePack that lies', () => {
  const text = encodeMsgpack({ text: 'x' });
  const packr = new Packr({ structuredClone: true, moreTypes: true });
  const lies: [string, Buffer][] = [
    ['an array of 2^32 - 1', Buffer.from([0xdd, 0xff, 0xff, 0xff, 0xff])],
    ['a map of 2^32 - 1', Buffer.from([0xdf, 0xff, 0xff, 0xff, 0xff])],
    ['a text of 4 GB', Buffer.from([0xdb, 0xff, 0xff, 0xff, 0xff, 0x61])],
    ['bytes of 4 GB', Buffer.from([0xc6, 0xff, 0xff, 0xff, 0xff, 0x00])],
    ['an extension of 4 GB', Buffer.from([0xc9, 0xff, 0xff, 0xff, 0xff, 0x01])],
    ['nested arrays', Buffer.alloc(10_000, 0x91)],
    ['bytes behind the value', Buffer.concat([text, Buffer.from([0xc0])])],
    [
      'a prototype',
      Buffer.concat([Buffer.from([0x81, 0xa9]), Buffer.from('__proto__'), Buffer.from([0x80])]),
    ],
    [
      'a constructor',
      Buffer.concat([Buffer.from([0x81, 0xab]), Buffer.from('constructor'), Buffer.from([0x80])]),
    ],
    ['a number as key', Buffer.from([0x81, 0x01, 0x01])],
    ['NaN', Buffer.from([0xcb, 0x7f, 0xf8, 0, 0, 0, 0, 0, 0])],
    ['a regular expression', packr.pack({ text: /(a+)+$/ })],
    ['an error', packr.pack({ text: new Error('x') })],
    ['a set', packr.pack({ text: new Set(['x']) })],
    ['a date', packr.pack({ text: new Date(0) })],
    ['a big number', packr.pack({ text: 2n ** 63n })],
    ['nothing', Buffer.alloc(0)],
    ...Array.from({ length: text.length - 1 }, (_, at): [string, Buffer] => [
      `${at + 1} bytes`,
      text.subarray(0, at + 1),
    ]),
  ];

  it.each(lies)('as %s is 400 over HTTP and closes a socket with 4400', async (_what, bytes) => {
    const heap = process.memoryUsage().rss;
    const answer = await raw(messages(), bytes, 'application/msgpack');
    expect(answer.statusCode).toBe(400);
    const peer = await connect(place.wsUrl, place.mia.token, 'msgpack');
    peer.ws.send(bytes);
    expect(await peer.closing()).toBe(4400);
    expect(process.memoryUsage().rss - heap).toBeLessThan(200_000_000);
  });
});
