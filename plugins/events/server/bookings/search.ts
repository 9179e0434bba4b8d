import type { StoredEvent } from '../contract.js';
import { attending } from './attending.js';
import { type Budget, clashesOf, clashesWith, ownClashes } from './clashes.js';
import { bookingBounds, type Reach } from './reach.js';
import type { AttendedEvent, BookedRow, BookedSeries, BookingRepository, OtherEvent } from './repository.js';
import { pairs } from './spans.js';
import { type Taking, timelineOf } from './timeline.js';

/** An occurrence of one's own and what is taken meanwhile. */
export interface Found {
  own: Taking;
  other: Taking;
  resourceId?: string;
  userId?: string;
  event: Pick<OtherEvent, 'roomId' | 'title' | 'timeZone' | 'allDay'> & { id: string };
}

export interface FoundClashes {
  /** In order of one's own occurrences, then of the others'. */
  found: Found[];
  /** There are more than were asked for. */
  truncated: boolean;
  /** The search came to the end of what it may expand: there may be more. */
  exhausted: boolean;
}

/** The event that wants to take place: what it takes, and when. */
export interface Wanted {
  event: StoredEvent;
  reach: Reach;
}

/** Finds what the occurrences of an event clash with: bookings of its resources, whatever their policy, and its people. */
export function createSearch(repository: BookingRepository) {
  async function atResources({ event, reach }: Wanted, limit: number, budget: Budget): Promise<Found[]> {
    const { id, resources } = event;
    const { takings, until } = reach;
    const [first] = takings;
    if (resources.length === 0 || !first) return [];
    const found: Found[] = [];
    for (const clash of upTo(ownClashes(takings), limit))
      for (const resourceId of resources) found.push({ own: clash[0], other: clash[1], resourceId, event });

    const add = ([own, row]: readonly [Taking, BookedRow]) =>
      found.push({ own, other: row, resourceId: row.resourceId, event: { ...row, id: row.eventId } });
    const rows = await repository.booked(resources, id, takings, limit);
    for (const clash of upTo(pairs(takings, rows), limit)) add(clash);
    if (until !== Number.POSITIVE_INFINITY)
      for (const row of await repository.bookedAfter(resources, id, until, bookingBounds.farBookings))
        for (const clash of upTo(clashesWith(reach, row), limit)) add(clash);

    const last = until === Number.POSITIVE_INFINITY ? latestEnd(takings) : until;
    for (const other of await repository.unbooked(resources, id, first.start, last))
      for (const [own, taking] of upTo(others(reach, other, other.bookedUntil, budget), limit))
        for (const resourceId of other.resourceIds)
          found.push({ own, other: taking, resourceId, event: other });
    return found;
  }

  async function atPeople({ event, reach }: Wanted, limit: number, budget: Budget): Promise<Found[]> {
    const { id, workspaceId, attendees } = event;
    const [first] = reach.takings;
    if (!event.busy || attendees.length === 0 || !first) return [];
    const taking = attending(attendees, await repository.answersTo(id));
    const last = reach.until === Number.POSITIVE_INFINITY ? latestEnd(reach.takings) : reach.timeline.last;
    const found: Found[] = [];
    for (const other of await repository.attended(workspaceId, attendees, id, first.start, last)) {
      const busy = attending(other.userIds, other.answers);
      let left = limit;
      for (const [own, clash] of others(reach, other, Number.NEGATIVE_INFINITY, budget)) {
        const mine = new Set(taking(own.original));
        for (const userId of busy(clash.original)) {
          if (!mine.has(userId)) continue;
          found.push({ own, other: clash, userId, event: other });
          left -= 1;
        }
        if (left <= 0) break;
      }
    }
    return found;
  }

  return async function search(wanted: Wanted, limit: number): Promise<FoundClashes> {
    const budget: Budget = { left: bookingBounds.expanded };
    // One more than is shown tells whether there are more.
    const found = [
      ...(await atResources(wanted, limit + 1, budget)),
      ...(await atPeople(wanted, limit + 1, budget)),
    ].sort(byTime);
    return {
      found: found.slice(0, limit),
      truncated: found.length > limit,
      exhausted: budget.left <= 0,
    };
  };
}

export type Search = ReturnType<typeof createSearch>;

function* others(own: Reach, other: BookedSeries | AttendedEvent, from: number, budget: Budget) {
  const timeline = timelineOf(other);
  if (timeline) yield* clashesOf(own, timeline, from, budget);
}

export const latestEnd = (takings: readonly Taking[]) =>
  takings.reduce((latest, { end }) => Math.max(latest, end), Number.NEGATIVE_INFINITY);

function* upTo<T>(items: Iterable<T>, limit: number): Generator<T> {
  let left = limit;
  for (const item of items) {
    if (left <= 0) return;
    left -= 1;
    yield item;
  }
}

const named = ({ resourceId = '', userId = '' }: Found) => `${resourceId}${userId}`;

function byTime(a: Found, b: Found): number {
  return (
    a.own.start - b.own.start ||
    a.other.start - b.other.start ||
    (a.event.id < b.event.id ? -1 : a.event.id > b.event.id ? 1 : named(a) < named(b) ? -1 : 1)
  );
}
