import { buildTestServer, type TestServer, type TestUser } from '@teambrain/core/testing';
import workspaces from '@teambrain/plugin-workspaces/server';
import rooms from '../server/index.js';
import type { Room } from '../shared/types.js';

export const plugins = [workspaces, rooms];

export type Person = 'wanda' | 'walter' | 'olga' | 'anna' | 'mia' | 'vera' | 'xaver' | 'guste' | 'tom';

export interface World {
  server: TestServer;
  workspaceId: string;
  people: Record<Person, TestUser>;
  /** A room of olga's, with anna as admin, mia as member and vera as viewer. */
  room(visibility?: string, more?: object): Promise<Room>;
}

/**
 * A workspace with an owner (wanda), an admin (walter), members (olga, anna, mia, vera, xaver) and a guest (guste), and
 * somebody of another workspace (tom).
 */
export async function buildWorld(config: object = {}): Promise<World> {
  const server = await buildTestServer({ plugins, config });
  const names = ['wanda', 'walter', 'olga', 'anna', 'mia', 'vera', 'xaver', 'guste', 'tom'] as const;
  const people = {} as World['people'];
  for (const name of names) people[name] = await server.register(name);
  const made = await people.wanda.inject({ method: 'POST', url: '/v1/workspaces', body: { name: 'Works' } });
  await people.tom.inject({ method: 'POST', url: '/v1/workspaces', body: { name: 'Elsewhere' } });
  const workspaceId = made.body.id as string;
  const { addMember } = server.context('workspaces').use('workspaces');
  for (const name of names) {
    if (name === 'wanda' || name === 'tom') continue;
    const role = name === 'walter' ? 'admin' : name === 'guste' ? 'guest' : 'member';
    await addMember(workspaceId, people[name].user.id, role);
  }
  let count = 0;
  return {
    server,
    workspaceId,
    people,
    async room(visibility = 'private', more = {}) {
      count += 1;
      const created = await people.olga.inject<Room>({
        method: 'POST',
        url: `/v1/workspaces/${workspaceId}/rooms`,
        body: {
          name: `Room ${count}`,
          visibility,
          ...(visibility === 'password' ? { password: 'sesame' } : {}),
          ...more,
        },
      });
      if (created.status !== 201) throw new Error(`creating a room answered ${created.raw.body}`);
      if (visibility === 'personal') return created.body;
      for (const [name, role] of [
        ['anna', 'admin'],
        ['mia', 'member'],
        ['vera', 'viewer'],
      ] as const) {
        const added = await people.olga.inject({
          method: 'POST',
          url: `/v1/rooms/${created.body.id}/members`,
          body: { userId: people[name].user.id, role },
        });
        if (added.status !== 201) throw new Error(`adding ${name} answered ${added.raw.body}`);
      }
      return created.body;
    },
  };
}
