import { civilFromDays, daysFromCivil, isLeap, modulo, monthLength, weekdayOf } from '../civil.js';

/** What the BY parts ask of a day. One object is moved along instead of making one for each day. */
export interface Day {
  days: number;
  year: number;
  month: number;
  /** From 1. */
  monthDay: number;
  monthLength: number;
  /** From 1. */
  yearDay: number;
  yearLength: number;
  weekday: number;
}

export function dayAt(days: number): Day {
  const { year, month, day } = civilFromDays(days);
  return {
    days,
    year,
    month,
    monthDay: day,
    monthLength: monthLength(year, month),
    yearDay: days - daysFromCivil(year, 1, 1) + 1,
    yearLength: isLeap(year) ? 366 : 365,
    weekday: weekdayOf(days),
  };
}

/** Moves to another day; within the month that costs a few additions, and most steps stay within it. */
export function moveTo(day: Day, days: number): void {
  const by = days - day.days;
  const monthDay = day.monthDay + by;
  if (monthDay < 1 || monthDay > day.monthLength) {
    Object.assign(day, dayAt(days));
    return;
  }
  day.days = days;
  day.monthDay = monthDay;
  day.yearDay += by;
  day.weekday = modulo(day.weekday + by, 7);
}
