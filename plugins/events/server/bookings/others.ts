import { attending } from './attending.js';
import { type Budget, clashesOf } from './clashes.js';
import type { Reach } from './reach.js';
import type { AttendedEvent, BookedSeries, BookingRepository } from './repository.js';
import type { Span } from './spans.js';
import { type Taking, type Timeline, timelineOf } from './timeline.js';

/** What of a workspace somebody wants to know about. */
export interface Needed {
  workspaceId: string;
  resources: readonly string[];
  /** Whether a series takes any of the resources that is not all rows. */
  endless: boolean;
  people: readonly string[];
  /** An event that does not count. */
  except: string | null;
}

/** An event of others that has to be expanded, and whom and what each of its occurrences takes. */
export interface Other {
  event: BookedSeries | AttendedEvent;
  timeline: Timeline;
  /** Only occurrences from here on count: earlier ones are rows. */
  from: number;
  takes(original: string): { resources: readonly string[]; people: readonly string[] };
}

/**
 * The events that overlap [from, to) and whose occurrences are not all rows: series beyond what is kept of them, and what
 * people attend.
 */
export async function readOthers(
  repository: BookingRepository,
  { workspaceId, resources, endless, people, except }: Needed,
  { start, end }: Span,
): Promise<Other[]> {
  const nobody: readonly string[] = [];
  const series = endless ? await repository.unbooked(resources, except, start, end) : [];
  const attended =
    people.length === 0 ? [] : await repository.attended(workspaceId, people, except, start, end);
  const others: Other[] = [];
  for (const event of series) {
    const timeline = timelineOf(event);
    const taken = { resources: event.resourceIds, people: nobody };
    others.push({ event, timeline, from: event.bookedUntil, takes: () => taken });
  }
  for (const event of attended) {
    const timeline = timelineOf(event);
    const busy = attending(event.userIds, event.answers);
    const takes = (original: string) => ({ resources: nobody, people: busy(original) });
    others.push({ event, timeline, from: Number.NEGATIVE_INFINITY, takes });
  }
  return others;
}

/** Occurrences that overlap [start, end). */
export function* occurrencesOf(
  { timeline, from }: Other,
  { start, end }: Span,
  budget: Budget,
): Generator<Taking> {
  for (const taking of timeline.walk(start, end)) {
    if (budget.left <= 0) return;
    budget.left -= 1;
    if (taking.start >= from) yield taking;
  }
}

export const clashesWithOther = (own: Reach, { timeline, from }: Other, budget: Budget) =>
  clashesOf(own, timeline, from, budget);
