import { newId } from '@teambrain/core';
import type { StoredEvent } from '../../contract.js';
import { type Composed, clean, type NewEventPlace, textOrNull, withOverrides } from '../../events/content.js';
import { type CheckedSeries, checkExceptions, checkTimes } from '../../events/times.js';
import { eventProblem } from '../../problems.js';
import type { CalendarEntry } from '../entry.js';
import type { DetachedInstance } from '../reading/event-group.js';
import { toOverride } from '../reading/overrides.js';
import { inZone } from '../reading/place.js';

/** An entry with the series that it makes. */
export interface Prepared {
  entry: CalendarEntry;
  checked: CheckedSeries;
}

/**
 * Everything about an entry that may take milliseconds, done before a transaction holds the room. Throws the problem that
 * says what is wrong with it.
 */
export function prepareEntry(entry: CalendarEntry): Prepared {
  const checked = checkTimes(entry);
  checkExceptions(checked.times, entry.overrides.length);
  // Computed when first read, and kept.
  void checked.series.bounds;
  return { entry, checked };
}

/** A new event from one of a file. */
export function composeEntry({ entry, checked }: Prepared, place: NewEventPlace): Composed {
  const now = new Date();
  const base = {
    ...place,
    id: newId(),
    attendees: [],
    resources: [],
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
  return withEntry(entry, checked, base);
}

/** The event as the file has it now. Whom it invites and what it books stays: files say nothing of them. */
export function recomposeEntry(event: StoredEvent, { entry, checked }: Prepared): Composed {
  const { endTimeZone: _, rrule: __, ...rest } = event;
  return withEntry(entry, checked, { ...rest, version: event.version + 1, updatedAt: new Date() });
}

/** The series as it is, with the instances that the file changes. Throws for one that it does not have. */
export function mergeInstances(event: StoredEvent, instances: readonly DetachedInstance[]): Composed {
  const checked = checkTimes(event);
  const overrides = new Map(event.overrides.map((override) => [override.original, override]));
  for (const { original, zone, times, texts } of instances) {
    const { allDay, timeZone } = event;
    const isFit = times.allDay === allDay && (original.length === 10) === allDay;
    const name = isFit ? inZone({ local: original, zone, allDay }, timeZone) : original;
    if (!isFit || !checked.series.has(name))
      throw eventProblem('event_occurrence_unknown', 'The series of the room has no such instance.');
    const override = toOverride(name, times, texts, event, checked.series);
    if (override) overrides.set(name, override);
    else overrides.delete(name);
  }
  const sorted = [...overrides.values()].sort((a, b) => (a.original < b.original ? -1 : 1));
  return { checked, event: withOverrides(event, sorted) };
}

type Base = Omit<StoredEvent, keyof CalendarEntry>;

function withEntry(entry: CalendarEntry, checked: CheckedSeries, base: Base): Composed {
  return {
    checked,
    event: {
      ...base,
      ...checked.times,
      uid: clean(entry.uid),
      title: clean(entry.title),
      description: textOrNull(entry.description),
      location: textOrNull(entry.location),
      busy: entry.busy,
      reminders: entry.reminders,
      overrides: entry.overrides,
    },
  };
}
