import type { Instance, Series, WindowOptions } from './contract.js';
import { invalid, tooCostly } from './error.js';
import { limits } from './limits.js';
import type { Originals } from './originals.js';
import { comesBefore, instanceOf, type Placed } from './placing.js';
import type { CheckedTimes } from './times.js';
import { daySeconds, firstWall, lastWall, parseWall } from './wall.js';
import { zoneSlack } from './zone/zone.js';

type Place = (wall: number) => Placed;

/** No instance starts outside of these, and no zone has to be asked about times beyond them. */
const withinYears = (seconds: number) =>
  Math.min(Math.max(seconds, firstWall - 2 * daySeconds), lastWall + 2 * daySeconds);

/** Adds in order of start. Out of order come only instances that a clock change moved, by a few places. */
function insert(list: Placed[], item: Placed): void {
  let at = list.length;
  while (at > 0 && comesBefore(item, list[at - 1] as Placed)) at -= 1;
  if (at === list.length) list.push(item);
  else list.splice(at, 0, item);
}

/**
 * The first `limit` placed originals that `wanted` takes, from a wall time on. Once there are enough, the walk goes on
 * until one that the clock does not skip, because only behind a skipped time an earlier start can follow.
 */
export function gather(
  originals: Originals,
  place: Place,
  range: { from: number; to: number },
  limit: number,
  wanted: (item: Placed) => boolean,
): Placed[] {
  const found: Placed[] = [];
  originals.forward(range.from, range.to, (wall) => {
    const item = place(wall);
    if (wanted(item)) insert(found, item);
    return found.length < limit || item.skipped;
  });
  return found.length > limit ? found.slice(0, limit) : found;
}

export function createBetween(times: CheckedTimes, originals: Originals, place: Place): Series['between'] {
  const { zone, allDay, length } = times;
  const longest = allDay ? length + zoneSlack : length;

  function cursor(after: string): Placed {
    const wall = parseWall(after, allDay);
    if (wall === undefined) throw invalid('after', 'must be the original start of an instance');
    return place(wall);
  }

  return (
    from: number,
    to: number,
    options: WindowOptions = {},
  ): { instances: Instance[]; truncated: boolean } => {
    if (!Number.isFinite(from) || !Number.isFinite(to))
      throw invalid('window', 'must lie between two instants');
    if (to - from > limits.windowDays * daySeconds * 1_000) {
      throw tooCostly('window', `must not be longer than ${limits.windowDays} days`);
    }
    const limit = Math.min(Math.max(Math.trunc(options.limit || limits.instances), 1), limits.instances);
    const last = options.after === undefined ? undefined : cursor(options.after);
    const lowest = zone.wall(withinYears(Math.floor(from / 1_000) - longest)) - zoneSlack;
    const range = {
      from: last ? Math.max(lowest, last.wall - zoneSlack) : lowest,
      to: zone.wall(withinYears(Math.ceil(to / 1_000))) + zoneSlack,
    };
    const found = gather(originals, place, range, limit + 1, (item) => {
      const start = item.start * 1_000;
      const overlaps = start < to && (item.end * 1_000 > from || start >= from);
      return overlaps && (!last || comesBefore(last, item));
    });
    const truncated = found.length > limit;
    if (truncated) found.pop();
    return { instances: found.map((item) => instanceOf(item, allDay)), truncated };
  };
}
