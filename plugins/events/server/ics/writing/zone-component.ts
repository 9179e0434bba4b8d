import { LRUCache } from 'lru-cache';
import { civilFromDays, daysFromCivil, monthLength, weekdayOf } from '../../recurrence/civil.js';
import { daySeconds, formatWall } from '../../recurrence/wall.js';
import {
  createOffsetAt,
  type Offsets,
  readOffsets,
  stretchSeconds,
} from '../../recurrence/zone/transitions.js';
import { compact, contentLine, utcStamp } from './content-line.js';

/** A change of offset: its wall time in the offset before, and both offsets in seconds. */
interface Change {
  at: number;
  wall: number;
  year: number;
  month: number;
  day: number;
  weekday: number;
  timeOfDay: number;
  from: number;
  to: number;
}

/** Years past the present for which the runtime's zone data is read; the last rule goes on from there. */
const yearsAhead = 12;
/** Fewer years of the same day are a coincidence. */
const shortestRule = 3;
const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const rendered = new LRUCache<string, string>({ max: 200 });

/** The VTIMEZONE of an IANA zone, right from the first day of a year on. */
export function zoneComponent(timeZone: string, firstYear: number): string {
  const lastYear = Math.max(new Date().getUTCFullYear(), firstYear) + yearsAhead;
  const key = `${timeZone} ${firstYear} ${lastYear}`;
  let text = rendered.get(key);
  if (text === undefined) {
    text = render(timeZone, firstYear, lastYear);
    rendered.set(key, text);
  }
  return text;
}

function render(timeZone: string, firstYear: number, lastYear: number): string {
  const { initial, changes } = changesOf(timeZone, firstYear, lastYear);
  let text = contentLine('BEGIN', 'VTIMEZONE') + contentLine('TZID', timeZone);
  text += contentLine('X-LIC-LOCATION', timeZone);
  const start = daysFromCivil(firstYear - 1, 1, 1) * daySeconds;
  text += observance({ from: initial, to: initial }, start, []);
  for (const run of runsOf(changes)) {
    const [head] = run;
    const open = (run.at(-1) as Change).year >= lastYear - 1;
    if (run.length < shortestRule) for (const change of run) text += observance(change, change.wall, []);
    else text += observance(head, head.wall, [contentLine('RRULE', ruleOf(run, open))]);
  }
  return text + contentLine('END', 'VTIMEZONE');
}

function changesOf(timeZone: string, firstYear: number, lastYear: number) {
  const offsetAt = createOffsetAt(timeZone);
  const start = daysFromCivil(firstYear - 1, 1, 1) * daySeconds;
  const end = daysFromCivil(lastYear + 1, 1, 1) * daySeconds;
  const initial = offsetAt(start);
  const changes: Change[] = [];
  let from = initial;
  let read = start;
  for (let stretch = Math.floor(start / stretchSeconds); stretch * stretchSeconds < end; stretch += 1) {
    const offsets: Offsets = readOffsets(stretch, offsetAt);
    for (const { at, offset } of offsets.changes) {
      // Stretches overlap.
      if (at <= read || at >= end) continue;
      read = at;
      changes.push(changeAt(at, from, offset));
      from = offset;
    }
  }
  return { initial, changes };
}

function changeAt(at: number, from: number, to: number): Change {
  const wall = at + from;
  const days = Math.floor(wall / daySeconds);
  return {
    at,
    wall,
    ...civilFromDays(days),
    weekday: weekdayOf(days),
    timeOfDay: wall - days * daySeconds,
    from,
    to,
  };
}

/** Changes that one yearly rule gives: year after year the same weekday of the month at the same time. */
function runsOf(changes: readonly Change[]): [Change, ...Change[]][] {
  const open = new Map<string, [Change, ...Change[]]>();
  const runs: [Change, ...Change[]][] = [];
  for (const change of changes) {
    const key = [change.month, change.weekday, change.timeOfDay, change.from, change.to].join(' ');
    const run = open.get(key);
    const last = run?.at(-1);
    if (run && last && last.year === change.year - 1 && dayRule([...run, change]) !== null) run.push(change);
    else {
      const begun: [Change, ...Change[]] = [change];
      open.set(key, begun);
      runs.push(begun);
    }
  }
  return runs.sort((a, b) => a[0].at - b[0].at);
}

/** BYDAY and, where it takes one, BYMONTHDAY; null when no rule gives all of these days. */
function dayRule(run: readonly Change[]): string | null {
  const { month, weekday } = run[0] as Change;
  const name = weekdays[weekday] as string;
  const days = run.map(({ day }) => day);
  const [earliest, latest] = [Math.min(...days), Math.max(...days)];
  if (latest - earliest > 6) return null;
  if (run.every(({ day, year }) => day > monthLength(year, month) - 7)) return `BYDAY=-1${name}`;
  const nth = Math.ceil(latest / 7);
  if (Math.ceil(earliest / 7) === nth && nth < 5) return `BYDAY=${nth}${name}`;
  // The whole week that holds them, as far forward as it can lie: `Sunday on or after the 8th`.
  const from = Math.max(1, latest - 6);
  return `BYDAY=${name};BYMONTHDAY=${Array.from({ length: 7 }, (_, index) => from + index).join(',')}`;
}

function ruleOf(run: readonly Change[], open: boolean): string {
  const last = run.at(-1) as Change;
  const until = open ? '' : `;UNTIL=${utcStamp(last.at * 1_000)}`;
  return `FREQ=YEARLY;BYMONTH=${last.month};${dayRule(run)}${until}`;
}

function observance({ from, to }: Pick<Change, 'from' | 'to'>, wall: number, lines: string[]): string {
  const name = to > from ? 'DAYLIGHT' : 'STANDARD';
  return [
    contentLine('BEGIN', name),
    contentLine('DTSTART', compact(formatWall(wall, false))),
    contentLine('TZOFFSETFROM', offsetText(from)),
    contentLine('TZOFFSETTO', offsetText(to)),
    ...lines,
    contentLine('END', name),
  ].join('');
}

function offsetText(offset: number): string {
  const size = Math.abs(offset);
  const parts = [Math.floor(size / 3_600), Math.floor(size / 60) % 60];
  if (size % 60 > 0) parts.push(size % 60);
  return `${offset < 0 ? '-' : '+'}${parts.map((part) => String(part).padStart(2, '0')).join('')}`;
}
