import { afterEach, expect, vi } from 'vitest';
import type { ClientOptions } from '../src/index.js';
import { TeamBrain } from '../src/index.js';
import type { MockServer } from '../src/testing.js';

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const client of open.splice(0)) await client.close();
});

/** A client that is closed after the test. */
export function connect(options: Omit<ClientOptions, 'parts'>): TeamBrain {
  const client = new TeamBrain(options);
  open.push(client);
  return client;
}

/** Repeats an assertion until it holds. */
export function eventually(assertion: () => void | Promise<void>): Promise<void> {
  return vi.waitFor(assertion, { timeout: 10_000, interval: 10 });
}

/** A workspace with one room and its members. */
export function place(server: MockServer, usernames = ['ada', 'ben']) {
  const workspace = server.workspace('Acme');
  const room = server.room(workspace.id, { name: 'Design' }, usernames);
  return { workspace, room, channel: `room:${room.id}` };
}

export async function online(client: TeamBrain): Promise<void> {
  await client.connect();
  expect(client.status).toBe('online');
}

/** Makes reconnecting immediate, where a test is not about its delay. */
export function withoutJitter(): void {
  vi.spyOn(Math, 'random').mockReturnValue(0.001);
}
