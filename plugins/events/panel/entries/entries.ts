import type { Occurrence } from '../../shared/types.js';
import { addDays, type Day, dayOf } from '../time/days.js';

/** An occurrence with the days that it takes where the reader is. */
export interface Entry {
  readonly key: string;
  readonly occurrence: Occurrence;
  readonly first: Day;
  readonly last: Day;
}

const known = new WeakMap<readonly Occurrence[], Entry[]>();

/** In order of day: what goes through whole days first, then by time. */
export function entriesOf(items: readonly Occurrence[]): Entry[] {
  let entries = known.get(items);
  if (!entries) {
    entries = items.filter(({ cancelled }) => !cancelled).map(entryOf);
    entries.sort(byDay);
    known.set(items, entries);
  }
  return entries;
}

export function entryOf(occurrence: Occurrence): Entry {
  const { eventId, originalStart, start, end, allDay } = occurrence;
  const key = `${eventId} ${originalStart}`;
  // The day after the last; an event that ends at midnight does not take the day that begins there.
  if (allDay) {
    const first = start.slice(0, 10);
    const last = addDays(end.slice(0, 10), -1);
    return { key, occurrence, first, last: [first, last].sort()[1] as Day };
  }
  const from = new Date(start);
  const to = new Date(Math.max(from.getTime(), Date.parse(end) - 1));
  return { key, occurrence, first: dayOf(from), last: dayOf(to) };
}

export const isLong = ({ occurrence, first, last }: Entry): boolean => occurrence.allDay || first !== last;

function byDay(a: Entry, b: Entry): number {
  if (a.first !== b.first) return a.first < b.first ? -1 : 1;
  if (isLong(a) !== isLong(b)) return isLong(a) ? -1 : 1;
  if (isLong(a) && a.last !== b.last) return a.last > b.last ? -1 : 1;
  if (a.occurrence.start !== b.occurrence.start) return a.occurrence.start < b.occurrence.start ? -1 : 1;
  return a.key < b.key ? -1 : 1;
}

export const entriesOn = (entries: readonly Entry[], day: Day): Entry[] =>
  entries.filter(({ first, last }) => first <= day && day <= last);

/**
 * Places in the rows of a week's cells: an entry of several days keeps its row on all of them. Gaps are undefined.
 */
export function lanesOf(entries: readonly Entry[], week: readonly Day[]): (Entry | undefined)[][] {
  const cells = week.map((): (Entry | undefined)[] => []);
  const from = week[0] as Day;
  const to = week.at(-1) as Day;
  for (const entry of entries) {
    if (entry.last < from || entry.first > to) continue;
    const days = week.flatMap((day, index) => (entry.first <= day && day <= entry.last ? [index] : []));
    let lane = 0;
    while (days.some((index) => cells[index]?.[lane])) lane++;
    for (const index of days) {
      const cell = cells[index] as (Entry | undefined)[];
      while (cell.length < lane) cell.push(undefined);
      cell[lane] = entry;
    }
  }
  return cells;
}
