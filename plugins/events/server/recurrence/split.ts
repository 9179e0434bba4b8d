import type { Rule, SeriesTimes, Until } from './contract.js';
import { createBudget } from './expand/budget.js';
import type { Expansion } from './expand/expansion.js';
import type { Originals } from './originals.js';
import { formatRule } from './rule/format.js';
import type { CheckedTimes } from './times.js';
import { formatWall } from './wall.js';
import { type Zone, zoneSlack } from './zone/zone.js';
import { zoneNamed } from './zone/zones.js';

/** Cuts a series before the original `at`, which is one of its instances and not the first. */
export function splitTimes(
  times: SeriesTimes,
  checked: CheckedTimes,
  originals: Originals,
  at: number,
): { before: SeriesTimes; from: SeriesTimes } {
  const { rule, extra, exceptions, start, allDay } = checked;
  const { expansion } = originals;
  const text = (wall: number) => formatWall(wall, allDay);
  const further = extra.filter((wall) => !exceptions.has(wall));
  const lastBefore = expansion ? lastOf(expansion, at - 1) : undefined;
  const nextFrom = expansion ? nextOf(expansion, at) : undefined;

  /** The rule's own start keeps its intervals in step; without a rule the first instance is as good as any. */
  function part(first: number, rrule: string | undefined, has: (wall: number) => boolean): SeriesTimes {
    return {
      ...times,
      ...placed(times, checked, first),
      rrule,
      rdate: further.filter((wall) => has(wall) && (rrule !== undefined || wall !== first)).map(text),
      exdate: rrule === undefined ? [] : [...exceptions].filter(has).map(text),
    };
  }

  const earliest = further[0] ?? start;
  const before = (wall: number) => wall < at;
  const from = (wall: number) => wall >= at;
  if (!rule || !expansion) {
    return { before: part(earliest, undefined, before), from: part(at, undefined, from) };
  }
  const taken = rule.count === undefined ? 0 : expansion.countBefore(at, createBudget());
  return {
    before:
      lastBefore === undefined
        ? part(earliest, undefined, before)
        : part(start, formatRule(upTo(rule, taken, lastBefore, checked, expansion)), before),
    from:
      nextFrom === undefined
        ? part(at, undefined, from)
        : part(nextFrom, formatRule({ ...rule, count: rule.count && rule.count - taken }), from),
  };
}

function lastOf(expansion: Expansion, upTo: number): number | undefined {
  let found: number | undefined;
  expansion.backward(
    upTo,
    (wall) => {
      found = wall;
      return false;
    },
    createBudget(),
  );
  return found;
}

function nextOf(expansion: Expansion, from: number): number | undefined {
  let found: number | undefined;
  expansion.forward(
    from,
    Number.POSITIVE_INFINITY,
    (wall) => {
      found = wall;
      return false;
    },
    createBudget(),
  );
  return found;
}

/** The rule as far as the instance `last`, which is its `taken`th. */
function upTo(rule: Rule, taken: number, last: number, checked: CheckedTimes, expansion: Expansion): Rule {
  if (rule.count !== undefined) return { ...rule, count: taken };
  return { ...rule, until: untilAt(last, checked, expansion) };
}

/**
 * Other calendars expect an instant (RFC 5545, 3.3.10). Around a clock change instants may not come in the order of wall
 * times, and one that would take in more or less than the wall time does is not used.
 */
function untilAt(last: number, { allDay, zone }: CheckedTimes, expansion: Expansion): Until {
  if (allDay) return { form: 'date', value: formatWall(last, true) };
  const instant = zone.instant(last);
  let exact = true;
  expansion.forward(
    last - zoneSlack,
    last + zoneSlack,
    (wall) => {
      exact = wall <= last === zone.instant(wall) <= instant;
      return exact;
    },
    createBudget(),
  );
  return exact
    ? { form: 'utc', value: formatWall(instant, false) }
    : { form: 'local', value: formatWall(last, false) };
}

/** Start and end of the part that begins with an instance, of the same length as all of them. */
function placed(times: SeriesTimes, { allDay, zone, start, length }: CheckedTimes, first: number) {
  if (first === start) return {};
  if (allDay) return { start: formatWall(first, true), end: formatWall(first + length, true) };
  const end = zone.instant(first) + length;
  const endZone = zoneNamed(times.endTimeZone ?? times.timeZone) as Zone;
  const wall = endZone.wall(end);
  // An end in the second pass of a repeated hour cannot be written in its own zone.
  const written = endZone.instant(wall) === end;
  return {
    start: formatWall(first, false),
    end: formatWall(written ? wall : end, false),
    ...(written ? {} : { endTimeZone: 'UTC' }),
  };
}
