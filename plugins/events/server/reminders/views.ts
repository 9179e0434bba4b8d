import type { Reminder } from '../../shared/types.js';
import type { StoredEvent } from '../contract.js';
import type { Placed } from '../occurrences/compiled.js';
import { originalStartOf, timesOf } from '../occurrences/views.js';

export function reminderView(event: StoredEvent, placed: Placed, minutes: number): Reminder {
  const { original, start, from = start, override } = placed;
  return {
    eventId: event.id,
    originalStart: originalStartOf(event, { original, originalInstant: from }),
    start: timesOf(event, { ...placed, override }).start,
    title: override?.title ?? event.title,
    minutes,
  };
}
