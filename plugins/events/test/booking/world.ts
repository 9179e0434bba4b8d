import { buildTestInstances, type TestServer, type TestUser } from '@teambrain/core/testing';
import rooms from '@teambrain/plugin-rooms/server';
import workspaces from '@teambrain/plugin-workspaces/server';
import events from '../../server/index.js';
import type { CalendarEvent, ConflictReport, CreateEvent } from '../../shared/types.js';

export const plugins = [workspaces, rooms, events];

export type Person = 'olga' | 'mia' | 'vera' | 'xaver' | 'tom';

export interface World {
  /** One on the embedded engine, otherwise as many as were asked for. */
  servers: TestServer[];
  server: TestServer;
  /** olga owns the workspace; mia is a member of its rooms, vera a viewer, xaver in the workspace alone; tom elsewhere. */
  people: Record<Person, TestUser>;
  workspaceId: string;
  /** Two rooms with olga, mia and vera. */
  roomId: string;
  otherId: string;
  /** A room of olga's alone. */
  secretId: string;
  resource(name?: string): Promise<string>;
  room(body?: object): Promise<string>;
  create(input: Wish, options?: Options): Promise<Answer>;
  /** As `create`, and fails unless the event was made. */
  made(input: Wish, options?: Options): Promise<CalendarEvent>;
  check(input: Wish & { eventId?: string }, options?: Options): Promise<ConflictReport>;
  /** Rows of all tables that a write could touch. */
  rows(): Promise<Record<string, number>>;
}

export type Wish = Partial<CreateEvent> & { start: string; end: string };

export interface Options {
  by?: TestUser;
  roomId?: string;
  instance?: number;
  format?: 'json' | 'msgpack';
}

export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test states what it expects
  body: any;
}

const tables = [
  'events',
  'event_overrides',
  'event_attendees',
  'event_responses',
  'event_permissions',
  'event_resource_links',
  'event_bookings',
  'channel_events',
];

export async function buildWorld({ instances = 1, config = {} } = {}): Promise<World> {
  const count = process.env.TEST_DATABASE_URL ? instances : 1;
  const servers = await buildTestInstances(count, { plugins, config });
  const server = servers[0] as TestServer;
  const names = ['olga', 'mia', 'vera', 'xaver', 'tom'] as const;
  const people = {} as World['people'];
  for (const name of names) people[name] = await server.register(name);
  const { olga, mia, vera, xaver, tom } = people;
  const post = async (by: TestUser, url: string, body: object): Promise<string> => {
    const answer = await by.inject({ method: 'POST', url, body });
    if (answer.status !== 201) throw new Error(`${url} answered ${answer.status}: ${answer.raw.body}`);
    return answer.body.id;
  };
  const workspaceId = await post(olga, '/v1/workspaces', { name: 'Works' });
  await post(tom, '/v1/workspaces', { name: 'Elsewhere' });
  const { addMember } = server.context('workspaces').use('workspaces');
  for (const { user } of [mia, vera, xaver]) await addMember(workspaceId, user.id, 'member');
  let made = 0;
  const room = async (body: object = {}) => {
    made += 1;
    return post(olga, `/v1/workspaces/${workspaceId}/rooms`, { name: `Room ${made}`, ...body });
  };
  const [roomId, otherId, secretId] = [await room(), await room(), await room()];
  for (const id of [roomId, otherId]) {
    await post(olga, `/v1/rooms/${id}/members`, { userId: mia.user.id, role: 'member' });
    await post(olga, `/v1/rooms/${id}/members`, { userId: vera.user.id, role: 'viewer' });
  }
  const send = async (path: string, input: object, options: Options): Promise<Answer> => {
    const { by = olga, roomId: id = roomId, instance = 0, format = 'json' } = options;
    const { status, body } = await (servers[instance % servers.length] as TestServer).inject({
      method: 'POST',
      url: `/v1/rooms/${id}/${path}`,
      token: by.token,
      body: { title: 'Meeting', timeZone: 'UTC', ...input },
      format,
    });
    return { status, body };
  };
  const world: World = {
    servers,
    server,
    people,
    workspaceId,
    roomId,
    otherId,
    secretId,
    room,
    resource(name) {
      made += 1;
      return post(olga, `/v1/workspaces/${workspaceId}/resources`, { name: name ?? `Resource ${made}` });
    },
    create: (input, options = {}) => send('events', input, options),
    async made(input, options = {}) {
      const answer = await world.create(input, options);
      if (answer.status !== 201) throw new Error(`creating answered ${JSON.stringify(answer)}`);
      return answer.body;
    },
    async check(input, options = {}) {
      const answer = await send('events/check', input, options);
      if (answer.status !== 200) throw new Error(`checking answered ${JSON.stringify(answer)}`);
      return answer.body;
    },
    async rows() {
      const { db } = server.context('events');
      const counts = await Promise.all(
        tables.map(async (table) => {
          const [row] = await db.query<{ n: number }>(`select count(*)::int as n from ${table}`);
          return [table, row?.n ?? 0] as const;
        }),
      );
      return Object.fromEntries(counts);
    },
  };
  return world;
}

/** `2027-03-01T10:00:00` of an hour on a day of March 2027, a month without events of others. */
export const march = (day: number, time: string) => `2027-03-${String(day).padStart(2, '0')}T${time}:00`;
