import { civilFromDays, daysFromCivil, modulo, weekdayOf } from '../civil.js';
import type { Rule } from '../contract.js';
import { dayOf, daySeconds } from '../wall.js';
import type { Budget } from './budget.js';
import { createDayTest } from './matching.js';
import { choose, chosen, timesOfDay, timesOfHour } from './times.js';

/**
 * A rule cut along its intervals: block 0 is the period of the start, block 1 the next that the interval reaches. Blocks
 * follow one another without overlap, so a window is reached by dividing, however far away it is.
 */
export interface Blocks {
  /** The first block, not before 0, that ends on this day or later. */
  at(day: number): number;
  firstDay(block: number): number;
  /** Appends the walls of a block in order, also those before the start of the series. */
  fill(block: number, into: number[], budget: Budget): void;
}

/** `rule` is completed by its start. */
export function createBlocks(rule: Rule, start: number): Blocks {
  switch (rule.frequency) {
    case 'YEARLY':
      return monthBlocks(rule, start, 12);
    case 'MONTHLY':
      return monthBlocks(rule, start, 1);
    case 'WEEKLY':
      return weekBlocks(rule, start);
    case 'DAILY':
      return dayBlocks(rule, start);
    case 'HOURLY':
      return hourBlocks(rule, start);
  }
}

/** Every day with every time of day, or those of them that BYSETPOS takes. */
function createPairing(rule: Rule): (days: readonly number[], into: number[], budget: Budget) => void {
  const times = timesOfDay(rule);
  return (days, into, budget) => {
    const indexes = chosen(rule.positions, days.length * times.length);
    budget.spend(indexes?.length ?? days.length * times.length);
    if (indexes) {
      for (const index of indexes) {
        const day = days[Math.floor(index / times.length)] as number;
        into.push(day * daySeconds + (times[index % times.length] as number));
      }
      return;
    }
    for (const day of days) for (const time of times) into.push(day * daySeconds + time);
  };
}

/** Years are blocks of twelve months: only the months named are gone through. */
function monthBlocks(rule: Rule, start: number, months: 1 | 12): Blocks {
  const matches = createDayTest(rule);
  const pair = createPairing(rule);
  const named = months === 12 && rule.months.length > 0 ? rule.months : undefined;
  const indexOf = (day: number) => {
    const { year, month } = civilFromDays(day);
    return Math.floor((year * 12 + month - 1) / months);
  };
  const origin = indexOf(dayOf(start));
  const dayOfMonth = (index: number) => daysFromCivil(Math.floor(index / 12), modulo(index, 12) + 1, 1);

  function addMonth(index: number, days: number[], budget: Budget): void {
    const next = dayOfMonth(index + 1);
    let day = dayOfMonth(index);
    budget.spend(next - day);
    for (; day < next; day += 1) if (matches(day)) days.push(day);
  }

  return {
    at: (day) => Math.max(0, Math.ceil((indexOf(day) - origin) / rule.interval)),
    firstDay: (block) => dayOfMonth((origin + block * rule.interval) * months),
    fill(block, into, budget) {
      const first = (origin + block * rule.interval) * months;
      const days: number[] = [];
      if (named) for (const month of named) addMonth(first + month - 1, days, budget);
      else for (let month = 0; month < months; month += 1) addMonth(first + month, days, budget);
      pair(days, into, budget);
    },
  };
}

function weekBlocks(rule: Rule, start: number): Blocks {
  const matches = createDayTest(rule);
  const pair = createPairing(rule);
  const firstOf = (day: number) => day - modulo(weekdayOf(day) - rule.weekStart, 7);
  const origin = firstOf(dayOf(start));
  const step = 7 * rule.interval;
  return {
    at: (day) => Math.max(0, Math.ceil((firstOf(day) - origin) / step)),
    firstDay: (block) => origin + block * step,
    fill(block, into, budget) {
      const first = origin + block * step;
      const days: number[] = [];
      budget.spend(7);
      for (let day = first; day < first + 7; day += 1) if (matches(day)) days.push(day);
      pair(days, into, budget);
    },
  };
}

function dayBlocks(rule: Rule, start: number): Blocks {
  const matches = createDayTest(rule);
  const times = choose(rule.positions, timesOfDay(rule));
  const origin = dayOf(start);
  const firstDay = (block: number) => origin + block * rule.interval;
  return {
    at: (day) => Math.max(0, Math.ceil((day - origin) / rule.interval)),
    firstDay,
    fill(block, into, budget) {
      const day = firstDay(block);
      budget.spend(1);
      if (!matches(day)) return;
      budget.spend(times.length);
      for (const time of times) into.push(day * daySeconds + time);
    },
  };
}

/** Blocks are days here too: the hours of a day follow from its distance to the start by the interval's remainder. */
function hourBlocks(rule: Rule, start: number): Blocks {
  const matches = createDayTest(rule);
  const times = choose(rule.positions, timesOfHour(rule));
  const hours = new Set(rule.hours);
  const origin = dayOf(start);
  const originHour = Math.floor(start / 3_600);
  return {
    at: (day) => Math.max(0, day - origin),
    firstDay: (block) => origin + block,
    fill(block, into, budget) {
      const day = origin + block;
      budget.spend(1);
      let hour = modulo(originHour - day * 24, rule.interval);
      if (hour > 23 || !matches(day)) return;
      for (; hour < 24; hour += rule.interval) {
        if (hours.size > 0 && !hours.has(hour)) continue;
        budget.spend(times.length);
        for (const time of times) into.push((day * 24 + hour) * 3_600 + time);
      }
    },
  };
}
