import { modulo, weekdayOf } from '../civil.js';
import type { Rule } from '../contract.js';
import { dayOf, daySeconds } from '../wall.js';
import type { Blocks } from './blocks.js';
import { choose, sums, timesOfDay } from './times.js';

/** Blocks that are all alike, as of most rules people make ("every second week on Monday and Friday"). */
export interface EvenBlocks extends Blocks {
  /** The wall time of the nth instance from the start of the series on; n counts from 0. */
  nth(n: number): number | undefined;
  /** How many instances there are from the start up to, but not at, a wall time. */
  countBefore(wall: number): number;
}

/** undefined when days of the rule are taken away by their month or, in daily rules, by their weekday. */
export function createEvenBlocks(rule: Rule, start: number): EvenBlocks | undefined {
  const daily = rule.frequency === 'DAILY';
  if ((!daily && rule.frequency !== 'WEEKLY') || rule.months.length > 0) return undefined;
  if (daily && rule.weekdays.length + rule.monthDays.length > 0) return undefined;

  const startDay = dayOf(start);
  const origin = daily ? startDay : startDay - modulo(weekdayOf(startDay) - rule.weekStart, 7);
  const days = (daily ? 1 : 7) * rule.interval;
  const offsets = daily
    ? [0]
    : rule.weekdays.map(({ day }) => modulo(day - rule.weekStart, 7)).sort((a, b) => a - b);
  const pattern = choose(rule.positions, sums(offsets, daySeconds, timesOfDay(rule)));
  const wallOf = (block: number) => (origin + block * days) * daySeconds;
  const inFirst = (wall: number) => pattern.filter((offset) => wallOf(0) + offset < wall).length;
  const skipped = inFirst(start);

  return {
    at: (day) => Math.max(0, Math.ceil((day - (daily ? 0 : 6) - origin) / days)),
    firstDay: (block) => origin + block * days,
    fill(block, into, budget) {
      budget.spend(pattern.length + 1);
      const first = wallOf(block);
      for (const offset of pattern) into.push(first + offset);
    },
    nth(n) {
      if (pattern.length === 0) return undefined;
      const index = n + skipped;
      return wallOf(Math.floor(index / pattern.length)) + (pattern[index % pattern.length] as number);
    },
    countBefore(wall) {
      if (wall <= start) return 0;
      const block = Math.floor((dayOf(wall) - origin) / days);
      const within = pattern.filter((offset) => wallOf(block) + offset < wall).length;
      return block * pattern.length + within - skipped;
    },
  };
}
