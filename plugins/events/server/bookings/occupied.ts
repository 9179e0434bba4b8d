import type { Budget } from './clashes.js';
import { type Needed, occurrencesOf, readOthers } from './others.js';
import { bookingBounds } from './reach.js';
import type { BookingRepository } from './repository.js';
import { merge, type Span } from './spans.js';

/** Stretches in which each person and resource is taken, merged and in order. */
export interface Occupied {
  of: ReadonlyMap<string, readonly Span[]>;
  /** The search came to the end of what it may expand. */
  exhausted: boolean;
}

/** When people and resources are taken within a window, whoever took them. */
export async function readOccupied(
  repository: BookingRepository,
  needed: Needed,
  window: Span,
): Promise<Occupied> {
  const { resources, people, except } = needed;
  const lists = new Map<string, Span[]>([...resources, ...people].map((id) => [id, []]));
  if (resources.length > 0)
    for (const { resourceId, starts, ends } of await repository.takenStretches(
      resources,
      except,
      window.start,
      window.end,
    ))
      lists.set(
        resourceId,
        starts.map((start, index) => ({ start, end: ends[index] as number })),
      );
  const budget: Budget = { left: bookingBounds.expanded };
  for (const other of await readOthers(repository, needed, window))
    for (const taking of occurrencesOf(other, window, budget)) {
      const takes = other.takes(taking.original);
      for (const id of takes.resources) lists.get(id)?.push(taking);
      for (const id of takes.people) lists.get(id)?.push(taking);
    }
  const within = ({ start, end }: Span) => ({
    start: Math.max(start, window.start),
    end: Math.min(end, window.end),
  });
  return {
    of: new Map([...lists].map(([id, spans]) => [id, merge(spans.map(within))])),
    exhausted: budget.left <= 0,
  };
}
