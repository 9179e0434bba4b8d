import type { Rule } from '../contract.js';

/** Seconds into the hour of every minute and second of a completed rule. */
export const timesOfHour = (rule: Rule): number[] =>
  rule.minutes.flatMap((minute) => rule.seconds.map((second) => minute * 60 + second));

/** Seconds into the day; not for hourly rules. */
export const timesOfDay = (rule: Rule): number[] => {
  const times = timesOfHour(rule);
  return rule.hours.flatMap((hour) => times.map((time) => hour * 3_600 + time));
};

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

export const choose = (positions: readonly number[], set: readonly number[]): number[] =>
  chosen(positions, set.length)?.map((index) => set[index] as number) ?? [...set];
