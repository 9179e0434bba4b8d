import { definePlugin, type Format, type PermissionRow } from '@teambrain/core';
import { buildTestServer, type TestAnswer, type TestServer } from '@teambrain/core/testing';
import { officialPlugins } from 'teambrain';
import { Type } from 'typebox';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { names, type People, registerPeople } from '../support/people.js';
import { type Asker, expectedOf, statusOf } from './expected.js';
import { type Route, routesOf, withoutCase } from './inventory.js';
import { sample } from './sample.js';
import { openScene, type Scene, stateOf } from './scene.js';

// More than a thousand requests in a test.
vi.setConfig({ testTimeout: 60_000 });

const formats = ['json', 'msgpack'] as const satisfies Format[];
const askers: readonly Asker[] = [...names, 'nobody'];
const nowhere = '0190a000-0000-7000-8000-000000000000';

let server: TestServer;
let people: People;
let shared: Scene;
let routes: Route[];
let matrix: Map<string, PermissionRow>;
beforeAll(async () => {
  server = await buildTestServer({ plugins: officialPlugins });
  people = await registerPeople(server);
  shared = await openScene(server, people);
  routes = await routesOf(server);
  const rows = server.context('rooms').access.matrix();
  matrix = new Map(rows.map((row) => [row.name, row]));
});

const calendar = {
  start: '2027-03-02T10:00',
  end: '2027-03-02T11:00',
  timeZone: 'Europe/Berlin',
  version: 1,
  from: '2027-03-01',
  to: '2027-03-31',
};

/** What fields of bodies must name; anything else is made from the schema. */
const known = (route: Route): Record<string, unknown> => ({
  userId: route.id === 'workspaces.addMember' ? people.xena.user.id : people.nils.user.id,
  userIds: [people.mia.user.id],
  plugin: 'presence',
  role: 'viewer',
  seq: 0,
  q: 'canary',
  origins: ['https://acme.dev'],
  id: nowhere,
  ...calendar,
  // Of a diff these are versions, of free-busy a stretch of time.
  ...(route.id === 'events.diff' ? { from: 1, to: 2 } : {}),
});

function request(route: Route, things: Scene, asker: Asker, format: Format): Promise<TestAnswer<unknown>> {
  const values = known(route);
  const path = route.url.replaceAll(/\{(\w+)\}/g, (_, name) =>
    encodeURIComponent(things[name as keyof Scene]),
  );
  const query = route.query.map(({ name, schema }) => `${name}=${sample(schema, values, name)}`).join('&');
  return server.inject({
    method: route.method,
    url: query === '' ? path : `${path}?${query}`,
    format,
    ...(asker === 'nobody' ? {} : { token: people[asker].token }),
    ...bodyOf(route, values),
  });
}

function bodyOf({ body: schema }: Route, values: Record<string, unknown>): { body?: unknown } {
  const body = schema && sample(schema, values);
  return body === undefined || body === null ? {} : { body };
}

/** The thing the right is asked on: the first id of the path. */
function elsewhere(route: Route, things: Scene): Scene {
  return { ...things, [route.params[0] as string]: nowhere };
}

const withoutRequestId = (body: unknown) => ({ ...(body as object), requestId: undefined });
const expected = (route: Route, asker: Asker) =>
  route.permission === 'public' ? 'allow' : expectedOf(route.id, matrix.get(route.permission), asker);

