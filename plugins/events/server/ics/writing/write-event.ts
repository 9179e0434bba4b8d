import type { Override } from '../../contract.js';
import type { Series, SeriesTimes } from '../../recurrence/contract.js';
import { createSeries } from '../../recurrence/series.js';
import { toInstant, toLocal } from '../../recurrence/zone/zones.js';
import { type CalendarEntry, cancelledParameter, zoneProperty } from '../entry.js';
import { movedTo } from '../moved-to.js';
import { compact, contentLine, escapeText, utcStamp } from './content-line.js';
import { ruleText } from './rule-text.js';

export interface WritableEvent extends CalendarEntry {
  /** Of the event; SEQUENCE counts from 0. */
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

/** The VEVENTs of an event: itself, then its changed instances. `home` is the calendar's X-WR-TIMEZONE. */
export function eventText(event: WritableEvent, home: string): string {
  const series = createSeries(event);
  const times = startingWithInstance(event, series);
  const changed = event.overrides.filter(({ cancelled }) => !cancelled);
  const cancelled = event.overrides.filter((override) => override.cancelled).map(({ original }) => original);
  const uid = contentLine('UID', escapeText(event.uid));
  return [
    contentLine('BEGIN', 'VEVENT'),
    uid,
    stamps(event),
    timeLines(times, times.start, times.end),
    event.allDay && event.timeZone !== home ? contentLine(zoneProperty, event.timeZone) : '',
    event.rrule === undefined ? '' : contentLine('RRULE', ruleText(event.rrule, event)),
    ...event.rdate.filter((date) => date !== times.start).map((date) => timeLine('RDATE', date, event)),
    ...event.exdate.map((date) => timeLine('EXDATE', date, event)),
    ...cancelled.map((date) => timeLine('EXDATE', date, event, { [cancelledParameter]: 'TRUE' })),
    texts(event),
    contentLine('END', 'VEVENT'),
    ...changed.map((override) => instanceText(event, override, series, uid)),
  ].join('');
}

/** Programs take DTSTART for an instance whether or not the rule gives it; so it has to be one. */
function startingWithInstance(event: WritableEvent, series: Series): SeriesTimes {
  if (!series.rule || event.rdate.includes(event.start)) return event;
  const isBare = event.rdate.length + event.exdate.length === 0;
  const bare = isBare ? series : createSeries({ ...event, rdate: [], exdate: [] });
  if (bare.has(event.start)) return event;
  const first = bare.next(bare.bounds.first);
  return first ? { ...event, ...movedTo(event, first.original) } : event;
}

function instanceText(event: WritableEvent, override: Override, series: Series, uid: string): string {
  const { original } = override;
  const endZone = event.endTimeZone ?? event.timeZone;
  const instance = series.instanceOf(original);
  const natural = instance && {
    start: event.allDay ? original : toLocal(instance.start, event.timeZone),
    end: toLocal(instance.end, endZone).slice(0, original.length),
  };
  const start = override.start ?? natural?.start ?? original;
  const end = override.end ?? (override.start && movedTo(event, start).end) ?? natural?.end ?? start;
  return [
    contentLine('BEGIN', 'VEVENT'),
    uid,
    timeLine('RECURRENCE-ID', original, event),
    stamps(event),
    timeLines(event, start, end),
    texts({
      ...event,
      title: override.title ?? event.title,
      description: override.description ?? event.description,
      location: override.location ?? event.location,
    }),
    contentLine('END', 'VEVENT'),
  ].join('');
}

const stamps = ({ updatedAt, createdAt, version }: WritableEvent) =>
  contentLine('DTSTAMP', utcStamp(updatedAt)) +
  contentLine('CREATED', utcStamp(createdAt)) +
  contentLine('LAST-MODIFIED', utcStamp(updatedAt)) +
  contentLine('SEQUENCE', String(Math.max(0, version - 1)));

function texts({ title, description, location, busy, reminders }: CalendarEntry): string {
  let text = contentLine('SUMMARY', escapeText(title));
  if (description) text += contentLine('DESCRIPTION', escapeText(description));
  if (location) text += contentLine('LOCATION', escapeText(location));
  text += contentLine('TRANSP', busy ? 'OPAQUE' : 'TRANSPARENT');
  for (const minutes of reminders)
    text +=
      contentLine('BEGIN', 'VALARM') +
      contentLine('ACTION', 'DISPLAY') +
      contentLine('TRIGGER', `-PT${minutes}M`) +
      contentLine('DESCRIPTION', escapeText(title)) +
      contentLine('END', 'VALARM');
  return text;
}

type Zoned = Pick<SeriesTimes, 'allDay' | 'timeZone' | 'endTimeZone'>;

function timeLines(times: Zoned, start: string, end: string): string {
  const endZone = times.endTimeZone ?? times.timeZone;
  const lasts = times.allDay || toInstant(start, times.timeZone) < toInstant(end, endZone);
  // Without DTEND it ends as it starts; one that is not later may not be written (RFC 5545, 3.8.2.2).
  return (
    timeLine('DTSTART', start, times) + (lasts ? timeLine('DTEND', end, { ...times, timeZone: endZone }) : '')
  );
}

function timeLine(
  name: string,
  local: string,
  { allDay, timeZone }: Zoned,
  parameters: Readonly<Record<string, string>> = {},
): string {
  if (allDay) return contentLine(name, compact(local), { ...parameters, VALUE: 'DATE' });
  if (timeZone === 'UTC') return contentLine(name, `${compact(local)}Z`, parameters);
  return contentLine(name, compact(local), { ...parameters, TZID: timeZone });
}
