import type { Instance } from '../recurrence/contract.js';
import type { Compiled, Placed } from './compiled.js';
import { isMoved } from './spans.js';

export interface Walk {
  /** Milliseconds UTC; at most 366 days. */
  from: number;
  to: number;
  /** Leaves out what starts before this. */
  since?: number | undefined;
  /** Cancelled instances too. */
  cancelled?: boolean | undefined;
}

/** Gives the next one each time it is called. */
export type Next<T> = () => T | undefined;

/**
 * Instances that overlap [from, to) in order of start, then original, with what was changed on single ones: those that
 * were moved appear where they are now, and not where they were. The series is asked for `chunk` instances at a time.
 * Plain functions instead of generators: windows of thousands of instances spent half of their time on the latter.
 */
export function walk(compiled: Compiled, asked: Walk, chunk: number): Next<Placed> {
  const plain = instances(compiled, asked, chunk);
  if (compiled.overrides.size === 0) return plain;
  const usual = changed(compiled, asked, plain);
  const moved = movedWithin(compiled.moved, asked);
  let left = usual();
  let right = moved();
  return () => {
    if (left && (!right || comesBefore(left, right))) {
      const found = left;
      left = usual();
      return found;
    }
    const found = right;
    if (found) right = moved();
    return found;
  };
}

function changed({ overrides }: Compiled, asked: Walk, plain: Next<Placed>): Next<Placed> {
  return () => {
    for (let placed = plain(); placed; placed = plain()) {
      const override = overrides.get(placed.original);
      if (!override) return placed;
      if (isMoved(override) || (override.cancelled && !asked.cancelled)) continue;
      return { ...placed, override };
    }
    return undefined;
  };
}

function movedWithin(moved: readonly Placed[], { from, to, since = from, cancelled }: Walk): Next<Placed> {
  let at = 0;
  return () => {
    for (;;) {
      const placed = moved[at];
      if (!placed || placed.start >= to) return undefined;
      at += 1;
      const overlaps = placed.end > from || placed.start >= from;
      if (!overlaps || (since > from && placed.start < since)) continue;
      if (cancelled || !placed.override?.cancelled) return placed;
    }
  };
}

function instances({ series }: Compiled, { from, to, since = from }: Walk, chunk: number): Next<Instance> {
  let found: readonly Instance[] = [];
  let at = 0;
  let limit = chunk;
  let after: string | undefined;
  let isMore = true;
  if (since > from) {
    const first = series.next(since);
    if (!first || first.start >= to) return () => undefined;
    found = [first];
    after = first.original;
  }
  return () => {
    if (at < found.length) return found[at++];
    if (!isMore) return undefined;
    const page = series.between(from, to, after === undefined ? { limit } : { limit, after });
    found = page.instances;
    isMore = page.truncated;
    after = found.at(-1)?.original;
    limit *= 4;
    at = 1;
    return found[0];
  };
}

export const comesBefore = (a: Placed, b: Placed): boolean =>
  a.start < b.start || (a.start === b.start && a.original < b.original);
