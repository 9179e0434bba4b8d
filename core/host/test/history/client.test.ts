import {
  ConflictError,
  createClient,
  createHistory,
  NotFoundError,
  path,
  ValidationError,
} from '@teambrain/client';
import { openRoomWorld, type RoomWorld } from '@teambrain/plugin-rooms/testing';
import type { Version } from '@teambrain/protocol';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { memoOf } from './memos.js';
import { type MemoState, memos } from './memos-plugin.js';

let world: RoomWorld;
let url: string;
beforeAll(async () => {
  world = await openRoomWorld({ plugins: [memos] });
  ({ url } = await world.server.listen());
});

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const client of open.splice(0)) await client.close();
});

type Memo = MemoState & { id: string; version: number };

/** The client part that a plugin with a history brings. */
const part = {
  name: 'memos' as const,
  setup: (core: Parameters<typeof createHistory>[0]) => ({
    history: (id: string) => createHistory<Memo, MemoState>(core, path`/memos/${id}`),
  }),
};

function historyOf(id: string) {
  const client = createClient({ url, parts: [part], getToken: () => world.owner.token });
  open.push(client);
  return client.memos.history(id);
}

describe('the history of a thing in the SDK', () => {
  it('lists versions and what they changed, page by page', async () => {
    const { id } = await memoOf(world, [{ title: 'A' }, { title: 'B' }, { title: 'C' }]);
    const history = historyOf(id);
    const seen: Version[] = [];
    for await (const version of history.versions({ limit: 2 })) seen.push(version);
    expect(seen.map(({ version, author }) => [version, author?.username])).toEqual([
      [3, 'olga'],
      [2, 'olga'],
      [1, 'olga'],
    ]);
    const { items, nextCursor } = await history.changelog({ limit: 1 });
    expect(items.map(({ text }) => text)).toEqual(['Title changed from “B” to “C”.']);
    expect(nextCursor).not.toBeNull();
  });

  it('reads versions, compares them and brings one back', async () => {
    const { id } = await memoOf(world, [{ title: 'A' }, { title: 'B' }, { title: 'C' }]);
    const history = historyOf(id);
    expect((await history.version(1)).snapshot.title).toBe('A');
    expect(await history.diff()).toMatchObject({ from: 2, to: 3 });
    expect((await history.diff({ from: 1, to: 3 })).text).toBe('Title changed from “A” to “C”.');
    const stale = history.rollback({ version: 1, baseVersion: 2 });
    await expect(stale).rejects.toBeInstanceOf(ConflictError);
    await expect(stale).rejects.toMatchObject({ details: { current: { title: 'C', version: 3 } } });
    expect(await history.rollback({ version: 1, baseVersion: 3 })).toEqual({ id, title: 'A', version: 4 });
    await expect(history.rollback({ version: 4 })).rejects.toBeInstanceOf(ValidationError);
    await expect(history.version(9)).rejects.toBeInstanceOf(NotFoundError);
  });
});
