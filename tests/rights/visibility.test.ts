import type { PermissionRow } from '@teambrain/core';
import { buildTestServer, type TestServer } from '@teambrain/core/testing';
import { officialPlugins } from 'teambrain';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type Name,
  names,
  type People,
  registerPeople,
  type Standing,
  standings,
} from '../support/people.js';
import { roomRole, type Visibility } from './expected.js';
import { openScene, type Scene } from './scene.js';

let server: TestServer;
let people: People;
let scene: Scene;
let rows: PermissionRow[];
const rooms = {} as Record<Visibility, { roomId: string; workspaceId: string }>;

beforeAll(async () => {
  server = await buildTestServer({ plugins: officialPlugins });
  people = await registerPeople(server);
  for (const visibility of ['private', 'invite', 'public', 'password'] as const)
    rooms[visibility] = scene = await openScene(server, people, visibility);
  const { workspaceId } = scene;
  const personal = await people.olga.create(`/v1/workspaces/${workspaceId}/rooms`, {
    name: 'Mine',
    visibility: 'personal',
  });
  const direct = await people.olga.create(`/v1/workspaces/${workspaceId}/direct`, {
    userIds: [people.mia.user.id],
  });
  rooms.personal = { roomId: personal.id as string, workspaceId };
  rooms.direct = { roomId: direct.id as string, workspaceId };
  rows = server
    .context('rooms')
    .access.matrix()
    .filter(({ scope }) => scope === 'room');
});

/** Who stands in the room's own list: in the personal one olga, in the direct one olga and mia. */
function standingIn(visibility: Visibility, name: Name): Standing {
  const { workspace, room }: Standing = standings[name];
  if (visibility === 'personal') return { workspace, room: name === 'olga' ? 'owner' : null };
  if (visibility === 'direct')
    return { workspace, room: name === 'olga' || name === 'mia' ? 'member' : null };
  return { workspace, room };
}

const urls: readonly [string, string][] = [
  ['rooms.view', ''],
  ['rooms.read', '/members'],
  ['rooms.read', '/unread'],
  ['messaging.read', '/messages'],
  ['messaging.read', '/pins'],
  ['messaging.read', '/messages/search?q=canary'],
  ['presence.read', '/presence'],
];

describe.each<Visibility>(['personal', 'private', 'invite', 'public', 'password', 'direct'])(
  'a %s room',
  (visibility) => {
    it.each(names)('gives %s the rights of the matrix and no other', async (name) => {
      const { roomId } = rooms[visibility];
      const role = roomRole(visibility, standingIn(visibility, name));
      const { body } = await people[name].inject({ url: `/v1/meta?room=${roomId}` });
      const held = rows.filter(({ roles }) => role !== null && (roles as readonly string[]).includes(role));
      const shown = rows.filter((row) => body.permissions.includes(row.name));
      expect(shown.map((row) => row.name)).toEqual(held.map((row) => row.name));

      for (const [permission, rest] of urls) {
        const { status } = await people[name].inject({ url: `/v1/rooms/${roomId}${rest}` });
        const may = held.some((row) => row.name === permission);
        expect([permission, rest, status]).toEqual([permission, rest, may ? 200 : role === null ? 404 : 403]);
      }
    });

    it.each(names)('is listed for %s exactly where it may be seen', async (name) => {
      const { roomId, workspaceId } = rooms[visibility];
      const standing = standingIn(visibility, name);
      const listed = async (query: string) => {
        const { status, body } = await people[name].inject({
          url: `/v1/workspaces/${workspaceId}/rooms?limit=100${query}`,
        });
        return status === 200 && body.items.some(({ id }: { id: string }) => id === roomId);
      };
      expect(await listed('')).toBe(standing.workspace !== null && standing.room !== null);
      const found = standing.workspace !== null && standing.workspace !== 'guest' && standing.room === null;
      expect(await listed('&discover=true')).toBe(found && /public|password/.test(visibility));
    });
  },
);

describe('who administers the server', () => {
  it('reads, finds and enters no room because of it', async () => {
    for (const { roomId, workspaceId } of Object.values(rooms)) {
      for (const [, rest] of urls)
        expect((await people.ada.inject({ url: `/v1/rooms/${roomId}${rest}` })).status).toBe(404);
      expect((await people.ada.inject({ method: 'POST', url: `/v1/rooms/${roomId}/join` })).status).toBe(404);
      expect((await people.ada.inject({ url: `/v1/workspaces/${workspaceId}` })).status).toBe(404);
    }
  });
});
