import { isLeap, modulo } from '../civil.js';
import type { Rule, WeekdayOrdinal } from '../contract.js';
import { type Day, dayAt, moveTo } from './day.js';

const bits = (list: readonly number[]) => list.reduce((mask, n) => mask | (1 << n), 0);

/**
 * Whether a day satisfies every BY part about days. Taking the parts as one filter over all days of a period gives the
 * same set as the RFC's steps of expanding and limiting, because each expansion covers the whole period.
 */
export function createDayTest(rule: Rule): (days: number) => boolean {
  const months = bits(rule.months);
  const fromStart = bits(rule.monthDays.filter((n) => n > 0));
  const fromEnd = bits(rule.monthDays.filter((n) => n < 0).map((n) => -n));
  const yearDays = new Set(rule.yearDays);
  const weeks = new Set(rule.weeks);
  const weekdays = bits(rule.weekdays.filter(({ nth }) => nth === 0).map(({ day }) => day));
  const ordinals = rule.weekdays.filter(({ nth }) => nth !== 0);
  const inMonth = rule.frequency === 'MONTHLY' || rule.months.length > 0;
  const anyMonthDay = rule.monthDays.length === 0;
  const anyWeekday = rule.weekdays.length === 0;

  const matches = (day: Day) =>
    (months === 0 || (months & (1 << day.month)) !== 0) &&
    (anyMonthDay ||
      (fromStart & (1 << day.monthDay)) !== 0 ||
      (fromEnd & (1 << (day.monthLength - day.monthDay + 1))) !== 0) &&
    (anyWeekday || (weekdays & (1 << day.weekday)) !== 0 || isNth(day, ordinals, inMonth)) &&
    (yearDays.size === 0 || yearDays.has(day.yearDay) || yearDays.has(day.yearDay - day.yearLength - 1)) &&
    (weeks.size === 0 || isInWeeks(day, weeks, rule.weekStart));

  const day = dayAt(0);
  return (days) => {
    moveTo(day, days);
    return matches(day);
  };
}

function isNth(day: Day, ordinals: readonly WeekdayOrdinal[], inMonth: boolean): boolean {
  const at = inMonth ? day.monthDay : day.yearDay;
  const length = inMonth ? day.monthLength : day.yearLength;
  for (const ordinal of ordinals) {
    if (ordinal.day !== day.weekday) continue;
    const nth = ordinal.nth > 0 ? Math.ceil(at / 7) : -Math.ceil((length - at + 1) / 7);
    if (nth === ordinal.nth) return true;
  }
  return false;
}

/**
 * Week 1 is the first with four days in the year, so a week belongs to the year of its fourth day. Days of such a week
 * that lie in the neighbouring year count in the calendar year they lie in: only there can an interval of years find them.
 */
function isInWeeks(day: Day, weeks: ReadonlySet<number>, weekStart: number): boolean {
  let fourth = day.yearDay - modulo(day.weekday - weekStart, 7) + 3;
  let length = day.yearLength;
  if (fourth < 1) {
    length = isLeap(day.year - 1) ? 366 : 365;
    fourth += length;
  } else if (fourth > length) {
    fourth -= length;
    length = isLeap(day.year + 1) ? 366 : 365;
  }
  const week = Math.ceil(fourth / 7);
  const last = week + Math.floor((length - fourth) / 7);
  return weeks.has(week) || weeks.has(week - last - 1);
}
