import type { Taking, Timeline } from './timeline.js';

const day = 86_400_000;

/** How far bookings and the search for clashes go. */
export const bookingBounds = {
  /** Occurrences of one event that are kept as rows for each resource. */
  rows: 2_000,
  /** Occurrences of one event that are compared at once. */
  compared: 10_000,
  /** Occurrences of all other series that one search expands. */
  expanded: 200_000,
  /** Days of an endless series' past that are kept and compared. */
  pastDays: 366,
  /** Years ahead in which two endless series are compared. */
  years: 5,
  /** Bookings beyond those years that an endless series is compared with, each where it lies. */
  farBookings: 1_000,
} as const;

/** The occurrences of an event that a search compares, in order of start. */
export interface Reach {
  readonly timeline: Timeline;
  readonly takings: readonly Taking[];
  /** Every occurrence that starts before this is among them but for an endless series' past; Infinity: all are. */
  readonly until: number;
}

/** All occurrences of an event that has few enough of them; else those from a year back on, five years ahead. */
export function reachOf(timeline: Timeline, now: number): Reach {
  const { first, last } = timeline;
  if (last !== Number.POSITIVE_INFINITY) {
    const all = taken(timeline.walk(first, last), bookingBounds.rows);
    if (!all.cut) return { timeline, takings: all.takings, until: Number.POSITIVE_INFINITY };
  }
  const from = Math.max(first, now - bookingBounds.pastDays * day);
  const to = Math.max(from, now) + bookingBounds.years * 366 * day;
  const { takings, cut } = taken(timeline.walk(from, Math.min(to, last)), bookingBounds.compared);
  if (cut) return { timeline, takings, until: (takings.at(-1) as Taking).start + 1 };
  return { timeline, takings, until: to < last ? to : Number.POSITIVE_INFINITY };
}

function taken(walk: Iterable<Taking>, limit: number): { takings: Taking[]; cut: boolean } {
  const takings: Taking[] = [];
  for (const taking of walk) {
    if (takings.length === limit) return { takings, cut: true };
    takings.push(taking);
  }
  return { takings, cut: false };
}

/** The occurrences to keep as rows. `until`: every later one starts at that instant or after it. */
export function rowsOf(
  { takings, until }: Pick<Reach, 'takings' | 'until'>,
  horizon: number,
): { takings: readonly Taking[]; until: number } {
  if (takings.length <= bookingBounds.rows && until === Number.POSITIVE_INFINITY) return { takings, until };
  const end = Math.min(horizon, until);
  const before = takings.filter(({ start }) => start < end);
  const next = before[bookingBounds.rows];
  return next
    ? { takings: before.slice(0, bookingBounds.rows), until: next.start }
    : { takings: before, until: end };
}

export const latestEnd = (takings: readonly Taking[]) =>
  takings.reduce((latest, { end }) => Math.max(latest, end), Number.NEGATIVE_INFINITY);
