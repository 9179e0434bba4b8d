import { daysFromCivil } from '../civil.js';
import { daySeconds } from '../wall.js';

/**
 * The offsets of a zone over one stretch of time. A stretch knows two days more at either end, which is more than any
 * offset: so a wall time and its instant may look into the stretch of either.
 */
export interface Offsets {
  /** Seconds east of UTC before the first change. */
  readonly initial: number;
  /** Changes in order: the instant (seconds UTC) and the offset from then on. */
  readonly changes: readonly { readonly at: number; readonly offset: number }[];
}

export const stretchSeconds = 366 * daySeconds;
const margin = 2 * daySeconds;
/** Shorter than any offset was kept since 1970: Recife had summer time for a week in October 2000. */
const probeEvery = 5 * daySeconds;

export type OffsetAt = (instant: number) => number;

/** Asks the runtime's zone data, at about a microsecond a question: hence the tables. */
export function createOffsetAt(timeZone: string): OffsetAt {
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (instant) => {
    const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = numbersIn(
      clock.format(instant * 1_000),
    );
    const wall = daysFromCivil(year, month, day) * daySeconds + hour * 3_600 + minute * 60 + second;
    return wall - instant;
  };
}

/** `11/24/2026, 14:00:00` as its numbers; by hand, because a pattern takes as long as the formatting itself. */
function numbersIn(text: string): number[] {
  const found: number[] = [];
  let value = -1;
  for (let i = 0; i <= text.length; i += 1) {
    const digit = text.charCodeAt(i) - 48;
    if (digit >= 0 && digit <= 9) value = Math.max(value, 0) * 10 + digit;
    else if (value >= 0) {
      found.push(value);
      value = -1;
    }
  }
  return found;
}

/** The second at which the offset changes, somewhere in (low, high]. */
function changeBetween(low: number, high: number, offsetAt: OffsetAt): number {
  const before = offsetAt(low);
  let [from, to] = [low, high];
  while (to - from > 1) {
    const middle = Math.floor((from + to) / 2);
    if (offsetAt(middle) === before) from = middle;
    else to = middle;
  }
  return to;
}

export function readOffsets(stretch: number, offsetAt: OffsetAt): Offsets {
  const start = stretch * stretchSeconds - margin;
  const end = (stretch + 1) * stretchSeconds + margin;
  const changes: { at: number; offset: number }[] = [];
  const initial = offsetAt(start);
  let offset = initial;
  for (let low = start; low < end; low += probeEvery) {
    const high = Math.min(low + probeEvery, end);
    const next = offsetAt(high);
    if (next === offset) continue;
    changes.push({ at: changeBetween(low, high, offsetAt), offset: next });
    offset = next;
  }
  return { initial, changes };
}
