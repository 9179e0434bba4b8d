import type { Rule } from '../contract.js';
import { dayOf, daySeconds, firstWall, lastWall } from '../wall.js';
import type { Zone } from '../zone/zone.js';
import { createBlocks } from './blocks.js';
import type { Budget } from './budget.js';
import { complete } from './complete.js';
import { rememberedEnd } from './counted.js';
import { createEnd } from './end.js';
import { createEvenBlocks } from './even.js';

/** Return false to stop. */
export type Visit = (wall: number) => boolean;

/** The wall times a rule gives, from the start of the series to its COUNT, its UNTIL or the end of the years. */
export interface Expansion {
  /** From one wall time up to and with another, in order. */
  forward(from: number, to: number, visit: Visit, budget: Budget): void;
  /** From one wall time, itself included, down to the start. */
  backward(from: number, visit: Visit, budget: Budget): void;
  includes(wall: number, budget: Budget): boolean;
  countBefore(wall: number, budget: Budget): number;
}

export function createExpansion(rule: Rule, start: number, zone: Zone): Expansion {
  const completed = complete(rule, start);
  const even = createEvenBlocks(completed, start);
  const blocks = even ?? createBlocks(completed, start);
  const end = createEnd(rule, zone);

  function walk(from: number, to: number, visit: Visit, budget: Budget): void {
    const low = Math.max(from, start);
    const high = Math.min(to, lastWall);
    if (low > high) return;
    const walls: number[] = [];
    for (let block = blocks.at(dayOf(low)); blocks.firstDay(block) * daySeconds <= high; block += 1) {
      walls.length = 0;
      blocks.fill(block, walls, budget);
      for (const wall of walls) {
        if (wall > high) return;
        if (wall >= low && !visit(wall)) return;
      }
    }
  }

  /** COUNT becomes a wall time once, after which nothing has to be counted again. */
  let counted: number | undefined;
  function countEnd(count: number, budget: Budget): number {
    counted ??= even ? even.nth(count - 1) : rememberedEnd(rule, start, () => lastCounted(count, budget));
    return counted ?? firstWall - 1;
  }

  function lastCounted(count: number, budget: Budget): number {
    let left = count;
    let last = firstWall - 1;
    const visit = (wall: number) => {
      last = wall;
      left -= 1;
      return left > 0;
    };
    walk(start, lastWall, visit, budget);
    return last;
  }

  const highest = (to: number, budget: Budget) =>
    Math.min(to, end.latest, rule.count === undefined ? lastWall : countEnd(rule.count, budget));

  const expansion: Expansion = {
    forward(from, to, visit, budget) {
      walk(from, highest(to, budget), (wall) => !end.admits(wall) || visit(wall), budget);
    },
    backward(from, visit, budget) {
      const high = highest(from, budget);
      if (high < start) return;
      const walls: number[] = [];
      for (let block = blocks.at(dayOf(high)); block >= 0; block -= 1) {
        walls.length = 0;
        blocks.fill(block, walls, budget);
        for (let i = walls.length - 1; i >= 0; i -= 1) {
          const wall = walls[i] as number;
          if (wall < start) return;
          if (wall <= high && end.admits(wall) && !visit(wall)) return;
        }
      }
    },
    includes(wall, budget) {
      let found = false;
      expansion.forward(
        wall,
        wall,
        () => {
          found = true;
          return false;
        },
        budget,
      );
      return found;
    },
    countBefore(wall, budget) {
      if (even && rule.count !== undefined) return Math.min(rule.count, even.countBefore(wall));
      let count = 0;
      expansion.forward(
        start,
        wall - 1,
        () => {
          count += 1;
          return true;
        },
        budget,
      );
      return count;
    },
  };
  return expansion;
}
