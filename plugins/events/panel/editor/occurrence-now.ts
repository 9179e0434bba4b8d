import type { CalendarEvent, Occurrence } from '../../shared/types.js';
import type { CalendarPort } from '../seams.js';

const day = 86_400_000;

/** The instance that was shown as its changed event has it; undefined where that is no series any more. */
export async function occurrenceNow(
  events: CalendarPort['events'],
  { id, rrule, rdate }: CalendarEvent,
  shown: Occurrence | undefined,
): Promise<Occurrence | undefined> {
  if (!shown || !(rrule || rdate.length)) return undefined;
  const at = Date.parse(shown.start);
  const window = { from: new Date(at - 8 * day).toISOString(), to: new Date(at + 8 * day).toISOString() };
  const found = await events.occurrences({}, id, window).catch(() => undefined);
  return found?.items.find(({ originalStart }) => originalStart === shown.originalStart) ?? shown;
}
