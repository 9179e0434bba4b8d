import type { Until, WeekdayOrdinal } from '../contract.js';
import { invalid } from '../error.js';
import { parseWall } from '../wall.js';
import { largestOrdinal, type NumberPart, numberParts, weekdayNames } from './parts.js';

/** Digits alone, leading zeros allowed; undefined for anything else or beyond nine digits. */
const whole = (text: string) => (/^\d{1,9}$/.test(text) ? Number(text) : undefined);

export function positive(part: string, text: string, max: number): number {
  const value = whole(text);
  if (value === undefined || value < 1 || value > max) {
    throw invalid(part, `must be a whole number from 1 to ${max.toLocaleString('en')}`);
  }
  return value;
}

const byValue = (a: number, b: number) => a - b;

export function numbers(part: NumberPart, text: string): number[] {
  const { min, max, signed } = numberParts[part];
  const found = new Set<number>();
  for (const item of text.split(',')) {
    const sign = item[0] === '-' ? -1 : 1;
    const size = whole(signed && /^[+-]/.test(item) ? item.slice(1) : item);
    if (size === undefined || size < min || size > max) {
      throw invalid(
        part,
        `takes numbers from ${min} to ${max}${signed ? ', or the same counted from the end (-1)' : ''}`,
      );
    }
    found.add(part === 'BYSECOND' ? Math.min(size, 59) : sign * size);
  }
  return [...found].sort(byValue);
}

export function weekday(part: string, name: string): number {
  const day = (weekdayNames as readonly string[]).indexOf(name);
  if (day < 0) throw invalid(part, `takes ${weekdayNames.join(', ')}`);
  return day;
}

export function weekdays(text: string): WeekdayOrdinal[] {
  const found = new Map<number, WeekdayOrdinal>();
  for (const item of text.split(',')) {
    const day = weekday('BYDAY', item.slice(-2));
    const ordinal = item.slice(0, -2);
    const size = ordinal === '' ? 0 : (whole(ordinal.replace(/^[+-]/, '')) ?? 0);
    if (ordinal !== '' && (size < 1 || size > largestOrdinal)) {
      throw invalid(
        'BYDAY',
        `takes ordinals from 1 to ${largestOrdinal}, or the same counted from the end (-1FR)`,
      );
    }
    const nth = ordinal[0] === '-' ? -size : size;
    found.set(day * 1_000 + nth, { day, nth });
  }
  return [...found].sort(([a], [b]) => a - b).map(([, value]) => value);
}

const untilForm = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?$/;

export function until(text: string, allDay: boolean): Until {
  const match = untilForm.exec(text);
  if (!match) throw invalid('UNTIL', 'must look like 20261124, 20261124T140000 or 20261124T140000Z');
  const [, year, month, day, hour, minute, second, zulu] = match;
  const form = hour === undefined ? 'date' : zulu === 'Z' ? 'utc' : 'local';
  if (allDay !== (form === 'date')) {
    throw invalid('UNTIL', allDay ? 'must be a date, as the start is' : 'must have a time, as the start has');
  }
  const value = `${year}-${month}-${day}${form === 'date' ? '' : `T${hour}:${minute}:${second}`}`;
  if (parseWall(value, allDay) === undefined) throw invalid('UNTIL', 'is no day or time from 1970 to 2199');
  return { form, value };
}
