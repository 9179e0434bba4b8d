import type { Compiled, Placed } from '../occurrences/compiled.js';
import { isMoved } from '../occurrences/spans.js';
import { walk } from '../occurrences/walk.js';

const minute = 60_000;

/** A reminder of one instance, `minutes` before it starts. */
export interface DueReminder {
  placed: Placed;
  minutes: number;
}

/**
 * When the first reminder after an instant is due, in milliseconds UTC; null when there is none any more. What was moved
 * reminds where it is now, what was cancelled not at all.
 */
export function nextDue(compiled: Compiled, reminders: readonly number[], after: number): number | null {
  let first: number | null = null;
  for (const minutes of reminders) {
    const start = nextStart(compiled, after + minutes * minute + 1);
    if (start === null) continue;
    const due = start - minutes * minute;
    if (first === null || due < first) first = due;
  }
  return first;
}

/** The first start at an instant or later. */
function nextStart({ series, overrides, moved }: Compiled, from: number): number | null {
  const shifted = moved.find(({ start, override }) => start >= from && !override?.cancelled)?.start ?? null;
  for (let at = from; ; ) {
    const found = series.next(at);
    if (!found || (shifted !== null && shifted <= found.start)) return shifted;
    // Where the clock is set forward, two instances can start in the same moment.
    const together = overrides.has(found.original)
      ? series.between(found.start, found.start + 1).instances
      : [found];
    const takesPlace = together.some(({ original, start }) => {
      const override = overrides.get(original);
      return start === found.start && !(override && (override.cancelled || isMoved(override)));
    });
    if (takesPlace) return found.start;
    at = found.start + 1;
  }
}

/** More of one event at once can only have piled up while no server ran; those that start last are left out. */
const mostAtOnce = 100;

/**
 * Reminders that were due in [from, to], of instances that start at `earliest` or later. At most 28 days and the time from
 * `earliest` to `to` are looked through.
 */
export function dueWithin(
  compiled: Compiled,
  reminders: readonly number[],
  { from, to, earliest }: { from: number; to: number; earliest: number },
): DueReminder[] {
  const due: DueReminder[] = [];
  for (const minutes of reminders) {
    const since = Math.max(from + minutes * minute, earliest);
    const until = to + minutes * minute;
    if (since > until) continue;
    const next = walk(compiled, { from: since - 1, to: until + 1, since }, mostAtOnce);
    let count = 0;
    for (let placed = next(); placed && count < mostAtOnce; placed = next()) {
      due.push({ placed, minutes });
      count += 1;
    }
  }
  return due.sort((a, b) => a.placed.start - b.placed.start).slice(0, mostAtOnce);
}
