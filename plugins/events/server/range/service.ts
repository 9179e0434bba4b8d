import { randomUUID } from 'node:crypto';
import { decodeCursor, encodeCursor, idPart, type PluginContext } from '@teambrain/core';
import { LRUCache } from 'lru-cache';
import { eventBounds } from '../../shared/schemas.js';
import type { RsvpStatus } from '../../shared/types.js';
import { createPerVersion } from '../occurrences/compiled.js';
import { isoOf } from '../occurrences/views.js';
import { toInstant } from '../recurrence/zone/zones.js';
import type { AnswerRepository, UserAnswer } from '../rsvp/repository.js';
import { answersTag, roomTag } from './event-cache.js';
import { type Listed, listedOf } from './listed.js';
import { isAfter, type Key, merge } from './merge.js';
import { createPageText, type OwnAnswers, type Ready, type SharedPage, withAnswers } from './page.js';
import type { RangeRepository } from './repository.js';
import type { Window } from './window.js';

/** Bytes of ready windows that an instance keeps. */
const maxCachedBytes = 32 * 1024 * 1024;
/** Bytes of one answer; what is more comes with the next page. */
const maxPageBytes = 4 * 1024 * 1024;

export interface RangeQuery extends Window {
  roomId: string;
  limit: number;
  cursor?: string | undefined;
  cancelled: boolean;
}

export interface RangeDeps {
  ctx: Pick<PluginContext, 'cache'>;
  repository: RangeRepository;
  answers: Pick<AnswerRepository, 'ofUser'>;
  /** Seconds; 0: nothing is cached. */
  seconds: number;
}

/**
 * Windows of a room's calendar. What everybody sees is expanded once and kept as ready text under the generation of the
 * room, a word in the cache that every change of its events ends; the asker's own answers are read for the asker alone
 * and put in on the way out.
 */
export function createRange({ ctx, repository, answers, seconds }: RangeDeps) {
  const perVersion = createPerVersion<Listed>();
  const pages = new LRUCache<string, SharedPage>({
    maxSize: maxCachedBytes,
    sizeCalculation: ({ bytes, eventIds }) => bytes.length + 12 * eventIds.length + 500,
    ttl: Math.max(seconds, 1) * 1000,
  });

  async function eventsOf(roomId: string, { from, to }: Window): Promise<Listed[]> {
    const versions = await repository.candidates(roomId, from, to);
    const events: Listed[] = [];
    const missing: string[] = [];
    for (const [id, version] of versions) {
      const known = perVersion.get(id, version);
      if (known) events.push(known);
      else missing.push(id);
    }
    for (const event of await repository.listed(missing)) {
      const listed = listedOf(event);
      if (!listed) continue;
      perVersion.set(event, listed);
      events.push(listed);
    }
    return events;
  }

  async function load(query: RangeQuery): Promise<SharedPage> {
    const { from, to, limit, cancelled } = query;
    const after = keyOf(query.cursor);
    const events = await eventsOf(query.roomId, query);
    const chunk = Math.min(64, Math.max(4, Math.ceil((2 * limit) / Math.max(events.length, 1))));
    const next = merge(events, { from, to, since: after?.start, cancelled }, chunk);
    const text = createPageText();
    let last: Key | undefined;
    for (let source = next(); source; source = next()) {
      if (after && !isAfter(after, source)) {
        source.count -= 1;
        continue;
      }
      if (text.count === limit || source.count >= eventBounds.perEvent || text.bytes > maxPageBytes)
        return text.end(true, last ? cursorOf(last) : null);
      const { listed, placed } = source;
      text.push(listed, placed);
      last = { start: placed.start, eventId: listed.id, original: placed.original };
    }
    return text.end(false, null);
  }

  async function shared(query: RangeQuery): Promise<SharedPage> {
    if (seconds === 0) return load(query);
    const { roomId } = query;
    const generation = await ctx.cache.get(
      { name: 'events.generation', viewer: 'all', parts: [roomId], tags: [roomTag(roomId)] },
      { ttl: seconds },
      async () => randomUUID(),
    );
    const key = JSON.stringify([
      roomId,
      generation,
      query.from,
      query.to,
      query.limit,
      query.cursor,
      query.cancelled,
    ]);
    const known = pages.get(key);
    if (known) return known;
    const page = await load(query);
    pages.set(key, page);
    return page;
  }

  function answersOf(roomId: string, userId: string): Promise<ReadonlyMap<string, OwnAnswers>> {
    const load = async () => ownAnswers(await answers.ofUser(roomId, userId));
    if (seconds === 0) return load();
    const tags = [roomTag(roomId), answersTag(roomId, userId)];
    const key = { name: 'events.answers', viewer: userId, parts: [roomId], tags };
    return ctx.cache.get(key, { ttl: seconds }, load);
  }

  return {
    /** The JSON of one page, for one viewer. The guard has decided that the viewer may read the room. */
    async page(viewerId: string, query: RangeQuery): Promise<Ready> {
      const [page, own] = await Promise.all([shared(query), answersOf(query.roomId, viewerId)]);
      return own.size === 0 ? page : withAnswers(page, own);
    },
  };
}

export type Range = ReturnType<typeof createRange>;

function ownAnswers(rows: readonly UserAnswer[]): Map<string, OwnAnswers> {
  const own = new Map<string, { whole: RsvpStatus; single: Map<string, RsvpStatus> }>();
  for (const { eventId, original, status, allDay, timeZone } of rows) {
    const answers = own.get(eventId) ?? { whole: 'needs_action', single: new Map() };
    own.set(eventId, answers);
    if (original === '') answers.whole = status;
    else answers.single.set(allDay ? original : isoOf(toInstant(original, timeZone)), status);
  }
  return own;
}

const cursorOf = ({ start, eventId, original }: Key) => encodeCursor(String(start), eventId, original);

function keyOf(cursor: string | undefined): Key | undefined {
  const parts = decodeCursor(cursor, /^-?\d{1,15}$/, idPart, /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d)?$/);
  if (!parts) return undefined;
  const [start, eventId, original] = parts as [string, string, string];
  return { start: Number(start), eventId, original };
}
