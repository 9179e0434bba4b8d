import { type Actor, databaseCode, type PluginContext } from '@teambrain/core';
import type { Conflict, ConflictReport } from '../../shared/types.js';
import type { EventsConfig } from '../config.js';
import type { Bookings, StoredEvent } from '../contract.js';
import { eventProblem } from '../problems.js';
import { ownClashes } from './clashes.js';
import { freeSlots, slotBounds } from './free-slots.js';
import { readOccupied } from './occupied.js';
import { type Needed, readOthers } from './others.js';
import { bookingBounds, latestEnd, type Reach, reachOf, rowsOf } from './reach.js';
import { createReport, utc } from './report.js';
import type { BookingRepository, Firmness } from './repository.js';
import { createSearch, type Wanted } from './search.js';
import { merge, type Span } from './spans.js';
import { takenAnew } from './taken-anew.js';
import { timelineOf } from './timeline.js';

const day = 86_400_000;

/** Clashes in an answer: of a dry run or a refusal, and of a write that only warns. */
const shown = { report: 100, warning: 20 } as const;

export interface BookingsDeps {
  ctx: Pick<PluginContext<EventsConfig>, 'access' | 'config'>;
  repository: BookingRepository;
}

/** Books resources for events and finds what they clash with. */
export function createBookings({ ctx, repository }: BookingsDeps): Bookings {
  const search = createSearch(repository);
  const report = createReport(ctx.access);
  const horizonOf = (now: number) => now + ctx.config.bookingHorizonDays * day;

  /** What the event needs of others. Throws `event_resource_unknown`. */
  async function needs(event: StoredEvent): Promise<Needed> {
    const { id, workspaceId, resources, busy, attendees } = event;
    const known = resources.length === 0 ? [] : await repository.known(workspaceId, resources);
    const unknown = resources.find((resourceId) => !known.some((each) => each.id === resourceId));
    if (unknown !== undefined)
      throw eventProblem('event_resource_unknown', `${unknown} is not a resource of this workspace.`);
    const endless = known.some((each) => each.endless);
    return { workspaceId, resources, endless, people: busy ? attendees : [], except: id };
  }

  async function wantedBy(event: StoredEvent, reach: Reach, needed: Needed): Promise<Wanted> {
    const stretch = stretchOf(reach);
    const others = stretch ? await readOthers(repository, needed, stretch) : [];
    return { event, reach, all: reach.takings, needed, others };
  }

  /** The next free times, looked for up to the horizon, or for as long as a slot may lie ahead. */
  async function slotsFor({ event, reach, needed }: Wanted, now: number) {
    const [first] = reach.takings;
    if (!first || (event.resources.length > 0 && !ownClashes(reach.takings).next().done)) return [];
    const isUnderWay = first.start < now && reach.timeline.last > now;
    const from = isUnderWay ? now : first.start;
    const takings = reach.takings.filter(({ start }) => start < Math.max(horizonOf(now), first.start + 1));
    const longest = from + (slotBounds.days + 1) * day + (first.end - first.start);
    const window = { start: first.start, end: Math.max(latestEnd(takings), longest) };
    const { of } = await readOccupied(repository, needed, window);
    const taken = merge([...of.values()].flat());
    return freeSlots({ event, takings, taken, from }).map(({ start, end }) => ({
      start: utc(start),
      end: utc(end),
    }));
  }

  async function fullReport(actor: Actor, wanted: Wanted, now: number): Promise<ConflictReport> {
    const { found, truncated, exhausted } = await search(wanted, shown.report);
    return {
      conflicts: await report(actor, wanted.event, found),
      truncated: truncated || exhausted,
      freeSlots: await slotsFor(wanted, now),
    };
  }

  async function warn(actor: Actor, wanted: Wanted): Promise<Conflict[]> {
    const { found } = await search(wanted, shown.warning);
    return report(actor, wanted.event, found);
  }

  /** Throws unless everything that is taken anew is free. */
  async function insist(
    actor: Actor,
    wanted: Wanted,
    before: StoredEvent | null,
    now: number,
  ): Promise<void> {
    const { event } = wanted;
    for (const part of before ? takenAnew(wanted, before, now) : [wanted]) {
      const { found, truncated, exhausted } = await search(part, shown.report);
      if (found.length > 0)
        throw bookingConflict({
          conflicts: await report(actor, event, found),
          truncated: truncated || exhausted,
          freeSlots: await slotsFor(wanted, now),
        });
      if (exhausted)
        throw eventProblem(
          'recurrence_too_costly',
          `The series would have to be compared with more than ${bookingBounds.expanded.toLocaleString('en')} occurrences of others.`,
        );
    }
  }

  async function write(event: StoredEvent, reach: Reach, firm: Firmness, now: number): Promise<void> {
    await repository.clear([event.id]);
    if (event.resources.length === 0) return;
    try {
      await repository.insert({
        eventId: event.id,
        resourceIds: event.resources,
        firm,
        ...rowsOf(reach, horizonOf(now)),
      });
    } catch (error) {
      // The search found nothing under the lock: this is the database's own word, should the two ever differ.
      if (databaseCode(error) === '23P01')
        throw bookingConflict({ conflicts: [], truncated: true, freeSlots: [] });
      throw error;
    }
  }

  return {
    async lock(resourceIds, attendeeIds = []) {
      if (resourceIds.length > 0) await repository.lockResources(resourceIds);
      if (attendeeIds.length > 0) await repository.lockPeople(attendeeIds);
    },
    async apply(actor, event, policy, before = null) {
      const now = Date.now();
      const needed = await needs(event);
      const reach = reachOf(timelineOf(event), now);
      let conflicts: Conflict[] = [];
      if (policy !== 'allow' && needed.resources.length + needed.people.length > 0) {
        const wanted = await wantedBy(event, reach, needed);
        if (policy === 'warn') conflicts = await warn(actor, wanted);
        else await insist(actor, wanted, before, now);
      }
      await write(event, reach, policy === 'reject' ? (before ? 'where_free' : 'all') : 'none', now);
      return conflicts;
    },
    async release(eventIds) {
      if (eventIds.length > 0) await repository.clear(eventIds);
    },
    async check(actor, event) {
      const needed = await needs(event);
      const now = Date.now();
      return fullReport(actor, await wantedBy(event, reachOf(timelineOf(event), now), needed), now);
    },
  };
}

/** From the first start to the last end of the occurrences that are compared; on, where they are followed further. */
function stretchOf({ takings, until, timeline }: Reach): Span | undefined {
  const [first] = takings;
  if (!first) return undefined;
  return {
    start: first.start,
    end: until === Number.POSITIVE_INFINITY ? latestEnd(takings) : timeline.last,
  };
}

/** 409 with what an asker needs to choose another time. */
const bookingConflict = (report: ConflictReport) =>
  eventProblem('event_conflict', undefined, { members: { ...report } });
