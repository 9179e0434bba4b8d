import { type Actor, type Grant, type PluginContext, problem } from '@teambrain/core';
import type { Page as List } from '@teambrain/protocol';
import type { Message, MessageRevision } from '../../shared/types.js';
import { type NewestPages, type Page, pageOf } from './newest-pages.js';
import type { ListInput, ReadingRepository } from './repository.js';

export interface WindowQuery {
  before?: number;
  after?: number;
  around?: number;
  limit: number;
}

const maxTries = 5;
/** Above every `seq`. */
const newest = Number.MAX_SAFE_INTEGER - 1;

/** Windows of a timeline, threads, pins and revisions. */
export function createReading(
  ctx: Pick<PluginContext, 'access'>,
  repository: ReadingRepository,
  newestPages: NewestPages,
) {
  return {
    /** Read together with the rights it was asked under. */
    async window(actor: Actor, grant: Grant, roomId: string, query: WindowQuery): Promise<Page> {
      const shape = shapeOf(query);
      const isNewest = [query.before, query.after, query.around].every((place) => place === undefined);
      const ready = isNewest ? await newestPages.find(roomId, query.limit, grant.version) : null;
      if (ready) return ready;
      let rights = grant.version;
      for (let tries = 0; tries <= maxTries; tries += 1) {
        const found = await repository.window({ roomId, rights, ...shape });
        if (found === null) throw problem('not_found');
        if (found.page !== null) {
          const page = pageOf(found.page);
          if (isNewest) newestPages.keep(roomId, query.limit, found.seq, page);
          return page;
        }
        rights = (await ctx.access.require(actor, 'messaging.read', { kind: 'room', id: roomId })).version;
      }
      throw problem('unavailable', 'The room is changing too fast.', { retryAfter: 1 });
    },
    async find(messageId: string): Promise<Message> {
      const message = (await repository.byIds([messageId])).get(messageId);
      if (!message) throw problem('not_found');
      return message;
    },
    /** Replies below a message. */
    async replies(messageId: string, query: { limit: number; cursor?: string }): Promise<List<Message>> {
      const rows = await repository.replies(messageId, onePastEnd(query));
      return listOf(rows, query.limit, ({ seq }) => seq);
    },
    async revisions(
      messageId: string,
      query: { limit: number; cursor?: string },
    ): Promise<List<MessageRevision>> {
      const rows = await repository.revisions(messageId, onePastEnd(query));
      const items = rows.map((row) => ({ ...row, editedAt: new Date(row.editedAt).toISOString() }));
      return listOf(items, query.limit, ({ version }) => version);
    },
    pinned: (roomId: string, limit: number): Promise<Message[]> => repository.pinned(roomId, limit),
  };
}

export type Reading = ReturnType<typeof createReading>;

function shapeOf({ before, after, around, limit }: WindowQuery) {
  if ([before, after, around].filter((value) => value !== undefined).length > 1)
    throw problem('bad_request', 'Give one of before, after and around.');
  if (after !== undefined) return { pivot: after, older: 0, newer: limit };
  if (around !== undefined)
    return { pivot: around, older: Math.ceil(limit / 2), newer: Math.floor(limit / 2) };
  return { pivot: before === undefined ? newest : before - 1, older: limit, newer: 0 };
}

function onePastEnd({ limit, cursor }: { limit: number; cursor?: string }): ListInput {
  if (cursor === undefined) return { limit: limit + 1 };
  if (!/^\d{1,15}$/.test(cursor)) throw problem('bad_request', 'The cursor is not one of this list.');
  return { limit: limit + 1, after: Number(cursor) };
}

function listOf<T>(rows: readonly T[], limit: number, position: (item: T) => number): List<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? String(position(last)) : null };
}
