import type { Rule, SeriesTimes } from './contract.js';
import { invalid, tooCostly } from './error.js';
import { limits } from './limits.js';
import { parseRule } from './rule/parse.js';
import { daySeconds, parseWall } from './wall.js';
import type { Zone } from './zone/zone.js';
import { zoneNamed } from './zone/zones.js';

/** The times of a series, checked and as numbers: wall times and lengths in seconds. */
export interface CheckedTimes {
  readonly allDay: boolean;
  readonly zone: Zone;
  readonly start: number;
  /** Of all-day events in whole days of 86,400. */
  readonly length: number;
  readonly rule: Rule | null;
  /** In order, without repeats; with the start when there is no rule to give it. */
  readonly extra: readonly number[];
  readonly exceptions: ReadonlySet<number>;
}

/** Most series have no exceptions, and a set of their own would be a good part of what they cost. */
const none: ReadonlySet<number> = new Set();

export function checkTimes(times: SeriesTimes): CheckedTimes {
  const { allDay, rdate, exdate } = times;
  const zone = zoneFor('timeZone', times.timeZone);
  const endZone = times.endTimeZone === undefined ? zone : zoneFor('endTimeZone', times.endTimeZone);
  const wall = (part: string, text: string): number => {
    const value = parseWall(text, allDay);
    if (value === undefined) {
      throw invalid(
        part,
        `must be like ${allDay ? '2026-11-24' : '2026-11-24T14:00:00'}, a day from 1970 to 2199`,
      );
    }
    return value;
  };
  const start = wall('start', times.start);
  const end = wall('end', times.end);
  const length = allDay ? end - start : lengthOf(start, zone, end, endZone);
  if (length < 0 || (allDay && length === 0)) throw invalid('end', 'must be after the start');

  if (rdate.length + exdate.length > limits.exceptions) {
    const part = rdate.length > exdate.length ? 'rdate' : 'exdate';
    throw tooCostly(part, `makes more than ${limits.exceptions.toLocaleString('en')} exceptions to the rule`);
  }
  const rule = times.rrule === undefined ? null : parseRule(times.rrule, allDay);
  if ((rule || rdate.length > 0) && length > limits.lengthDays * daySeconds) {
    throw invalid('end', `must be within ${limits.lengthDays} days of the start when the event recurs`);
  }
  const added = rdate.map((text) => wall('rdate', text));
  if (!rule) added.push(start);
  return {
    allDay,
    zone,
    start,
    length,
    rule,
    extra: added.length > 1 ? [...new Set(added)].sort((a, b) => a - b) : added,
    exceptions: exdate.length > 0 ? new Set(exdate.map((text) => wall('exdate', text))) : none,
  };
}

/**
 * Exact seconds from start to end, which all instances share (RFC 5545, 3.8.5.3). A start that the clock skips is moved
 * on; an end on the same clock is moved with it, or an hour from two to three would last no time, and so would the whole
 * series.
 */
function lengthOf(start: number, zone: Zone, end: number, endZone: Zone): number {
  const from = zone.instant(start);
  const skipped = zone === endZone && zone.wall(from) !== start;
  return skipped ? end - start : endZone.instant(end) - from;
}

function zoneFor(part: string, name: string): Zone {
  const zone = zoneNamed(name);
  if (!zone) throw invalid(part, 'must be the name of a time zone, like Europe/Berlin');
  return zone;
}
