/** A day of the calendar, whatever the zone: `2026-11-24`. Texts of it sort as the days do. */
export type Day = string;

const dayMs = 86_400_000;

const utc = (day: Day): number => Date.parse(`${day}T00:00:00Z`);
const asDay = (ms: number): Day => new Date(ms).toISOString().slice(0, 10);
const two = (value: number): string => String(value).padStart(2, '0');

export const addDays = (day: Day, days: number): Day => asDay(utc(day) + days * dayMs);

export const daysBetween = (from: Day, to: Day): number => Math.round((utc(to) - utc(from)) / dayMs);

/** The same day of another month, or its last where that month is shorter. */
export function addMonths(day: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const first = Date.UTC(year, month - 1 + months, 1);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return asDay(first + (Math.min(date, last) - 1) * dayMs);
}

export const monthOf = (day: Day): string => day.slice(0, 7);

/** 1 Monday … 7 Sunday. */
export const weekdayOf = (day: Day): number => new Date(utc(day)).getUTCDay() || 7;

export const startOfWeek = (day: Day, firstWeekday: number): Day =>
  addDays(day, -((weekdayOf(day) - firstWeekday + 7) % 7));

/** The whole weeks that show a month: four to six. */
export function weeksOf(day: Day, firstWeekday: number): Day[][] {
  const first = startOfWeek(`${monthOf(day)}-01`, firstWeekday);
  const next = addMonths(`${monthOf(day)}-01`, 1);
  const count = Math.ceil(daysBetween(first, next) / 7);
  return Array.from({ length: count }, (_, week) => daysFrom(addDays(first, week * 7), 7));
}

export const daysFrom = (day: Day, count: number): Day[] =>
  Array.from({ length: count }, (_, index) => addDays(day, index));

/** The day of a moment in the reader's zone. */
export function dayOf(moment: Date): Day {
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}

export const today = (): Day => dayOf(new Date());

/** Where a day begins in the reader's zone: not at midnight where the clock skips that. */
export function beginningOf(day: Day): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date);
}

/** A day as a moment for texts that are made in UTC. */
export const inUtc = (day: Day): Date => new Date(utc(day));
