import type { Entry } from '../entries/entries.js';
import type { Day } from '../time/days.js';

const dayMinutes = 1440;
/** Least height of an event: a title needs a line. */
const leastMinutes = 25;

/** Where an event stands in the column of a day: minutes on the clock, and its share of the width. */
export interface Placed {
  entry: Entry;
  start: number;
  end: number;
  column: number;
  columns: number;
}

const clockMinutes = (moment: Date): number => moment.getHours() * 60 + moment.getMinutes();

/** The part of an event that belongs to a day, by the clock. An hour that the clock repeats has events one upon the other. */
function spanOn({ occurrence, first, last }: Entry, day: Day): { start: number; end: number } {
  const start = first < day ? 0 : clockMinutes(new Date(occurrence.start));
  const end = last > day ? dayMinutes : clockMinutes(new Date(occurrence.end)) || dayMinutes;
  return { start: Math.min(start, dayMinutes - leastMinutes), end: Math.max(end, start + leastMinutes) };
}

/** Events that overlap share the width: each takes the first column that is free, as wide as its group is deep. */
export function placeDay(entries: readonly Entry[], day: Day): Placed[] {
  const placed = entries
    .map((entry): Placed => ({ entry, ...spanOn(entry, day), column: 0, columns: 1 }))
    .sort((a, b) => a.start - b.start || b.end - a.end);
  let group: Placed[] = [];
  let groupEnd = 0;
  const close = (): void => {
    const columns = Math.max(0, ...group.map(({ column }) => column)) + 1;
    for (const one of group) one.columns = columns;
    group = [];
  };
  for (const one of placed) {
    if (one.start >= groupEnd) close();
    const taken = new Set(group.filter(({ end }) => end > one.start).map(({ column }) => column));
    while (taken.has(one.column)) one.column++;
    group.push(one);
    groupEnd = group.length === 1 ? one.end : Math.max(groupEnd, one.end);
  }
  close();
  return placed;
}
