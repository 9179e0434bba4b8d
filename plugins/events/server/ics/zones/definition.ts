import { daysFromCivil, monthLength, weekdayOf } from '../../recurrence/civil.js';
import { all, type Component, first } from '../reading/components.js';
import { parseOffset } from '../reading/values.js';

/** A change of offset as a VTIMEZONE gives it. Times are seconds on the calendar, offsets seconds east of UTC. */
interface Observance {
  from: number;
  to: number;
  /** Wall times in the offset before the change. */
  starts: number[];
  rule: YearlyRule | null;
}

/** One day of each year: all that definitions of zones use. */
interface YearlyRule {
  month: number;
  /** 0 is Monday; null: the day of the month of the first start. */
  weekday: number | null;
  nth: number;
  monthDays: readonly number[];
  timeOfDay: number;
  firstYear: number;
  /** Instant; Infinity without UNTIL. */
  until: number;
}

export interface Onset {
  /** Instant, seconds UTC. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** A zone that the file defines. */
export interface ZoneDefinition {
  readonly tzid: string;
  /** Names it gives for itself beside the TZID. */
  readonly aliases: readonly string[];
  /** The offset that holds always; undefined when there are changes. */
  readonly fixedOffset: number | undefined;
  /** The changes of some years, in order. */
  onsets(firstYear: number, lastYear: number): Onset[];
  /** Seconds east of UTC at a wall time, as the definition has it. */
  offsetAtWall(wall: number): number;
}

const days = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** Null when it has no name or no offset that can be read. */
export function readDefinition(component: Component): ZoneDefinition | null {
  const tzid = first(component, 'TZID')?.value.trim();
  const observances = component.components.map(readObservance).filter((found) => found !== null);
  if (!tzid || observances.length === 0) return null;
  const offsets = new Set(observances.flatMap(({ from, to }) => [from, to]));

  function onsets(firstYear: number, lastYear: number): Onset[] {
    const found: Onset[] = [];
    for (const { from, to, starts, rule } of observances) {
      for (const wall of starts) found.push({ at: wall - from, from, to });
      if (rule === null) continue;
      for (let year = Math.max(firstYear, rule.firstYear); year <= lastYear; year += 1) {
        const wall = onsetOf(rule, year);
        if (wall !== null && wall - from <= rule.until && wall > (starts[0] as number))
          found.push({ at: wall - from, from, to });
      }
    }
    return found.sort((a, b) => a.at - b.at);
  }

  return {
    tzid,
    aliases: [first(component, 'X-LIC-LOCATION')?.value, first(component, 'TZID-ALIAS-OF')?.value].filter(
      (name) => name !== undefined,
    ),
    fixedOffset: offsets.size === 1 ? (observances[0] as Observance).to : undefined,
    onsets,
    offsetAtWall(wall) {
      const year = new Date(wall * 1_000).getUTCFullYear();
      const changes = onsets(year - 1, year);
      let offset = changes[0]?.from ?? (observances[0] as Observance).to;
      for (const { at, from, to } of changes) {
        if (wall < at + Math.max(from, to)) break;
        offset = to;
      }
      return offset;
    },
  };
}

function readObservance(component: Component): Observance | null {
  const from = parseOffset(first(component, 'TZOFFSETFROM')?.value ?? '');
  const to = parseOffset(first(component, 'TZOFFSETTO')?.value ?? '');
  const start = wallOf(first(component, 'DTSTART')?.value ?? '');
  if (from === null || to === null || start === null) return null;
  const further = all(component, 'RDATE')
    .flatMap(({ value }) => value.split(',', 500))
    .map(wallOf);
  const rule = first(component, 'RRULE');
  return {
    from,
    to,
    starts: [start, ...further.filter((wall) => wall !== null)],
    rule: rule === undefined ? null : readRule(rule.value, start),
  };
}

/** Any year: definitions start in 1601 and earlier. */
function wallOf(text: string): number | null {
  const found = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z?$/.exec(text.trim());
  if (found === null) return null;
  const [year, month, day, hour, minute, second] = found.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return daysFromCivil(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second;
}

function readRule(text: string, start: number): YearlyRule | null {
  const parts = new Map(
    text
      .toUpperCase()
      .split(';', 20)
      .map((part) => part.split('=', 2) as [string, string]),
  );
  if (parts.get('FREQ')?.trim() !== 'YEARLY') return null;
  const at = new Date(start * 1_000);
  const day = /^([+-]?\d)?(MO|TU|WE|TH|FR|SA|SU)$/.exec(parts.get('BYDAY')?.trim() ?? '');
  const monthDays = (parts.get('BYMONTHDAY') ?? '').split(',').map(Number);
  const until = parts.get('UNTIL');
  return {
    month: Number(parts.get('BYMONTH') ?? at.getUTCMonth() + 1),
    weekday: day === null ? null : days.indexOf(day[2] as string),
    nth: Number(day?.[1] ?? 0),
    monthDays: parts.has('BYMONTHDAY') ? monthDays : day === null ? [at.getUTCDate()] : [],
    timeOfDay: ((start % 86_400) + 86_400) % 86_400,
    firstYear: at.getUTCFullYear(),
    until: until === undefined ? Number.POSITIVE_INFINITY : (wallOf(until) ?? Number.POSITIVE_INFINITY),
  };
}

function onsetOf({ month, weekday, nth, monthDays, timeOfDay }: YearlyRule, year: number): number | null {
  const length = monthLength(year, month);
  const firstDay = daysFromCivil(year, month, 1);
  for (let step = 0; step < length; step += 1) {
    const day = nth < 0 ? length - step : step + 1;
    if (weekday !== null && weekdayOf(firstDay + day - 1) !== weekday) continue;
    if (monthDays.length > 0 && !monthDays.includes(day)) continue;
    const ordinal = nth < 0 ? -Math.ceil((length - day + 1) / 7) : Math.ceil(day / 7);
    if (nth !== 0 && ordinal !== nth) continue;
    return (firstDay + day - 1) * 86_400 + timeOfDay;
  }
  return null;
}
