import '@teambrain/plugin-rooms/server';
import '@teambrain/plugin-workspaces/server';
import '@teambrain/plugin-messaging/server';
import type { PluginContext } from '@teambrain/core';
import { collectRooms, type SourceRoom } from './collect.js';
import { placeAuthors } from './place-authors.js';
import { type ImportProgress, type ImportReport, maxDetails } from './report.js';

/** What names messages of this kind of file in the database. */
const source = 'chat-jsonl';

export interface ImportOptions {
  /** A mounted plugin's context: the import goes through the services of workspaces, rooms and messaging. */
  context: Pick<PluginContext, 'db' | 'use' | 'users' | 'realtime'>;
  /** JSON lines: `{ id, room, at, user, text, replyTo? }`. */
  files: readonly string[];
  /** Slug or id. Made with this slug when there is none. */
  workspace: string;
  /** Id of the user who owns what is made: the workspace and the rooms. */
  ownerId: string;
  /** Messages in one transaction. Default 500, at most 1,000. */
  batchSize?: number;
  onProgress?(progress: ImportProgress): void;
}

/**
 * Imports chat histories: rooms by name, authors as accounts that cannot log in and take no place, messages with their
 * times and replies, in order of time. May be broken off and run again: what is there already is left alone.
 */
export async function importChat(options: ImportOptions): Promise<ImportReport> {
  const { context, files, ownerId, batchSize = 500, onProgress = () => {} } = options;
  const started = performance.now();
  const report: ImportReport = {
    workspaceId: '',
    rooms: [],
    authors: 0,
    stored: 0,
    known: 0,
    skipped: [],
    skippedByReason: {},
    unlinked: [],
    unlinkedCount: 0,
    took: 0,
  };
  const sources = await collectRooms(files, report, onProgress);
  report.workspaceId = await workspaceOf(options);
  const total = sources.reduce((sum, { messages }) => sum + messages.length, 0);
  const present = await roomsByName(context, report.workspaceId, ownerId);
  const authors = new Map<string, string>();

  for (const room of sources) {
    const roomId =
      present.get(room.name) ?? (await createRoom(context, report.workspaceId, ownerId, room.name));
    const names = [...new Set(room.messages.map(({ user }) => user))];
    await placeAuthors({ context, workspaceId: report.workspaceId, roomId, names, authors, onProgress });
    const carried = { id: roomId, name: room.name, stored: 0, known: 0 };
    report.rooms.push(carried);
    for (let start = 0; start < room.messages.length; start += batchSize) {
      const batch = room.messages.slice(start, start + batchSize);
      await storeBatch(context, report, carried, batch, authors);
      onProgress({ phase: 'messages', done: report.stored + report.known, total, room: room.name });
    }
    // Nobody opens a history of years at its first line; the owner of the room is the only member who is not imported.
    if (carried.stored > 0) await context.use('rooms').markRead(roomId, ownerId, Number.MAX_SAFE_INTEGER);
  }
  report.authors = authors.size;
  // Whoever is connected has a history that is no longer this one.
  if (report.stored > 0) await context.realtime.renewEpoch();
  report.took = Math.round(performance.now() - started);
  return report;
}

async function workspaceOf({ context, workspace, ownerId }: ImportOptions): Promise<string> {
  const workspaces = context.use('workspaces');
  const found = await workspaces.find(workspace);
  return (found ?? (await workspaces.create({ name: workspace, slug: workspace, ownerId }))).id;
}

async function roomsByName(
  { use }: Pick<PluginContext, 'use'>,
  workspaceId: string,
  ownerId: string,
): Promise<Map<string, string>> {
  const rooms = use('rooms');
  const found = new Map<string, string>();
  for (const id of await rooms.roomIdsOf(ownerId, workspaceId)) {
    const room = await rooms.find(id);
    if (room && !room.direct && room.visibility !== 'personal') found.set(room.name, room.id);
  }
  return found;
}

async function createRoom(
  { use }: Pick<PluginContext, 'use'>,
  workspaceId: string,
  ownerId: string,
  name: string,
): Promise<string> {
  return (await use('rooms').create({ workspaceId, ownerId, name, visibility: 'public' })).id;
}

async function storeBatch(
  { use }: Pick<PluginContext, 'use'>,
  report: ImportReport,
  room: ImportReport['rooms'][number],
  batch: SourceRoom['messages'],
  authors: ReadonlyMap<string, string>,
): Promise<void> {
  const { stored, known, unlinked } = await use('messaging').importBatch({
    roomId: room.id,
    source,
    messages: batch.map(({ id, user, text, at, replyTo }) => ({
      sourceId: id,
      authorId: authors.get(user) as string,
      text,
      at,
      ...(replyTo === undefined ? {} : { replyTo }),
    })),
  });
  room.stored += stored;
  room.known += known;
  report.stored += stored;
  report.known += known;
  report.unlinkedCount += unlinked.length;
  const lost = new Set(unlinked);
  for (const { id, replyTo } of batch)
    if (lost.has(id) && replyTo !== undefined && report.unlinked.length < maxDetails)
      report.unlinked.push({ id, replyTo });
}
