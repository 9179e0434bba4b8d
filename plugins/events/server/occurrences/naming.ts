import { eventProblem } from '../problems.js';
import { parseInstant } from '../range/window.js';
import type { Instance, Series } from '../recurrence/contract.js';

/**
 * The instance that a client names: by the instant that lists show as `originalStart`, by the local time of the rule, or
 * by its date when all-day. Throws `event_occurrence_unknown`.
 */
export function instanceNamed(series: Series, allDay: boolean, name: string): Instance {
  const found = findInstance(series, allDay, name);
  if (!found) throw eventProblem('event_occurrence_unknown');
  return found;
}

function findInstance(series: Series, allDay: boolean, name: string): Instance | null {
  const local = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(name) ? `${name}:00` : name;
  const named = series.instanceOf(local);
  if (named) return named;
  // A date is the name of a day, not an instant.
  if (name.length === 10) return null;
  const instant = parseInstant(name);
  if (instant === null) return null;
  const next = series.next(instant);
  if (next?.start !== instant) return null;
  return allDay ? series.instanceOf(next.original) : next;
}
