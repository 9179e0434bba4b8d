import { type Day, inUtc } from './days.js';

/** Grids are Gregorian, so their texts are too, whatever calendar the reader's region goes by. */
const calendar = 'gregory';

const ofDays = {
  month: { month: 'long', year: 'numeric' },
  monthShort: { month: 'short', year: 'numeric' },
  full: { weekday: 'long', day: 'numeric', month: 'long' },
  fullYear: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  weekday: { weekday: 'short' },
  weekdayLong: { weekday: 'long' },
  weekdayNarrow: { weekday: 'narrow' },
  short: { day: 'numeric', month: 'short' },
  number: { day: 'numeric' },
} satisfies Record<string, Intl.DateTimeFormatOptions>;

export type DayStyle = keyof typeof ofDays;

// Making a formatter takes far longer than using one, and a month asks hundreds of times.
const formatters = new Map<string, Intl.DateTimeFormat>();

export function formatter(
  locale: string,
  name: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = `${locale} ${name}`;
  let known = formatters.get(key);
  if (!known) {
    known = new Intl.DateTimeFormat(locale, { calendar, ...options });
    formatters.set(key, known);
  }
  return known;
}

export const dayText = (day: Day, style: DayStyle, locale: string): string =>
  formatter(locale, style, { ...ofDays[style], timeZone: 'UTC' }).format(inUtc(day));

/** "24 – 30 Nov 2026" as the language writes it. */
export const daysText = (from: Day, to: Day, locale: string): string =>
  formatter(locale, 'days', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).formatRange(
    inUtc(from),
    inUtc(to),
  );

const clock: Intl.DateTimeFormatOptions = { hour: 'numeric', minute: '2-digit' };

/** The time of day, in the reader's zone or in another; 12 or 24 hours as the language has it. */
export const timeText = (moment: string | Date, locale: string, timeZone?: string): string =>
  formatter(locale, `time ${timeZone ?? ''}`, timeZone ? { ...clock, timeZone } : clock).format(
    new Date(moment),
  );

export const timesText = (from: string, to: string, locale: string): string =>
  formatter(locale, 'time ', clock).formatRange(new Date(from), new Date(to));

/** From a moment of one day to one of another. */
export const momentsText = (from: string, to: string, locale: string): string =>
  formatter(locale, 'moments', { ...clock, weekday: 'short', day: 'numeric', month: 'short' }).formatRange(
    new Date(from),
    new Date(to),
  );

/** `Europe/Berlin` is where people say Berlin. */
export const placeOf = (timeZone: string): string =>
  (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');
