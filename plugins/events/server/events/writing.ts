import {
  type ChangeInScope,
  type OnlyOnce,
  type PluginContext,
  ProblemError,
  problem,
} from '@teambrain/core';
import type { CalendarEvent, Conflict } from '../../shared/types.js';
import type { EventCache } from '../range/event-cache.js';
import { roleIn } from '../rights/role.js';
import { type ChangeSet, createChangeSet, type Request } from './change-set.js';
import { type Flush, FlushError } from './flushing.js';
import type { EventRecord } from './record.js';
import type { EventRepository } from './repository.js';
import type { EventViews } from './views.js';

export interface WritingDeps {
  ctx: Pick<PluginContext, 'db'>;
  change: ChangeInScope;
  repository: EventRepository;
  flush: Flush;
  views: EventViews;
  cache: EventCache;
  maxEvents: number;
}

export interface WriteOptions {
  /** The right that the request's grant stands for. */
  permission: 'events.create' | 'events.edit' | 'events.rsvp' | 'events.share';
  /** Events that the work may take. */
  eventIds: readonly string[];
  once?: OnlyOnce | undefined;
}

/** What came of a write: the set as it was written, and the clashes by event. */
export interface Written<T> {
  value: T;
  set: ChangeSet;
  conflicts: ReadonlyMap<string, Conflict[]>;
}

/** Clashes that the answer to a write shows; all of them are in `GET /events/:eventId/conflicts`. */
const shownConflicts = 20;

/** The one way in which events are changed: under the lock of their room, worked out first, then written together. */
export function createWriting(deps: WritingDeps) {
  const { ctx, change, repository, flush, views, cache, maxEvents } = deps;

  async function write<T>(
    request: Request,
    { permission, eventIds, once }: WriteOptions,
    work: (set: ChangeSet) => T | Promise<T>,
  ): Promise<{ duplicate: false; value: Written<T> } | { duplicate: true; ref: string | null }> {
    const { actor, grant, roomId } = request;
    const place = { scope: 'room', id: roomId };
    return change({ actor, grant, permission, place, once }, async (held) => {
      const facts = await repository.room(roomId, maxEvents);
      if (facts === null) throw problem('not_found');
      const loaded = await repository.find(eventIds);
      const set = createChangeSet({ ...request, grant: held }, facts, loaded, maxEvents);
      const value = await work(set);
      const conflicts = await flush(set);
      const written = [...set.entries.keys()];
      if (written.length > 0) ctx.db.afterCommit(() => cache.forget(roomId, written));
      return { value, set, conflicts };
    });
  }

  /** An event as the one sees it who asked. Throws `not_found`. */
  async function present({ actor, grant }: Pick<Request, 'actor' | 'grant'>, eventId: string) {
    const record = (await repository.find([eventId])).get(eventId);
    if (!record) throw problem('not_found');
    return views.one(record, roleIn(grant, record.roles, actor.id));
  }

  return {
    write,
    present,
    /** Refusals of a write that is about one event: a clash of versions shows the event as it is. */
    async about<T>(request: Request, eventId: string | null, work: () => Promise<T>): Promise<T> {
      try {
        return await work();
      } catch (thrown) {
        throw await refusalOf(request, eventId, thrown);
      }
    },
    refusalOf,
    /** An event after its write, as the writer sees it. */
    async written({ set, conflicts }: Written<unknown>, eventId: string): Promise<CalendarEvent> {
      const record = set.entries.get(eventId)?.now;
      if (!record) return present(set.request, eventId);
      return { ...(await views.one(record, roleOf(set, record))), ...conflictsOf(conflicts, eventId) };
    },
    /** As `written`, for many; those that were only read are among them. */
    async allWritten(
      { set, conflicts }: Written<unknown>,
      records: readonly EventRecord[],
    ): Promise<Map<string, CalendarEvent>> {
      const events = await views.many(records, (record) => roleOf(set, record));
      return new Map(events.map((event) => [event.id, { ...event, ...conflictsOf(conflicts, event.id) }]));
    },
  };

  async function refusalOf(request: Request, eventId: string | null, thrown: unknown): Promise<unknown> {
    const error = thrown instanceof FlushError ? thrown.cause : thrown;
    if (!(error instanceof ProblemError) || error.code !== 'version_conflict' || eventId === null)
      return error;
    const current = await present(request, eventId).catch(() => undefined);
    return problem('version_conflict', undefined, { ...error.extra, ...(current ? { current } : {}) });
  }
}

export type Writing = ReturnType<typeof createWriting>;

const roleOf = ({ request: { actor, grant } }: ChangeSet, record: EventRecord) =>
  roleIn(grant, record.roles, actor.id);

function conflictsOf(conflicts: ReadonlyMap<string, Conflict[]>, eventId: string) {
  const found = conflicts.get(eventId) ?? [];
  return found.length > 0 ? { conflicts: found.slice(0, shownConflicts) } : {};
}
