import { civilFromDays, daysFromCivil, monthLength } from './civil.js';
import { limits } from './limits.js';

/**
 * Wall time as a number: seconds on the calendar since 1970-01-01T00:00:00, in whatever zone. The expander works on these
 * alone, so that a clock change can never move an instance to another day of the rule.
 */
export const daySeconds = 86_400;
export const dayOf = (wall: number) => Math.floor(wall / daySeconds);

export const firstWall = daysFromCivil(limits.firstYear, 1, 1) * daySeconds;
export const lastWall = daysFromCivil(limits.lastYear + 1, 1, 1) * daySeconds - 1;

const two = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'));
const pad = (n: number) => two[n] as string;

const digits = (text: string, at: number, length: number): number => {
  let value = 0;
  for (let i = at; i < at + length; i += 1) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
};

/** Day number of `2026-11-24`; undefined when there is no such day or the year is out of range. */
export function parseDate(text: string): number | undefined {
  if (text.length !== 10 || text[4] !== '-' || text[7] !== '-') return undefined;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 2);
  const day = digits(text, 8, 2);
  if (!(year >= limits.firstYear && year <= limits.lastYear && month >= 1 && month <= 12)) return undefined;
  return day >= 1 && day <= monthLength(year, month) ? daysFromCivil(year, month, day) : undefined;
}

/** Wall time of `2026-11-24T14:00:00`, or of `2026-11-24` when `allDay`. */
export function parseWall(text: string, allDay: boolean): number | undefined {
  if (allDay) {
    const days = parseDate(text);
    return days === undefined ? undefined : days * daySeconds;
  }
  if (text.length !== 19 || text[10] !== 'T' || text[13] !== ':' || text[16] !== ':') return undefined;
  const days = parseDate(text.slice(0, 10));
  const hour = digits(text, 11, 2);
  const minute = digits(text, 14, 2);
  const second = digits(text, 17, 2);
  if (days === undefined || !(hour <= 23 && minute <= 59 && second <= 59)) return undefined;
  return days * daySeconds + hour * 3_600 + minute * 60 + second;
}

export function formatDate(days: number): string {
  const { year, month, day } = civilFromDays(days);
  return `${year}-${pad(month)}-${pad(day)}`;
}

export function formatWall(wall: number, allDay: boolean): string {
  const days = dayOf(wall);
  if (allDay) return formatDate(days);
  const time = wall - days * daySeconds;
  const hour = Math.floor(time / 3_600);
  const minute = Math.floor(time / 60) % 60;
  return `${formatDate(days)}T${pad(hour)}:${pad(minute)}:${pad(time % 60)}`;
}

/** `addDays('2026-02-28', 1)` is `2026-03-01`; throws RangeError for text that is no date from 1970 to 2199. */
export function addDays(date: string, days: number): string {
  const from = parseDate(date);
  if (from === undefined) throw new RangeError(`${date} is not a date`);
  return formatDate(from + days);
}
