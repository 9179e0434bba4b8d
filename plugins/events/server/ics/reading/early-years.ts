import type { Component } from './components.js';
import type { ContentLine } from './content-line.js';
import type { Report } from './report.js';

const firstYear = 1970;
/** After so many years the days of the year fall on the same weekdays again, from 1901 to 2099. */
const weekdayCycle = 28;
const carried = new Set(['FREQ', 'INTERVAL', 'UNTIL', 'BYMONTH', 'BYMONTHDAY', 'BYDAY', 'WKST']);

/**
 * Birthdays and anniversaries begin before the years that the product knows. A yearly rule without a COUNT gives the
 * same days from a later year on; everything else is left as it is, and refused for its start.
 */
export function fromFirstYear(event: Component, report: Report): Component {
  const start = event.lines.find(({ name }) => name === 'DTSTART')?.value.trim() ?? '';
  const rules = event.lines.filter(({ name }) => name === 'RRULE');
  const year = Number(/^\d{4}(?=\d{4}(T|Z|$))/i.exec(start)?.[0] ?? firstYear);
  if (year >= firstYear || rules.length !== 1) return event;
  const parts = new Map(
    (rules[0] as ContentLine).value
      .toUpperCase()
      .split(';')
      .map((part) => part.trim().split('=', 2) as [string, string]),
  );
  const interval = Number(parts.get('INTERVAL') ?? 1);
  if (parts.get('FREQ') !== 'YEARLY' || ![...parts.keys()].every((part) => carried.has(part))) return event;
  if (!(interval >= 1 && interval <= 100)) return event;
  const cycle = parts.has('BYDAY') ? weekdayCycle : start.slice(4, 8) === '0229' ? 4 : 1;
  let years = 0;
  while (year + years < firstYear || years % cycle > 0) years += interval;
  report.leaveOut('years before 1970 of a yearly event');
  return {
    ...event,
    lines: event.lines.map((line) =>
      line.name === 'DTSTART' || line.name === 'DTEND'
        ? { ...line, value: later(line.value.trim(), years) }
        : line,
    ),
  };
}

const later = (value: string, years: number) =>
  value.replace(/^\d{4}/, (year) => String(Number(year) + years).padStart(4, '0'));
