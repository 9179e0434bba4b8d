import { attending } from './attending.js';
import { bookingBounds } from './reach.js';
import type { BookingRepository } from './repository.js';
import { merge, type Span } from './spans.js';
import { timelineOf } from './timeline.js';

export interface Question {
  /** An event that does not count. */
  except: string | null;
  from: number;
  to: number;
}

/** Stretches within [from, to) in which each is taken, merged and in order. */
export interface Occupied {
  of: Map<string, Span[]>;
  /** The search came to the end of what it may expand. */
  exhausted: boolean;
}

/** When resources and people are taken, whoever took them. */
export function createOccupied(repository: BookingRepository) {
  return {
    async resources(ids: readonly string[], { except, from, to }: Question): Promise<Occupied> {
      const lists = listsOf(ids);
      if (ids.length === 0) return { of: lists, exhausted: false };
      for (const { resourceId, start, end } of await repository.takenStretches(ids, except, from, to))
        lists.get(resourceId)?.push({ start, end });
      let left: number = bookingBounds.expanded;
      for (const series of await repository.unbooked(ids, except, from, to))
        for (const { start, end } of timelineOf(series)?.walk(from, to) ?? []) {
          if (left-- <= 0) break;
          if (start < series.bookedUntil) continue;
          for (const id of series.resourceIds) lists.get(id)?.push({ start, end });
        }
      return { of: mergedWithin(lists, from, to), exhausted: left < 0 };
    },

    async people(
      workspaceId: string,
      ids: readonly string[],
      { except, from, to }: Question,
    ): Promise<Occupied> {
      const lists = listsOf(ids);
      if (ids.length === 0) return { of: lists, exhausted: false };
      let left: number = bookingBounds.expanded;
      for (const event of await repository.attended(workspaceId, ids, except, from, to)) {
        const busy = attending(event.userIds, event.answers);
        for (const taking of timelineOf(event)?.walk(from, to) ?? []) {
          if (left-- <= 0) break;
          for (const id of busy(taking.original)) lists.get(id)?.push(taking);
        }
      }
      return { of: mergedWithin(lists, from, to), exhausted: left < 0 };
    },
  };
}

export type OccupiedTimes = ReturnType<typeof createOccupied>;

const listsOf = (ids: readonly string[]) => new Map<string, Span[]>(ids.map((id) => [id, []]));

function mergedWithin(lists: Map<string, Span[]>, from: number, to: number): Map<string, Span[]> {
  return new Map(
    [...lists].map(([id, spans]) => [
      id,
      merge(spans.map(({ start, end }) => ({ start: Math.max(start, from), end: Math.min(end, to) }))),
    ]),
  );
}
