import type { StoredEvent } from '../contract.js';
import { attending } from './attending.js';
import { type Budget, type Clash, clashesWith, ownClashes } from './clashes.js';
import { clashesWithOther, type Needed, type Other } from './others.js';
import { bookingBounds, type Reach } from './reach.js';
import type { BookedRow, BookingRepository, OtherEvent } from './repository.js';
import { pairs } from './spans.js';
import type { Taking } from './timeline.js';

/** An occurrence of one's own and what is taken meanwhile. */
export interface Found {
  own: Taking;
  other: Taking;
  resourceId?: string;
  userId?: string;
  event: Pick<OtherEvent, 'id' | 'roomId' | 'title' | 'timeZone' | 'allDay'>;
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
  /** The occurrences that are compared with others. */
  reach: Reach;
  /** Those and the ones that are not, for clashes among them. */
  all: readonly Taking[];
  needed: Needed;
  /** What else there is at the time. */
  others: readonly Other[];
}

/** Finds what the occurrences of an event clash with: bookings of its resources, whatever their policy, and its people. */
export function createSearch(repository: BookingRepository) {
  async function amongRows({ event, reach, all, needed }: Wanted, limit: number): Promise<Found[]> {
    const { id } = event;
    const { resources } = needed;
    const { takings, until } = reach;
    if (resources.length === 0 || takings.length === 0) return [];
    const found: Found[] = [];
    const asked = new Set(takings);
    for (const [own, other] of upTo(ownClashes(all), limit))
      if (asked.has(own) || asked.has(other))
        for (const resourceId of resources) found.push({ own, other, resourceId, event });
    const add = ([own, row]: readonly [Taking, BookedRow]) =>
      found.push({ own, other: row, resourceId: row.resourceId, event: { ...row, id: row.eventId } });
    const rows = await repository.booked(resources, id, takings, limit);
    for (const clash of upTo(pairs(takings, rows), limit)) add(clash);
    if (until !== Number.POSITIVE_INFINITY)
      for (const row of await repository.bookedAfter(resources, id, until, bookingBounds.farBookings))
        for (const clash of upTo(clashesWith(reach, row), limit)) add(clash);
    return found;
  }

  async function amongOthers({ event, reach, needed, others }: Wanted, limit: number, budget: Budget) {
    const { people: invited } = needed;
    const answers = others.length > 0 && invited.length > 0 ? await repository.answersTo(event.id) : [];
    const attends = attending(invited, answers);
    const things = new Set(needed.resources);
    const found: Found[] = [];
    for (const other of others) {
      let left = limit;
      for (const [own, taking] of clashesWithOther(reach, other, budget)) {
        const clash = { own, other: taking, event: other.event };
        const { resources, people } = other.takes(taking.original);
        const mine = people.length > 0 ? new Set(attends(own.original)) : undefined;
        for (const resourceId of resources) if (things.has(resourceId)) found.push({ ...clash, resourceId });
        for (const userId of people) if (mine?.has(userId)) found.push({ ...clash, userId });
        left -= 1;
        if (left <= 0) break;
      }
    }
    return found;
  }

  return async function search(wanted: Wanted, limit: number): Promise<FoundClashes> {
    const budget: Budget = { left: bookingBounds.expanded };
    // One more than is shown tells whether there are more.
    const found = [
      ...(await amongRows(wanted, limit + 1)),
      ...(await amongOthers(wanted, limit + 1, budget)),
    ].sort(byTime);
    return {
      found: found.slice(0, limit),
      truncated: found.length > limit,
      exhausted: budget.left <= 0,
    };
  };
}

function* upTo<T extends Clash | readonly [Taking, BookedRow]>(
  items: Iterable<T>,
  limit: number,
): Generator<T> {
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
