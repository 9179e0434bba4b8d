import type { Instance } from './contract.js';
import type { CheckedTimes } from './times.js';
import { formatWall } from './wall.js';

/** An original start put on the time line: seconds UTC. */
export interface Placed {
  readonly wall: number;
  readonly start: number;
  readonly end: number;
  /** The clock skips this time, so that later wall times may start earlier. */
  readonly skipped: boolean;
}

export function createPlacing({ allDay, zone, length }: CheckedTimes): (wall: number) => Placed {
  if (allDay) {
    return (wall) => ({
      wall,
      start: zone.dayStart(wall),
      end: zone.dayStart(wall + length),
      skipped: false,
    });
  }
  return (wall) => {
    const start = zone.instant(wall);
    return { wall, start, end: start + length, skipped: zone.wall(start) !== wall };
  };
}

export const comesBefore = (a: Placed, b: Placed) =>
  a.start < b.start || (a.start === b.start && a.wall < b.wall);

export const instanceOf = ({ wall, start, end }: Placed, allDay: boolean): Instance => ({
  original: formatWall(wall, allDay),
  start: start * 1_000,
  end: end * 1_000,
});
