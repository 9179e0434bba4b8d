import type { Override, StoredEvent } from '../contract.js';
import type { Span } from '../events/repository.js';
import type { Series, SeriesTimes } from '../recurrence/contract.js';
import { toInstant } from '../recurrence/zone/zones.js';

/** Whether an instance has times of its own; they come together. */
export const isMoved = ({ start, end }: Override): boolean => start !== undefined && end !== undefined;

/** When a changed instance takes place, in milliseconds UTC; null when its times are as the series has them. */
export function movedTimes(
  times: SeriesTimes,
  { start, end }: Override,
): { start: number; end: number } | null {
  if (start === undefined || end === undefined) return null;
  return {
    start: toInstant(start, times.timeZone),
    end: toInstant(end, times.allDay ? times.timeZone : (times.endTimeZone ?? times.timeZone)),
  };
}

/** From the first start to the last end, moved instances among them. */
export function spanOf(event: SeriesTimes & Pick<StoredEvent, 'overrides'>, series: Series): Span {
  let { first, last } = series.bounds;
  for (const override of event.overrides) {
    const moved = movedTimes(event, override);
    if (moved === null) continue;
    first = Math.min(first, moved.start);
    if (last !== null) last = Math.max(last, moved.end);
  }
  return { first, last };
}
