import { newId } from '@teambrain/core';
import type { StoredEvent } from '../../contract.js';
import { type Composed, clean, type NewEventPlace, textOrNull } from '../../events/content.js';
import { checkExceptions, checkTimes } from '../../events/times.js';
import type { CalendarEntry } from '../entry.js';

/** A new event from one of a file. Throws the problem that says what is wrong with it. */
export function composeEntry(entry: CalendarEntry, place: NewEventPlace): Composed {
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
  return withEntry(entry, base);
}

/** The event as the file has it now. Whom it invites and what it books stays: files say nothing of them. */
export function recomposeEntry(event: StoredEvent, entry: CalendarEntry): Composed {
  const { endTimeZone: _, rrule: __, ...rest } = event;
  return withEntry(entry, { ...rest, version: event.version + 1, updatedAt: new Date() });
}

type Base = Omit<StoredEvent, keyof CalendarEntry>;

function withEntry(entry: CalendarEntry, base: Base): Composed {
  const checked = checkTimes(entry);
  checkExceptions(checked.times, entry.overrides.length);
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
