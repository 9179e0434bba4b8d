import { type Actor, databaseCode, type PluginContext } from '@teambrain/core';
import type { Conflict, ConflictPolicy, ConflictReport } from '../../shared/types.js';
import type { EventsConfig } from '../config.js';
import type { Bookings, StoredEvent } from '../contract.js';
import { eventProblem } from '../problems.js';
import { ownClashes } from './clashes.js';
import { freeSlots, slotBounds } from './free-slots.js';
import { createOccupied } from './occupied.js';
import { bookingBounds, reachOf, rowsOf } from './reach.js';
import { createReport, utc } from './report.js';
import type { BookingRepository } from './repository.js';
import { createSearch, latestEnd, type Wanted } from './search.js';
import { merge } from './spans.js';
import { createTimeline } from './timeline.js';

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
  const occupied = createOccupied(repository);
  const report = createReport(ctx.access);
  const horizonOf = (now: number) => now + ctx.config.bookingHorizonDays * day;

  const wantedBy = (event: StoredEvent, now: number): Wanted => ({
    event,
    reach: reachOf(createTimeline(event), now),
  });

  async function checkKnown({ workspaceId, resources }: StoredEvent): Promise<void> {
    if (resources.length === 0) return;
    const known = new Set(await repository.known(workspaceId, resources));
    const unknown = resources.find((id) => !known.has(id));
    if (unknown !== undefined)
      throw eventProblem('event_resource_unknown', `${unknown} is not a resource of this workspace.`);
  }

  /** The next free times, up to the horizon or for as long ahead as a slot may lie. */
  async function slotsFor({ event, reach }: Wanted, now: number) {
    const [first] = reach.takings;
    const { resources, workspaceId } = event;
    if (!first || (resources.length > 0 && !ownClashes(reach.takings).next().done)) return [];
    const runs = first.start < now && reach.timeline.last > now;
    const from = runs ? now : first.start;
    const takings = reach.takings.filter(({ start }) => start < Math.max(horizonOf(now), first.start + 1));
    const longest = first.end - first.start;
    const question = {
      except: event.id,
      from: Math.min(from, first.start),
      to: Math.max(latestEnd(takings), from + slotBounds.days * day + longest) + day,
    };
    const people = event.busy ? event.attendees : [];
    const lists = [
      await occupied.resources(resources, question),
      await occupied.people(workspaceId, people, question),
    ];
    const taken = merge(lists.flatMap((list) => [...list.of.values()].flat()));
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

  async function write(wanted: Wanted, firm: boolean, now: number): Promise<void> {
    const { event, reach } = wanted;
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
      // The search above found nothing under the lock: this is the database's own word, should the two ever differ.
      if (databaseCode(error) === '23P01')
        throw bookingConflict({ conflicts: [], truncated: true, freeSlots: [] });
      throw error;
    }
  }

  /** Gives back the clashes that are to be told; throws where there must be none. */
  async function judge(
    actor: Actor,
    wanted: Wanted,
    policy: ConflictPolicy,
    now: number,
  ): Promise<Conflict[]> {
    const { resources, attendees, busy } = wanted.event;
    if (policy === 'allow' || (resources.length === 0 && (attendees.length === 0 || !busy))) return [];
    const { found, exhausted } = await search(wanted, policy === 'warn' ? shown.warning : 1);
    if (policy === 'warn') return report(actor, wanted.event, found);
    if (found.length > 0) throw bookingConflict(await fullReport(actor, wanted, now));
    if (exhausted)
      throw eventProblem(
        'recurrence_too_costly',
        `The series would have to be compared with more than ${bookingBounds.expanded.toLocaleString('en')} occurrences of others.`,
      );
    return [];
  }

  return {
    async lock(resourceIds, attendeeIds = []) {
      if (resourceIds.length > 0) await repository.lockResources(resourceIds);
      if (attendeeIds.length > 0) await repository.lockPeople(attendeeIds);
    },
    async apply(actor, event, policy) {
      const now = Date.now();
      await checkKnown(event);
      const wanted = wantedBy(event, now);
      const conflicts = await judge(actor, wanted, policy, now);
      await write(wanted, policy === 'reject', now);
      return conflicts;
    },
    async release(eventIds) {
      if (eventIds.length > 0) await repository.clear(eventIds);
    },
    async check(actor, event) {
      await checkKnown(event);
      const now = Date.now();
      return fullReport(actor, wantedBy(event, now), now);
    },
  };
}

/** 409 with what an asker needs to choose another time. */
const bookingConflict = (report: ConflictReport) =>
  eventProblem('event_conflict', undefined, { members: { ...report } });
