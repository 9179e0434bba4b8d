import { createBetween, gather } from './between.js';
import { computeBounds } from './bounds.js';
import type { Series, SeriesTimes } from './contract.js';
import { neverOccurs } from './error.js';
import { createOriginals, type Originals } from './originals.js';
import { createPlacing, instanceOf } from './placing.js';
import { formatRule } from './rule/format.js';
import { splitTimes } from './split.js';
import { type CheckedTimes, checkTimes } from './times.js';
import { firstWall, lastWall, parseWall } from './wall.js';
import { zoneSlack } from './zone/zone.js';

/** Checks the times of an event and makes them answer questions; throws a RecurrenceError that names what is wrong. */
export function createSeries(times: SeriesTimes): Series {
  const checked = checkTimes(times);
  const originals = createOriginals(checked);
  const { rule, allDay, zone } = checked;
  const firstOriginal = firstOf(checked, originals);
  const place = createPlacing(checked);
  const wallOf = (original: string): number | undefined => {
    const wall = parseWall(original, allDay);
    return wall !== undefined && originals.has(wall) ? wall : undefined;
  };
  return {
    rule,
    rrule: rule ? formatRule(rule) : undefined,
    bounds: computeBounds(checked, originals, place),
    between: createBetween(checked, originals, place),
    next(from) {
      const seconds = Math.min(Math.max(Math.ceil(from / 1_000), firstWall), lastWall);
      const range = { from: zone.wall(seconds) - zoneSlack, to: lastWall };
      const [found] = gather(originals, place, range, 1, (item) => item.start * 1_000 >= from);
      return found ? instanceOf(found, allDay) : null;
    },
    has: (original) => wallOf(original) !== undefined,
    instanceOf(original) {
      const wall = wallOf(original);
      return wall === undefined ? null : instanceOf(place(wall), allDay);
    },
    split(original) {
      const wall = wallOf(original);
      if (wall === undefined || wall === firstOriginal) return null;
      return splitTimes(times, checked, originals, wall);
    },
  };
}

function firstOf(checked: CheckedTimes, originals: Originals): number {
  let first: number | undefined;
  originals.forward(firstWall, lastWall, (wall) => {
    first = wall;
    return false;
  });
  if (first !== undefined) return first;
  const { rule, exceptions } = checked;
  if (exceptions.size > 0 && occurs({ ...checked, exceptions: new Set() })) {
    throw neverOccurs('exdate', 'takes away every instance');
  }
  if (rule?.until && occurs({ ...checked, rule: { ...rule, until: undefined } })) {
    throw neverOccurs('UNTIL', 'is before the first instance');
  }
  throw neverOccurs('rrule', 'gives no instance from the start to the end of 2199');
}

function occurs(checked: CheckedTimes): boolean {
  let found = false;
  createOriginals(checked).forward(firstWall, lastWall, () => {
    found = true;
    return false;
  });
  return found;
}
