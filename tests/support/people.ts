import type { TestServer, TestUser } from '@teambrain/core/testing';
import type { Role } from '@teambrain/protocol';

/** What somebody is in the scene's workspace and, by the list of its members, in its room. */
export interface Standing {
  workspace: Role | null;
  room: Exclude<Role, 'guest'> | null;
  /** Made a member first and then removed. */
  removedFrom?: 'room' | 'workspace';
  /** Administers the server. */
  admin?: boolean;
}

export const standings = {
  ada: { workspace: null, room: null, admin: true },
  wanda: { workspace: 'owner', room: null },
  walter: { workspace: 'admin', room: null },
  olga: { workspace: 'member', room: 'owner' },
  anna: { workspace: 'member', room: 'admin' },
  mia: { workspace: 'member', room: 'member' },
  vera: { workspace: 'viewer', room: 'viewer' },
  nils: { workspace: 'member', room: null },
  guste: { workspace: 'guest', room: null },
  gilda: { workspace: 'guest', room: 'member' },
  rolf: { workspace: 'member', room: null, removedFrom: 'room' },
  wolf: { workspace: null, room: null, removedFrom: 'workspace' },
  xena: { workspace: null, room: null },
  tom: { workspace: null, room: null },
} as const satisfies Record<string, Standing>;

export type Name = keyof typeof standings;
export type People = Record<Name, TestUser>;
export const names = Object.keys(standings) as Name[];

/** Registers everybody; `ada` first, who thereby administers the server. `tom` owns a workspace of his own. */
export async function registerPeople(server: TestServer): Promise<People> {
  const people = {} as People;
  for (const name of names) people[name] = await server.register(name);
  await people.tom.create('/v1/workspaces', { name: 'Elsewhere' });
  return people;
}

export async function removed(by: TestUser, url: string): Promise<void> {
  const answer = await by.inject({ method: 'DELETE', url });
  if (answer.status !== 204) throw new Error(`${url} answered ${answer.status}: ${answer.raw.body}`);
}
