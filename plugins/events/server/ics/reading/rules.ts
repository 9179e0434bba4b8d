import type { Series, SeriesTimes } from '../../recurrence/contract.js';
import { RecurrenceError } from '../../recurrence/error.js';
import { limits } from '../../recurrence/limits.js';
import { createSeries } from '../../recurrence/series.js';
import type { Breather } from '../breather.js';
import { compact } from '../writing/content-line.js';
import { ruleText } from '../writing/rule-text.js';
import { all, type Component } from './components.js';
import { type DateLists, dayIn } from './date-lists.js';
import type { PlaceContext } from './place.js';
import { SkipEvent } from './skip.js';
import { parseTime } from './values.js';

const yearMs = 366 * 86_400_000;

/** A rule as this product reads it: no blanks, no extensions, and for whole days an end that is a day. */
function tidy(text: string, times: SeriesTimes): string {
  const { allDay } = times;
  const rule = text
    .replace(/\s/g, '')
    .toUpperCase()
    .split(';')
    .filter((part) => part !== '' && !part.startsWith('X-') && !part.endsWith('='))
    .map((part) => (allDay && part.startsWith('UNTIL=') ? lastDay(part, times) : part))
    .join(';');
  return ruleText(rule, times);
}

function lastDay(until: string, { timeZone }: SeriesTimes): string {
  const time = parseTime(until.slice('UNTIL='.length), undefined);
  return time ? `UNTIL=${compact(dayIn(time, timeZone))}` : until;
}

/** All original starts of a rule; null when they have no end or are too many. */
async function starts(times: SeriesTimes, breathe: Breather): Promise<string[] | null> {
  await breathe();
  const series = createSeries(times);
  const { first, last } = series.bounds;
  if (last === null) return null;
  const found: string[] = [];
  for (let from = first; from <= last; from += yearMs) {
    await breathe();
    const { instances, truncated } = series.between(from, from + yearMs);
    for (const { original, start } of instances) if (start >= from) found.push(original);
    if (truncated || found.length > limits.exceptions) return null;
  }
  return found;
}

/**
 * An event's rules as one series and, where several have no end, further series. One rule stays a rule; what the others
 * add (or take away) becomes dates, as long as it has an end.
 */
export async function combineRules(
  event: Component,
  times: SeriesTimes,
  lists: DateLists,
  { report, breathe }: Pick<PlaceContext, 'report' | 'breathe'>,
): Promise<{ series: SeriesTimes; engine: Series | undefined; further: SeriesTimes[] }> {
  const texts = (name: string) =>
    all(event, name)
      .map(({ value }) => tidy(value, times))
      .filter((text) => text !== '');
  const bare = { ...times, rdate: [], exdate: [] };
  const rules = texts('RRULE');
  // One without an end cannot become dates, so it stays the rule.
  let main = rules[0];
  if (rules.length > 1)
    for (const rrule of rules)
      if ((await starts({ ...bare, rrule }, breathe)) === null) {
        main = rrule;
        break;
      }
  const rdate = new Set(lists.rdate);
  const exdate = new Set(lists.exdate);
  const further: SeriesTimes[] = [];

  for (const rrule of rules) {
    if (rrule === main) continue;
    const dates = await starts({ ...bare, rrule }, breathe);
    if (dates) {
      report.leaveOut('further RRULE, carried as dates');
      for (const date of dates) rdate.add(date);
    } else {
      report.leaveOut('further RRULE without an end, carried as an event of its own');
      further.push({ ...bare, rrule, exdate: [times.start] });
    }
  }
  for (const rrule of texts('EXRULE')) {
    const dates = await starts({ ...bare, rrule }, breathe);
    if (dates === null)
      throw new SkipEvent('recurrence_invalid', 'It has an EXRULE with more instances than dates can carry.');
    report.leaveOut('EXRULE, carried as dates');
    for (const date of dates) exdate.add(date);
  }

  const rule = main === undefined ? null : createSeries({ ...bare, rrule: main });
  // DTSTART is the first instance whether or not the rule gives it (RFC 5545, 3.8.5.3).
  if (rule && !rule.has(times.start)) rdate.add(times.start);
  const kept = [...rdate].filter((date) =>
    rule ? lists.ends.has(date) || !rule.has(date) : date !== times.start,
  );
  return {
    // Of an ordinary rule this is the whole series.
    engine: kept.length + exdate.size === 0 ? (rule ?? undefined) : undefined,
    series: {
      ...times,
      ...(rule?.rrule === undefined ? {} : { rrule: rule.rrule }),
      rdate: kept.sort(),
      exdate: [...exdate].sort(),
    },
    further,
  };
}

/** Codes of the engine are the product's own. */
export function asSkip(error: unknown): unknown {
  if (error instanceof RecurrenceError) return new SkipEvent(error.code, error.message);
  if (error instanceof RangeError) return new SkipEvent('event_times_invalid', error.message);
  return error;
}
