import type { TestServer, TestUser } from '@teambrain/core/testing';
import { openRoomWorld, type RoomRole, type RoomWorld } from '@teambrain/plugin-rooms/testing';
import events from '../../server/index.js';
import type { CalendarEvent, ConflictReport, CreateEvent } from '../../shared/types.js';

export type Person = 'olga' | 'mia' | 'vera' | 'xaver' | 'tom';

export interface World extends Pick<RoomWorld, 'server' | 'workspaceId' | 'roomId'> {
  /** One on the embedded engine, otherwise as many as were asked for. */
  servers: TestServer[];
  /** olga owns the workspace; mia is a member of its rooms, vera a viewer, xaver in the workspace alone; tom elsewhere. */
  people: Record<Person, TestUser>;
  /** As `roomId`: olga, mia and vera are in it. */
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
  const {
    instances: servers,
    server,
    workspaceId,
    roomId,
    createRoom,
    ...cast
  } = await openRoomWorld({ plugins: [events], config, instances: count });
  const { owner: olga, member: mia, viewer: vera, stranger: xaver, outsider: tom } = cast;
  const both: [TestUser, RoomRole][] = [
    [mia, 'member'],
    [vera, 'viewer'],
  ];
  let made = 0;
  const room = (body: object = {}) => createRoom(`Room ${++made}`, [], body);
  const [otherId, secretId] = [await createRoom('Other', both), await room()];
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
    people: { olga, mia, vera, xaver, tom },
    workspaceId,
    roomId,
    otherId,
    secretId,
    room,
    async resource(name = `Resource ${++made}`) {
      return (await olga.create(`/v1/workspaces/${workspaceId}/resources`, { name })).id;
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
