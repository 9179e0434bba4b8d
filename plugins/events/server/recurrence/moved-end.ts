import type { Frequency, Rule, SeriesTimes, Until } from './contract.js';
import { formatRule } from './rule/format.js';
import { parseRule } from './rule/parse.js';
import { dayOf, daySeconds, firstWall, formatWall, lastWall, parseWall } from './wall.js';
import { zoneNamed } from './zone/zones.js';

type Moved = Pick<SeriesTimes, 'start' | 'timeZone' | 'allDay'>;

/** The least that lies between two instances. */
const periods: Record<Frequency, number> = {
  YEARLY: 365 * daySeconds,
  MONTHLY: 28 * daySeconds,
  WEEKLY: 7 * daySeconds,
  DAILY: daySeconds,
  HOURLY: daySeconds,
};

/**
 * The rule of a series that starts at another time or in another zone, with an UNTIL that still lets its last instance
 * take place: often it is the very instant of that one, and a series that moves by an hour would lose it without a word.
 * UNTIL moves as far as the start, on the wall, where that is less than the rule's period: Mondays that become Tuesdays
 * end a day later. A start that moves further leaves the day of the end where it is: what is daily until June and begins
 * a week later is daily until June.
 */
export function withMovedEnd(rrule: string, before: Moved, after: Moved): string {
  const rule = parseRule(rrule, before.allDay);
  const [from, to] = [parseWall(before.start, before.allDay), parseWall(after.start, after.allDay)];
  if (!rule.until || from === undefined || to === undefined || !zoneNamed(after.timeZone)) return rrule;
  const until = wallOf(rule.until, before.timeZone);
  const wall = Math.min(Math.max(until + moveOf(rule, from, to), firstWall), lastWall);
  return formatRule({ ...rule, until: untilOf(rule.until, wall, to, after) });
}

function moveOf({ frequency, interval }: Rule, from: number, to: number): number {
  const move = to - from;
  const isNear = Math.abs(move) < periods[frequency] * interval;
  return isNear ? move : move - (dayOf(to) - dayOf(from)) * daySeconds;
}

function wallOf({ form, value }: Until, timeZone: string): number {
  const wall = parseWall(value, form === 'date') ?? lastWall;
  return form === 'utc' ? (zoneNamed(timeZone)?.wall(wall) ?? wall) : wall;
}

function untilOf({ form }: Until, wall: number, start: number, { allDay, timeZone }: Moved): Until {
  if (allDay) return { form: 'date', value: formatWall(wall, true) };
  // A day that was the last one holds the instance of that day.
  if (form === 'date')
    return { form: 'local', value: formatWall(dayOf(wall) * daySeconds + (start % daySeconds), false) };
  if (form === 'local') return { form, value: formatWall(wall, false) };
  const instant = zoneNamed(timeZone)?.instant(wall) ?? wall;
  return { form: 'utc', value: formatWall(Math.min(Math.max(instant, firstWall), lastWall), false) };
}
