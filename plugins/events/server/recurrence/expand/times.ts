import type { Rule } from '../contract.js';

/** Every sum of the two, in order when they are. Loops, because this is half of what making a series costs. */
export function sums(coarse: readonly number[], unit: number, fine: readonly number[]): number[] {
  const all: number[] = [];
  for (const large of coarse) for (const small of fine) all.push(large * unit + small);
  return all;
}

/** Seconds into the hour of every minute and second of a completed rule. */
export const timesOfHour = (rule: Rule): number[] => sums(rule.minutes, 60, rule.seconds);

/** Seconds into the day; not for hourly rules. */
export const timesOfDay = (rule: Rule): number[] => sums(rule.hours, 3_600, timesOfHour(rule));

/**
 * The indexes that BYSETPOS takes out of a set of a size, in order; undefined when the rule takes all. By index, so that
 * a year of days times 48 is never laid out to take one of them.
 */
export function chosen(positions: readonly number[], size: number): number[] | undefined {
  if (positions.length === 0) return undefined;
  const indexes = new Set<number>();
  for (const position of positions) {
    const index = position > 0 ? position - 1 : size + position;
    if (index >= 0 && index < size) indexes.add(index);
  }
  return [...indexes].sort((a, b) => a - b);
}

export const choose = (positions: readonly number[], set: readonly number[]): readonly number[] =>
  chosen(positions, set.length)?.map((index) => set[index] as number) ?? set;
