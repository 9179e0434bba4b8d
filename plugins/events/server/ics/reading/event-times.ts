import type { SeriesTimes } from '../../recurrence/contract.js';
import { addDays } from '../../recurrence/wall.js';
import { toInstant, toLocal } from '../../recurrence/zone/zones.js';
import { type Component, first } from './components.js';
import { addTo, inZone, type PlaceContext, type Placed, place } from './place.js';
import { unfit } from './skip.js';
import { type Duration, parseDuration, timeOf } from './values.js';

export type EventTimes = Pick<SeriesTimes, 'start' | 'end' | 'timeZone' | 'endTimeZone' | 'allDay'>;

/** When an event takes place, from DTSTART and DTEND or DURATION, or DTSTART alone. */
export async function readTimes(event: Component, once: boolean, context: PlaceContext): Promise<EventTimes> {
  const line = first(event, 'DTSTART');
  if (line === undefined) throw unfit('It has no DTSTART.');
  const time = timeOf(line);
  if (time === null) throw unfit(`Its DTSTART is no time from 1970 to 2199: ${line.value.slice(0, 40)}`);
  const start = await place(time, once, context);
  const base = { start: start.local, timeZone: start.zone, allDay: start.allDay };
  if (saysWholeDays(event, start)) return wholeDays(start, await timedEnd(event, start, once, context));
  return start.allDay
    ? { ...base, end: allDayEnd(event, start, context) }
    : { ...base, ...(await timedEnd(event, start, once, context)) };
}

/** Outlook writes whole days as times, from midnight to midnight in a zone, and says so beside them. */
const saysWholeDays = (event: Component, { local }: Placed) =>
  local.endsWith('T00:00:00') &&
  first(event, 'X-MICROSOFT-CDO-ALLDAYEVENT')?.value.trim().toUpperCase() === 'TRUE';

function wholeDays({ local, zone }: Placed, { end }: Pick<EventTimes, 'end'>): EventTimes {
  const start = local.slice(0, 10);
  const last = end.slice(0, 10);
  return { start, end: last > start ? last : addDays(start, 1), timeZone: zone, allDay: true };
}

function allDayEnd(event: Component, start: Placed, { report }: PlaceContext): string {
  const next = addDays(start.local, 1);
  const line = first(event, 'DTEND');
  const end = line && timeOf(line);
  // Same day: what programs write that take the end for the last day.
  if (end) {
    if (end.kind === 'date') {
      if (end.local < start.local) report.leaveOut('DTEND before DTSTART');
      return end.local > start.local ? end.local : next;
    }
    report.leaveOut('time of DTEND of a whole day');
    const date = end.local.slice(0, 10);
    return date > start.local ? date : next;
  }
  if (line) report.leaveOut('DTEND that is no time');
  const duration = readLength(event, report);
  if (!duration) return next;
  if (duration.seconds % 86_400 > 0) report.leaveOut('hours of the DURATION of a whole day');
  const days = duration.days + Math.ceil(duration.seconds / 86_400);
  return days > 0 && days < 80_000 ? addDays(start.local, days) : next;
}

async function timedEnd(
  event: Component,
  start: Placed,
  once: boolean,
  context: PlaceContext,
): Promise<Pick<EventTimes, 'end' | 'endTimeZone'>> {
  const line = first(event, 'DTEND');
  const time = line && timeOf(line);
  if (time && time.kind !== 'date') {
    // UTC is how an instant is written, not where the event ends.
    const end = await place(time, once, context);
    const given = end.zone === 'UTC' || end.zone === start.zone ? start.zone : end.zone;
    if (toInstant(end.local, end.zone) >= toInstant(start.local, start.zone)) return endIn(end, given, start);
    context.report.leaveOut('DTEND before DTSTART');
    return { end: start.local };
  }
  if (time) {
    context.report.leaveOut('DTEND that is a date beside a time');
    const end = { ...start, local: `${time.local}T00:00:00` };
    return { end: [end.local, start.local].sort()[1] as string };
  }
  if (line) context.report.leaveOut('DTEND that is no time');
  const duration = readLength(event, context.report);
  if (!duration) return { end: start.local };
  return { end: addTo(start, duration.days, duration.seconds) };
}

/** DURATION, where it is one that an event can last. */
function readLength(event: Component, report: PlaceContext['report']): Duration | null {
  const line = first(event, 'DURATION');
  const duration = line ? parseDuration(line.value) : null;
  if (duration && duration.days >= 0 && duration.seconds >= 0) return duration;
  if (line) report.leaveOut('DURATION that is no length');
  return null;
}

/** The second pass of an hour that the clock repeats has no wall time in its own zone: then the end is in UTC. */
function endIn(end: Placed, zone: string, start: Placed): Pick<EventTimes, 'end' | 'endTimeZone'> {
  const local = inZone(end, zone);
  const exact = toInstant(local, zone) === toInstant(end.local, end.zone);
  if (!exact) return { end: toLocal(toInstant(end.local, end.zone), 'UTC'), endTimeZone: 'UTC' };
  return { end: local, ...(zone === start.zone ? {} : { endTimeZone: zone }) };
}
