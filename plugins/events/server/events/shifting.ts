import type { Override } from '../contract.js';
import type { SeriesTimes } from '../recurrence/contract.js';
import { firstWall, formatWall, lastWall, parseWall } from '../recurrence/wall.js';
import type { CheckedSeries } from './times.js';

/** Where a local start of a series is after the series was changed; null when that is out of the calendar. */
export type Shift = (original: string) => string | null;

/**
 * A series that starts an hour later has every instance an hour later, and with it what is said about single ones: what
 * was taken away, added or changed on Tuesday stays with Tuesday's instance.
 */
export function shiftBetween(before: SeriesTimes, after: SeriesTimes): Shift {
  if (before.start === after.start && before.allDay === after.allDay) return (original) => original;
  const move = wallOf(after.start, after.allDay) - wallOf(before.start, before.allDay);
  return (original) => {
    const wall = wallOf(original, before.allDay) + move;
    return wall >= firstWall && wall <= lastWall ? formatWall(wall, after.allDay) : null;
  };
}

export function shiftAll(originals: readonly string[], shift: Shift): string[] {
  return originals.flatMap((original) => shift(original) ?? []);
}

/**
 * The changed instances that are still instances, under their new names. Times that were set for one instance alone are
 * kept as they are; between all-day and timed events they mean nothing any more.
 */
export function shiftOverrides(
  overrides: readonly Override[],
  before: SeriesTimes,
  { times, series }: CheckedSeries,
): Override[] {
  const shift = shiftBetween(before, times);
  return overrides.flatMap((override) => {
    const original = shift(override.original);
    if (original === null || !series.has(original)) return [];
    const { start: _, end: __, ...rest } = override;
    const kept = before.allDay === times.allDay ? override : rest;
    const moved = { ...kept, original };
    return isEmpty(moved) ? [] : [moved];
  });
}

/** It says nothing that the series does not say. */
export function isEmpty({ cancelled, original: _, ...fields }: Override): boolean {
  return !cancelled && Object.values(fields).every((value) => value === undefined);
}

/** A wall time moved by what lies between two others. */
export function moveBy(text: string, from: string, to: string, allDay: boolean): string | null {
  const wall = wallOf(text, allDay) + wallOf(to, allDay) - wallOf(from, allDay);
  return wall >= firstWall && wall <= lastWall ? formatWall(wall, allDay) : null;
}

function wallOf(text: string, allDay: boolean): number {
  const wall = parseWall(text, allDay);
  if (wall === undefined) throw new Error(`"${text}" is not a local time`);
  return wall;
}
