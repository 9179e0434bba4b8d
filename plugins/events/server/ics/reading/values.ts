import { parseWall } from '../../recurrence/wall.js';
import type { ContentLine } from './content-line.js';

/** A time as the file gives it. `local` is `2026-11-24` or `2026-11-24T14:00:00`. */
export interface TimeValue {
  readonly kind: 'date' | 'utc' | 'zoned' | 'floating';
  readonly local: string;
  /** Of `zoned`: the name that the file uses. */
  readonly tzid?: string;
}

const timeForm = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?)?(Z)?$/i;

/** Null for what is no time, or one before 1970 or after 2199. A date with a Z, which some programs write, is a date. */
export function parseTime(text: string, tzid: string | undefined): TimeValue | null {
  const found = timeForm.exec(text.trim());
  if (found === null) return null;
  const [, year, month, day, hour, minute, second = '00', utc] = found;
  const date = `${year}-${month}-${day}`;
  if (hour === undefined) return parseWall(date, true) === undefined ? null : { kind: 'date', local: date };
  const local = `${date}T${hour}:${minute}:${second === '60' ? '59' : second}`;
  if (parseWall(local, false) === undefined) return null;
  if (utc !== undefined) return { kind: 'utc', local };
  return tzid === undefined ? { kind: 'floating', local } : { kind: 'zoned', local, tzid };
}

/** A time at midnight that calls itself a date, as some programs write it, is one. */
export function timeOf({ value, parameters }: ContentLine): TimeValue | null {
  const isDate = parameters.get('VALUE')?.toUpperCase() === 'DATE';
  return parseTime(isDate ? value.trim().slice(0, 8) : value, parameters.get('TZID'));
}

export interface Duration {
  /** Whole days, which are as long as the clock makes them. */
  readonly days: number;
  readonly seconds: number;
}

const durationForm =
  /^([+-])?P(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,8})H)?(?:(\d{1,9})M)?(?:(\d{1,10})S)?)?$/i;

/** Both parts are negative for a duration that is. */
export function parseDuration(text: string): Duration | null {
  const found = durationForm.exec(text.trim());
  if (found === null || !/\d/.test(text)) return null;
  const [weeks, days, hours, minutes, seconds] = found.slice(2).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const sign = found[1] === '-' ? -1 : 1;
  return {
    days: sign * (weeks * 7 + days) || 0,
    seconds: sign * (hours * 3_600 + minutes * 60 + seconds) || 0,
  };
}

/** Seconds east of UTC of `-0741` or `+013000`. */
export function parseOffset(text: string): number | null {
  const found = /^([+-])(\d\d)(\d\d)(\d\d)?$/.exec(text.trim());
  if (found === null) return null;
  const [, sign, hours, minutes, seconds = 0] = found;
  const size = Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds);
  return size >= 86_400 ? null : sign === '-' ? -size : size;
}