describe('every route that names a thing', () => {
  it('has its cases: the suite knows how to make each thing', () => {
    const mounted = server.server.routes.filter(({ socket, method }) => !socket && method !== 'HEAD');
    expect(routes.map(({ id, method }) => `${method} ${id}`).sort()).toEqual(
      mounted.map(({ operation, method }) => `${method} ${operation.id}`).sort(),
    );
    expect(withoutCase(routes, shared)).toEqual([]);
    expect(routes.filter(({ permission }) => permission !== 'public' && !matrix.has(permission))).toEqual([]);
  });

  it('would fail the suite without cases, wherever it came from', async () => {
    const gadgets = definePlugin({
      name: 'gadgets',
      version: '1.0.0',
      permissions: [{ name: 'gadgets.read', scope: 'account', roles: ['user'], summary: 'Read gadgets' }],
      setup(app) {
        const operation = { id: 'gadgets.read', summary: 'Read a gadget', permission: 'gadgets.read' };
        const schema = { response: { 200: Type.Object({}) } };
        app.get('/gadgets/:gadgetId', { config: { operation }, schema }, async () => ({}));
      },
    });
    const planted = await buildTestServer({ plugins: [gadgets] });
    expect(withoutCase(await routesOf(planted), shared)).toEqual(['GET /v1/gadgets/{gadgetId}']);
  });

  it.each(formats)('refuses exactly whom the matrix refuses, as %s, and changes nothing', async (format) => {
    const before = await stateOf(shared, people);
    const wrong: string[] = [];
    let refused = 0;
    for (const route of routes.filter(({ params }) => params.length > 0))
      for (const asker of askers) {
        const outcome = expected(route, asker);
        if (statusOf[outcome] === undefined) continue;
        refused += 1;
        const name = `${route.method} ${route.url} by ${asker}`;
        const answer = await request(route, shared, asker, format);
        if (answer.status !== statusOf[outcome]) wrong.push(`${name}: ${outcome}, but ${answer.raw.body}`);
        else if (outcome === 'hidden') {
          const nothing = await request(route, elsewhere(route, shared), asker, format);
          if (nothing.status !== 404) wrong.push(`${name}: ${nothing.status} for what does not exist`);
          expect([name, withoutRequestId(answer.body)]).toEqual([name, withoutRequestId(nothing.body)]);
          expect([name, Object.keys(answer.headers)]).toEqual([name, Object.keys(nothing.headers)]);
        }
      }
    expect(wrong).toEqual([]);
    expect(refused).toBeGreaterThan(300);
    expect(await stateOf(shared, people)).toEqual(before);
  });

  it.each(formats)('lets read whom the matrix lets read, as %s', async (format) => {
    const wrong: string[] = [];
    for (const route of routes.filter(({ params, method }) => params.length > 0 && method === 'GET'))
      for (const asker of askers) {
        if (expected(route, asker) !== 'allow') continue;
        const answer = await request(route, shared, asker, format);
        if (answer.status !== 200)
          wrong.push(`${route.method} ${route.url} by ${asker}: ${answer.status} ${answer.raw.body}`);
      }
    expect(wrong).toEqual([]);
  });

  it.each(formats)('lets change whom the matrix lets change, as %s', async (format) => {
    const wrong: string[] = [];
    for (const route of routes.filter(({ params, method }) => params.length > 0 && method !== 'GET')) {
      const allowed = askers.filter((asker) => expected(route, asker) === 'allow');
      // One of those who may, in a scene of its own: of the highest standing in one format, of the least in the other.
      const asker = (format === 'json' ? allowed[0] : allowed.findLast((each) => each !== 'nobody')) as Asker;
      const answer = await request(route, await openScene(server, people), asker, format);
      // Refused for what was sent, which is a sample, and not for a right: a clash, a meaning, a calendar file that is none.
      if (answer.status >= 400 && ![409, 415, 422].includes(answer.status))
        wrong.push(`${route.method} ${route.url} by ${asker}: ${answer.status} ${answer.raw.body}`);
    }
    expect(wrong).toEqual([]);
  });
});

describe('every route that names nothing', () => {
  it.each(formats)(
    'asks strangers to sign in and keeps the administration to itself, as %s',
    async (format) => {
      const wrong: string[] = [];
      for (const route of routes.filter(({ params }) => params.length === 0))
        for (const asker of askers) {
          const outcome = expected(route, asker);
          if (statusOf[outcome] === undefined) continue;
          const answer = await request(route, shared, asker, format);
          if (answer.status !== statusOf[outcome])
            wrong.push(`${route.method} ${route.url} by ${asker}: ${outcome}, but ${answer.raw.body}`);
        }
      expect(wrong).toEqual([]);
      expect((await people.ada.inject({ url: '/v1/admin/users' })).status).toBe(200);
    },
  );
});
