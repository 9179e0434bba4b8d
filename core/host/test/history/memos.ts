import type { TestUser } from '@teambrain/core/testing';
import type { RoomWorld } from '@teambrain/plugin-rooms/testing';
import { expect } from 'vitest';
import type { MemoState } from './memos-plugin.js';

/** Makes a memo of these states, one version after the other, and gives its path. */
export async function memoOf(world: RoomWorld, states: readonly MemoState[], by: TestUser = world.owner) {
  const [first, ...later] = states;
  const made = await by.inject({ method: 'POST', url: `/v1/rooms/${world.roomId}/memos`, body: first });
  expect(made.status).toBe(201);
  const url = `/v1/memos/${made.body.id}`;
  for (const body of later) expect((await by.inject({ method: 'PUT', url, body })).status).toBe(200);
  return { id: made.body.id as string, url };
}
