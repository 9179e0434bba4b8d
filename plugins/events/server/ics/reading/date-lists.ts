import type { SeriesTimes } from '../../recurrence/contract.js';
import { toInstant, toLocal } from '../../recurrence/zone/zones.js';
import { cancelledParameter } from '../entry.js';
import { icsLimits } from '../limits.js';
import { all, type Component } from './components.js';
import { inZone, type PlaceContext, place } from './place.js';
import { unfit } from './skip.js';
import { parseDuration, parseTime, type TimeValue } from './values.js';

type Home = Pick<SeriesTimes, 'timeZone' | 'allDay'>;

export interface DateLists {
  rdate: string[];
  /** Ends of further starts that are as long as the file says, by start. */
  ends: Map<string, string>;
  exdate: string[];
  /** Days that an EXDATE takes out of a series of times. */
  exdays: string[];
  /** Instances that were cancelled here once, and exported as dates to leave out. */
  cancelled: string[];
}

/** RDATE and EXDATE in the zone of the series, each time once. */
export async function readDateLists(
  event: Component,
  series: Home,
  context: PlaceContext,
): Promise<DateLists> {
  const rdate = new Set<string>();
  const exdate = new Set<string>();
  const exdays = new Set<string>();
  const cancelled = new Set<string>();
  const ends = new Map<string, string>();
  let left = icsLimits.dates;
  const values = (value: string) => {
    const list = value.split(',', left + 1);
    left -= list.length;
    if (left < 0) throw unfit(`It lists more than ${icsLimits.dates} dates.`);
    return list.filter((text) => text.trim() !== '');
  };

  for (const line of all(event, 'RDATE')) {
    for (const text of values(line.value)) {
      const [startText = '', endText] = text.split('/', 2);
      const start = parseTime(startText, line.parameters.get('TZID'));
      const local = start && (await localIn(start, series, context));
      if (!local) context.report.leaveOut('RDATE that is no time of the series');
      else {
        rdate.add(local);
        const end = endText && (await endOf(local, endText, line.parameters.get('TZID'), series, context));
        if (end) ends.set(local, end);
      }
    }
  }
  for (const line of all(event, 'EXDATE')) {
    const into = line.parameters.has(cancelledParameter) ? cancelled : exdate;
    for (const text of values(line.value)) {
      const time = parseTime(text, line.parameters.get('TZID'));
      if (time?.kind === 'date' && !series.allDay) exdays.add(time.local);
      else {
        const local = time && (await localIn(time, series, context));
        if (local) into.add(local);
        else context.report.leaveOut('EXDATE that is no time');
      }
    }
  }
  return { rdate: [...rdate], ends, exdate: [...exdate], exdays: [...exdays], cancelled: [...cancelled] };
}

/** A time of the file as the series would write it; null for a date beside times. */
export async function localIn(time: TimeValue, series: Home, context: PlaceContext): Promise<string | null> {
  if (series.allDay) return dayIn(time, series.timeZone);
  if (time.kind === 'date') return null;
  // A name that nobody knows is the one of the series itself where programs shorten it.
  return inZone(await place(time, true, context), series.timeZone);
}

async function endOf(
  start: string,
  text: string,
  tzid: string | undefined,
  series: Home,
  context: PlaceContext,
): Promise<string | null> {
  if (series.allDay) return null;
  const time = parseTime(text, tzid);
  if (time) return localIn(time, series, context);
  const duration = parseDuration(text);
  if (!duration || duration.days < 0 || duration.seconds < 0) return null;
  const seconds = duration.days * 86_400 + duration.seconds;
  return toLocal(toInstant(start, series.timeZone) + seconds * 1_000, series.timeZone);
}

/** An instant is on a day of the zone; midnight in UTC is how programs write a day as an instant. */
export function dayIn({ kind, local }: TimeValue, timeZone: string): string {
  const isInstant = kind === 'utc' && !local.endsWith('T00:00:00');
  return (isInstant ? inZone({ local, zone: 'UTC', allDay: false }, timeZone) : local).slice(0, 10);
}
