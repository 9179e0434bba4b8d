import type { FreeBusy, TimeSlot } from '../../shared/types.js';
import { readOccupied } from '../bookings/occupied.js';
import { utc } from '../bookings/report.js';
import type { BookingRepository } from '../bookings/repository.js';
import { merge, type Span } from '../bookings/spans.js';
import { eventProblem } from '../problems.js';
import type { FreeBusyQuestion } from './question.js';
import type { FreeBusyRepository } from './repository.js';

/** Stretches for each person and resource, and over all. */
const shown = 1_000;

export interface FreeBusyDeps {
  repository: FreeBusyRepository;
  bookings: BookingRepository;
}

/** When people and resources of a workspace are taken: times alone, whoever took them and wherever. */
export function createFreeBusy({ repository, bookings }: FreeBusyDeps) {
  return async function freeBusy(
    workspaceId: string,
    { users, resources, from, to }: FreeBusyQuestion,
  ): Promise<FreeBusy> {
    refuse('event_person_unknown', '/users', users, await repository.people(workspaceId, users));
    const known = resources.length === 0 ? [] : await bookings.known(workspaceId, resources);
    refuse(
      'event_resource_unknown',
      '/resources',
      resources,
      known.map(({ id }) => id),
    );
    const endless = known.some((each) => each.endless);
    const needed = { workspaceId, resources, endless, people: users, except: null };
    const { of, exhausted } = await readOccupied(bookings, needed, { start: from, end: to });
    const merged = merge([...of.values()].flat());
    return {
      users: users.map((userId) => ({ userId, busy: slots(of.get(userId)) })),
      resources: resources.map((resourceId) => ({ resourceId, busy: slots(of.get(resourceId)) })),
      merged: slots(merged),
      truncated: exhausted || [...of.values(), merged].some(({ length }) => length > shown),
    };
  };
}

const slots = (spans: readonly Span[] = []): TimeSlot[] =>
  spans.slice(0, shown).map(({ start, end }) => ({ start: utc(start), end: utc(end) }));

function refuse(
  code: 'event_person_unknown' | 'event_resource_unknown',
  path: string,
  asked: readonly string[],
  known: readonly string[],
): void {
  const unknown = asked.filter((id) => !known.includes(id));
  if (unknown.length === 0) return;
  throw eventProblem(code, `Not of this workspace: ${unknown.join(', ')}.`, {
    errors: unknown.map((id) => ({ path, message: `${id} is not of this workspace` })),
  });
}
