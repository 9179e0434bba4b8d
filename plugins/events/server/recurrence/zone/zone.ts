import { createOffsetAt, type Offsets, readOffsets, stretchSeconds } from './transitions.js';

/**
 * A wall time and the reading of the clock at its instant differ by what a change skips or repeats: at most the day that
 * Samoa and Kwajalein left out, here with two hours to spare.
 */
export const zoneSlack = 26 * 3_600;

/** Wall seconds to instants and back, in seconds. */
export interface Zone {
  readonly name: string;
  /**
   * The instant of a wall time. A time that the clock skips is moved by what it skips (the offset before the change
   * applies); of a time that comes twice the first is meant.
   */
  instant(wall: number): number;
  /** The first instant of the day that begins at this wall time, also where the clock skips midnight. */
  dayStart(midnight: number): number;
  wall(instant: number): number;
}

export function createZone(name: string): Zone {
  const stretches = new Map<number, Offsets>();

  function offsetsAt(seconds: number): Offsets {
    const stretch = Math.floor(seconds / stretchSeconds);
    let offsets = stretches.get(stretch);
    if (!offsets) {
      // The clock is let go of: it holds some 50 kB, the table it gave a few hundred bytes.
      offsets = readOffsets(stretch, createOffsetAt(name));
      stretches.set(stretch, offsets);
    }
    return offsets;
  }

  return {
    name,
    instant(wall) {
      const { initial, changes } = offsetsAt(wall);
      let offset = initial;
      for (const change of changes) {
        // Whichever way the clock moves, the old offset holds up to the later of the two readings at the change.
        if (wall < change.at + Math.max(offset, change.offset)) break;
        offset = change.offset;
      }
      return wall - offset;
    },
    dayStart(midnight) {
      const { initial, changes } = offsetsAt(midnight);
      let offset = initial;
      for (const change of changes) {
        if (midnight < change.at + offset) break;
        if (midnight < change.at + change.offset) return change.at;
        offset = change.offset;
      }
      return midnight - offset;
    },
    wall(instant) {
      const { initial, changes } = offsetsAt(instant);
      let offset = initial;
      for (const change of changes) {
        if (instant < change.at) break;
        offset = change.offset;
      }
      return instant + offset;
    },
  };
}
