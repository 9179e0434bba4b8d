import type { Rule } from '../contract.js';
import { formatRule } from '../rule/format.js';

/** A few hundred kilobytes. */
const endsKept = 2_000;
const ends = new Map<string, number>();

/**
 * Where a COUNT ends is the one thing that needs a walk from the start, up to ten milliseconds for a sparse rule. It
 * depends on the rule and the start alone, so that reading a room full of such events again costs nothing.
 */
export function rememberedEnd(rule: Rule, start: number, compute: () => number): number {
  const key = `${start} ${formatRule(rule)}`;
  let end = ends.get(key);
  if (end === undefined) {
    end = compute();
    ends.set(key, end);
    const oldest = ends.keys().next().value;
    if (ends.size > endsKept && oldest !== undefined) ends.delete(oldest);
  }
  return end;
}
