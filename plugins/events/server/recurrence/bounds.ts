import { gather } from './between.js';
import type { Bounds } from './contract.js';
import type { Originals } from './originals.js';
import type { Placed } from './placing.js';
import type { CheckedTimes } from './times.js';
import { firstWall, lastWall } from './wall.js';
import { zoneSlack } from './zone/zone.js';

export function computeBounds(
  times: CheckedTimes,
  originals: Originals,
  place: (wall: number) => Placed,
): Bounds {
  const [first] = gather(originals, place, { from: firstWall, to: lastWall }, 1, () => true);
  const start = (first as Placed).start * 1_000;
  const { rule } = times;
  if (rule && rule.count === undefined && !rule.until) return { first: start, last: null };

  // The last original need not end last: the clock may have moved one shortly before it further.
  let latest = Number.NEGATIVE_INFINITY;
  let lowest = Number.NEGATIVE_INFINITY;
  originals.backward(lastWall, (wall) => {
    if (lowest === Number.NEGATIVE_INFINITY) lowest = wall - zoneSlack;
    if (wall < lowest) return false;
    latest = Math.max(latest, place(wall).end);
    return true;
  });
  return { first: start, last: latest * 1_000 };
}
