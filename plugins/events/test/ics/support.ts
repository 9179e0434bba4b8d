import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { CalendarEntry } from '../../server/ics/entry.js';
import { readCalendar } from '../../server/ics/reading/read-calendar.js';
import { calendarFoot, calendarHead } from '../../server/ics/writing/calendar.js';
import { eventText } from '../../server/ics/writing/write-event.js';
import { createSeries } from '../../server/recurrence/series.js';
import { toInstant } from '../../server/recurrence/zone/zones.js';

const samples = new URL('../../../../../shared/data/calendar/', import.meta.url);

/** Calendars of other programs, where they lie beside the project; the fixtures here have the same odd forms. */
export const hasSamples = existsSync(samples);
export const sampleNames = hasSamples ? readdirSync(samples).filter((name) => name.endsWith('.ics')) : [];
export const sample = (name: string): Uint8Array => readFileSync(new URL(name, samples));

const fixtures = new URL('./fixtures/', import.meta.url);
export const fixtureNames = readdirSync(fixtures).filter((name) => name.endsWith('.ics'));
export const fixture = (name: string): Uint8Array => readFileSync(new URL(name, fixtures));

export const read = (text: string | Uint8Array, home?: string, maxEvents = 2000) =>
  readCalendar(typeof text === 'string' ? Buffer.from(text) : text, {
    maxEvents,
    ...(home === undefined ? {} : { home }),
  });

/** The lines within a calendar of its own. */
export const calendar = (...lines: string[]) =>
  `${['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR'].join('\r\n')}\r\n`;
export const event = (...lines: string[]) =>
  calendar('BEGIN:VEVENT', 'UID:one', 'SUMMARY:Event', ...lines, 'END:VEVENT');

export function write(entries: readonly CalendarEntry[], home = 'UTC'): string {
  const zones = new Map<string, number>();
  for (const { allDay, timeZone, endTimeZone, start } of entries)
    if (!allDay)
      for (const zone of [timeZone, endTimeZone ?? timeZone])
        zones.set(zone, Math.min(zones.get(zone) ?? 9999, Number(start.slice(0, 4))));
  const now = new Date('2026-11-20T12:00:00Z');
  const events = entries.map((entry) =>
    eventText({ ...entry, version: 3, createdAt: now, updatedAt: now }, home),
  );
  return `${calendarHead({ name: 'Room', home, zones })}${events.join('')}${calendarFoot}`;
}

const day = 86_400_000;

/** What takes place, year after year, as lines that can be compared: at most five years of a series without end. */
export function occurrencesOf(entry: CalendarEntry): string[] {
  const series = createSeries(entry);
  const { first, last } = series.bounds;
  const end = Math.min(last ?? Number.POSITIVE_INFINITY, first + 5 * 366 * day);
  const overrides = new Map(entry.overrides.map((override) => [override.original, override]));
  const found: string[] = [];
  for (let from = first; from <= end; from += 366 * day)
    for (const { original, start, end } of series.between(from, from + 366 * day).instances) {
      if (start < from) continue;
      const override = overrides.get(original);
      if (override?.cancelled) continue;
      const zone = entry.timeZone;
      found.push(
        [
          new Date(override?.start ? toInstant(override.start, zone) : start).toISOString(),
          new Date(override?.end ? toInstant(override.end, entry.endTimeZone ?? zone) : end).toISOString(),
          override?.title ?? entry.title,
          override?.description ?? entry.description ?? '',
          override?.location ?? entry.location ?? '',
        ].join(' | '),
      );
    }
  return found.sort();
}

/** Deterministic, so that a failure comes again. */
export function random(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
