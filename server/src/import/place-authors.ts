import type { PluginContext } from '@teambrain/core';
import type { ImportProgress } from './report.js';

/** Authors made in one transaction: a commit for each would cost more than all the rest of it. */
const batchSize = 50;

export interface PlaceAuthorsInput {
  context: Pick<PluginContext, 'use' | 'users' | 'db'>;
  workspaceId: string;
  roomId: string;
  names: readonly string[];
  /** User ids by name in the source; those found or made here are added. */
  authors: Map<string, string>;
  onProgress(progress: ImportProgress): void;
}

/** Makes sure that everybody who wrote in a room is somebody there. A name is the same person in all its rooms. */
export async function placeAuthors(input: PlaceAuthorsInput): Promise<void> {
  const { context, workspaceId, roomId, names, authors, onProgress } = input;
  const workspaces = context.use('workspaces');
  const rooms = context.use('rooms');
  const present = new Set(await rooms.memberIds(roomId));

  async function place(name: string): Promise<string> {
    const known = authors.get(name);
    if (known !== undefined && present.has(known)) return known;
    const { id } = await context.users.provision({
      kind: 'user',
      username: name,
      displayName: name,
      source: `import:${workspaceId}`,
      sourceId: name,
    });
    if (known === undefined) await workspaces.addMember(workspaceId, id, 'member');
    if (!present.has(id)) await rooms.addMember(roomId, id, 'member');
    return id;
  }

  for (let start = 0; start < names.length; start += batchSize) {
    const batch = names.slice(start, start + batchSize);
    const placed = await context.db.transaction(async () => {
      const ids: [string, string][] = [];
      for (const name of batch) ids.push([name, await place(name)]);
      return ids;
    });
    // Only now: a transaction that is tried again must make its authors again.
    for (const [name, id] of placed) authors.set(name, id);
    onProgress({ phase: 'authors', done: start + batch.length, total: names.length });
  }
}
