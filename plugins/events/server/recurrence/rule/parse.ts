import type { Frequency, Rule } from '../contract.js';
import { invalid, tooCostly } from '../error.js';
import { limits } from '../limits.js';
import { checkPerDay, checkTogether } from './checks.js';
import { frequencies, type NumberPart } from './parts.js';
import { type Tokens, tokens } from './tokens.js';
import { numbers, positive, until, weekday, weekdays } from './values.js';

/**
 * Reads the value of an RRULE, in any case and with its parts in any order; a `RRULE:` in front is passed over. `allDay`
 * says whether the start is a date. Throws a RecurrenceError that names the part.
 */
export function parseRule(text: string, allDay: boolean): Rule {
  const given = tokens(text);
  const list = (part: NumberPart): number[] => {
    const value = given.get(part);
    return value === undefined ? [] : numbers(part, value);
  };
  const end = given.get('UNTIL');
  const week = given.get('WKST');
  const days = given.get('BYDAY');
  const rule: Rule = {
    frequency: frequency(given),
    interval: given.has('INTERVAL') ? positive('INTERVAL', given.get('INTERVAL') ?? '', limits.interval) : 1,
    count: count(given),
    until: end === undefined ? undefined : until(end, allDay),
    weekStart: week === undefined ? 0 : weekday('WKST', week),
    seconds: list('BYSECOND'),
    minutes: list('BYMINUTE'),
    hours: list('BYHOUR'),
    weekdays: days === undefined ? [] : weekdays(days),
    monthDays: list('BYMONTHDAY'),
    yearDays: list('BYYEARDAY'),
    weeks: list('BYWEEKNO'),
    months: list('BYMONTH'),
    positions: list('BYSETPOS'),
  };
  checkTogether(rule, allDay);
  checkPerDay(rule);
  return rule;
}

function frequency(given: Tokens): Frequency {
  const value = given.get('FREQ');
  if (value === undefined) throw invalid('FREQ', 'is missing');
  if (value === 'MINUTELY' || value === 'SECONDLY') throw tooCostly('FREQ', 'must be HOURLY or less often');
  const found = frequencies.find((name) => name === value);
  if (!found) throw invalid('FREQ', `must be one of ${frequencies.join(', ')}`);
  return found;
}

function count(given: Tokens): number | undefined {
  const value = given.get('COUNT');
  if (value === undefined) return undefined;
  if (/^\d+$/.test(value) && Number(value) > limits.count) {
    throw tooCostly('COUNT', `must be at most ${limits.count.toLocaleString('en')}`);
  }
  return positive('COUNT', value, limits.count);
}
