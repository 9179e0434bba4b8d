import { eventBounds } from '../../shared/schemas.js';
import { eventProblem, recurrenceProblem, timesInvalid } from '../problems.js';
import type { Series, SeriesTimes } from '../recurrence/contract.js';
import { createSeries } from '../recurrence/series.js';
import { addDays, parseWall } from '../recurrence/wall.js';
import { canonicalZone } from '../recurrence/zone/zones.js';

/** Times as somebody wrote them: seconds may be missing, an all-day end may be the day of the start. */
export type WrittenTimes = SeriesTimes;

export interface CheckedSeries {
  times: SeriesTimes;
  series: Series;
}

/** Times in their one form, and the series they make. Throws the problem that names the field. */
export function checkTimes(written: WrittenTimes): CheckedSeries {
  const times = inOneForm(written);
  try {
    const series = createSeries(times);
    const { rrule: _, ...rest } = times;
    return { times: series.rrule === undefined ? rest : { ...rest, rrule: series.rrule }, series };
  } catch (error) {
    throw recurrenceProblem(error);
  }
}

function inOneForm(written: WrittenTimes): SeriesTimes {
  const { allDay } = written;
  const start = inForm(written.start, allDay, '/start');
  let end = inForm(written.end, allDay, '/end');
  // Programs that count days from the first to the last name the same day twice.
  if (allDay && end === start) end = dayAfter(start);
  const timeZone = zoneOf(written.timeZone, '/timeZone');
  const endTimeZone =
    written.endTimeZone === undefined ? timeZone : zoneOf(written.endTimeZone, '/endTimeZone');
  return {
    start,
    end,
    timeZone,
    ...(endTimeZone === timeZone || allDay ? {} : { endTimeZone }),
    allDay,
    ...(written.rrule === undefined || written.rrule === '' ? {} : { rrule: written.rrule }),
    rdate: listInForm(written.rdate, allDay, '/rdate'),
    exdate: listInForm(written.exdate, allDay, '/exdate'),
  };
}

/** `2026-11-24T14:00:00`, or `2026-11-24` when all-day. */
export function inForm(text: string, allDay: boolean, path: string): string {
  const full = text.length === 16 ? `${text}:00` : text;
  if (parseWall(full, allDay) !== undefined) return full;
  throw timesInvalid(
    path,
    `must be ${allDay ? 'a date like 2026-11-24' : 'a local time like 2026-11-24T14:00:00'} from 1970 to 2199`,
  );
}

const listInForm = (texts: readonly string[], allDay: boolean, path: string): string[] =>
  [...new Set(texts.map((text, index) => inForm(text, allDay, `${path}/${index}`)))].sort();

function zoneOf(name: string, path: string): string {
  const zone = canonicalZone(name);
  if (zone === null) throw timesInvalid(path, 'must be the name of a time zone, like Europe/Berlin');
  return zone;
}

export function dayAfter(date: string): string {
  try {
    return addDays(date, 1);
  } catch {
    throw timesInvalid('/end', 'must be a date from 1970 to 2199');
  }
}

/** What is kept beside the rule is bounded as a whole: each of it is looked at whenever the series is read. */
export function checkExceptions(times: SeriesTimes, overrides: number): void {
  if (times.rdate.length + times.exdate.length + overrides > eventBounds.exceptions)
    throw eventProblem(
      'event_exceptions_full',
      `A series holds ${eventBounds.exceptions.toLocaleString('en')} exceptions at most: further dates, dates taken away and changed instances together.`,
    );
}
