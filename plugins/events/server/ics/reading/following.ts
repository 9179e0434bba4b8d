import { moveBy } from '../../events/shifting.js';
import type { Series, SeriesTimes } from '../../recurrence/contract.js';
import { createSeries } from '../../recurrence/series.js';
import { toInstant, toLocal } from '../../recurrence/zone/zones.js';
import type { CalendarEntry } from '../entry.js';
import { icsLimits } from '../limits.js';
import { movedTo } from '../moved-to.js';
import { compact, utcStamp } from '../writing/content-line.js';
import { type EventTimes, readTimes } from './event-times.js';
import { applyInstances } from './instances.js';
import type { Instance } from './overrides.js';
import { inZone } from './place.js';
import type { Report } from './report.js';
import { readTexts } from './texts.js';

/**
 * An event with the instances of the file, where some hold for all that follow (RANGE=THISANDFUTURE): the series ends
 * before each of those, and one of its own begins there, with the changes.
 */
export async function applyAll(
  entry: CalendarEntry,
  instances: readonly Instance[],
  report: Report,
  known?: Series,
  turns = 0,
): Promise<CalendarEntry[]> {
  const [turn] = instances
    .filter(({ following, cancelled }) => following && !cancelled)
    .sort((a, b) => (a.original < b.original ? -1 : 1));
  if (!turn || turns === icsLimits.turns) {
    return applyInstances(entry, single(instances, report), report, known);
  }
  await turn.context.breathe();
  const parts = (known ?? createSeries(entry)).split(turn.original);
  const times = await readTimes(turn.component, false, turn.context);
  const rest = parts && restFrom(parts.from, turn.original, times);
  if (!rest) {
    const [alone] = single([turn], report);
    const others = instances.map((each) => (each === turn ? (alone as Instance) : each));
    return applyAll(entry, others, report, known, turns + 1);
  }
  const { rrule: _, endTimeZone: __, ...fields } = entry;
  const later: CalendarEntry = {
    ...fields,
    ...rest,
    ...readTexts(turn.component, report),
    uid: `${entry.uid}/${compact(turn.original)}`,
    overrides: [],
  };
  const isBefore = ({ original }: { original: string }) => original < turn.original;
  const before = {
    ...fields,
    ...(parts as { before: SeriesTimes }).before,
    overrides: entry.overrides.filter(isBefore),
  };
  const renamed = instances.flatMap((each) => {
    if (each === turn || isBefore(each)) return [];
    if (each.original.length !== turn.original.length) return [each];
    const original = moveBy(each.original, turn.original, rest.start, entry.allDay);
    return original === null ? [] : [{ ...each, original }];
  });
  return [
    ...(await applyInstances(before, instances.filter(isBefore), report)),
    ...(await applyAll(later, renamed, report, undefined, turns + 1)),
  ];
}

function single(instances: readonly Instance[], report: Report): Instance[] {
  return instances.map((each) => {
    if (each.following) report.leaveOut('RANGE=THISANDFUTURE, carried for its first instance');
    return { ...each, following: false };
  });
}

const dayParts = /BY(DAY|MONTHDAY|YEARDAY|WEEKNO|MONTH|SETPOS)=/;
const timeParts = /BY(HOUR|MINUTE|SECOND)=/;

/** The later part with its new times; null where its rule would not give them. */
function restFrom(from: SeriesTimes, original: string, times: EventTimes): SeriesTimes | null {
  if (times.allDay !== from.allDay) return null;
  const { timeZone, allDay, rrule = '' } = from;
  const start = inZone({ local: times.start, zone: times.timeZone, allDay }, timeZone);
  if (dayParts.test(rrule) && start.slice(0, 10) !== original.slice(0, 10)) return null;
  if (timeParts.test(rrule) && start.slice(10) !== original.slice(10)) return null;
  const shift = (local: string) => moveBy(local, original, start, allDay);
  const rest: SeriesTimes = {
    ...from,
    ...endFrom(times, start, from),
    ...(from.rrule === undefined ? {} : { rrule: laterUntil(from.rrule, original, start, from) }),
    rdate: from.rdate.flatMap((date) => shift(date) ?? []),
    exdate: from.exdate.flatMap((date) => shift(date) ?? []),
  };
  return createSeries(rest).has(start) ? rest : null;
}

/** As long as the changed instance is. */
function endFrom(times: EventTimes, start: string, { allDay, timeZone, endTimeZone }: SeriesTimes) {
  if (allDay) return movedTo(times, start);
  const length =
    toInstant(times.end, times.endTimeZone ?? times.timeZone) - toInstant(times.start, times.timeZone);
  return { start, end: toLocal(toInstant(start, timeZone) + length, endTimeZone ?? timeZone) };
}

/** The end of the rule moves as far as its instances do. */
function laterUntil(rrule: string, from: string, to: string, { allDay, timeZone }: SeriesTimes): string {
  return rrule.replace(/(UNTIL=)(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)Z)?/, (...found) => {
    const [whole, key, year, month, day, hour, minute, second] = found as string[];
    if (allDay) return `${key}${compact(moveBy(`${year}-${month}-${day}`, from, to, true) ?? '')}`;
    if (hour === undefined) return whole as string;
    const until = Date.UTC(
      Number(year),
      Number(month) - 1,
      Number(day),
      Number(hour),
      Number(minute),
      Number(second),
    );
    return `${key}${utcStamp(until + toInstant(to, timeZone) - toInstant(from, timeZone))}`;
  });
}
