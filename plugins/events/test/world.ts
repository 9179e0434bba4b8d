import { buildTestInstances, type TestServer, type TestUser } from '@teambrain/core/testing';
import events from '@teambrain/plugin-events/server';
import rooms from '@teambrain/plugin-rooms/server';
import workspaces from '@teambrain/plugin-workspaces/server';
import type { CalendarEvent, CreateEvent, Occurrence, OccurrencePage } from '../shared/types.js';

/** A private room of a workspace with everybody the rights speak of. */
export interface World {
  server: TestServer;
  /** All instances, `server` first. */
  instances: TestServer[];
  workspaceId: string;
  roomId: string;
  owner: TestUser;
  admin: TestUser;
  member: TestUser;
  viewer: TestUser;
  /** In the workspace, not in the room. */
  stranger: TestUser;
  /** In no workspace. */
  outsider: TestUser;
  createRoom(name: string, members?: [TestUser, 'admin' | 'member' | 'viewer'][]): Promise<string>;
  /** An event that was made; throws when it was refused. */
  make(by: TestUser, input?: Partial<CreateEvent>, roomId?: string): Promise<CalendarEvent>;
  window(by: TestUser, from: string, to: string, roomId?: string, more?: string): Promise<OccurrencePage>;
}

/** An hour on a Tuesday in Berlin. */
export const plain: CreateEvent = {
  title: 'Standup',
  start: '2027-03-02T10:00:00',
  end: '2027-03-02T11:00:00',
  timeZone: 'Europe/Berlin',
};

export async function openWorld(options: { instances?: number; config?: object } = {}): Promise<World> {
  const instances = await buildTestInstances(options.instances ?? 1, {
    plugins: [workspaces, rooms, events],
    ...(options.config ? { config: options.config } : {}),
  });
  const server = instances[0] as TestServer;
  const [owner, admin, member, viewer, stranger, outsider] = await server.registerAll(
    'olga',
    'adam',
    'mia',
    'vera',
    'stan',
    'oskar',
  );

  const workspaceId = await created(owner, '/v1/workspaces', { name: 'Acme' });
  for (const user of [admin, member, viewer, stranger])
    await created(owner, `/v1/workspaces/${workspaceId}/members`, { userId: user.user.id, role: 'member' });

  async function createRoom(
    name: string,
    members: [TestUser, 'admin' | 'member' | 'viewer'][] = [],
  ): Promise<string> {
    const id = await created(owner, `/v1/workspaces/${workspaceId}/rooms`, { name, visibility: 'private' });
    for (const [{ user }, role] of members)
      await created(owner, `/v1/rooms/${id}/members`, { userId: user.id, role });
    return id;
  }
  const roomId = await createRoom('General', [
    [admin, 'admin'],
    [member, 'member'],
    [viewer, 'viewer'],
  ]);

  return {
    server,
    instances,
    workspaceId,
    roomId,
    owner,
    admin,
    member,
    viewer,
    stranger,
    outsider,
    createRoom,
    async make(by, input = {}, room = roomId) {
      const body = { ...plain, ...input };
      const answer = await by.inject<CalendarEvent>({
        method: 'POST',
        url: `/v1/rooms/${room}/events`,
        body,
      });
      if (answer.status !== 201) throw new Error(`${answer.status}: ${answer.raw.body}`);
      return answer.body;
    },
    async window(by, from, to, room = roomId, more = '') {
      const url = `/v1/rooms/${room}/events?from=${from}&to=${to}${more}`;
      const answer = await by.inject<OccurrencePage>({ url });
      if (answer.status !== 200) throw new Error(`${answer.status}: ${answer.raw.body}`);
      return answer.body;
    },
  };
}

export const starts = ({ items }: { items: readonly Occurrence[] }) => items.map(({ start }) => start);

async function created(by: TestUser, url: string, body: object): Promise<string> {
  const answer = await by.inject({ method: 'POST', url, body });
  if (answer.status !== 201) throw new Error(`${url} answered ${answer.status}: ${answer.raw.body}`);
  return answer.body.id;
}
