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

/**
 * Instances that overlap [from, to) in order of start, then original, with what was changed on single ones: those that
 * were moved appear where they are now, and not where they were. The series is asked for `chunk` instances at a time.
 */
export function* walk(compiled: Compiled, asked: Walk, chunk: number): Generator<Placed> {
  const moved = movedWithin(compiled.moved, asked);
  let next = moved.next();
  for (const instance of instances(compiled, asked, chunk)) {
    const override = compiled.overrides.get(instance.original);
    if (override && ((override.cancelled && !asked.cancelled) || isMoved(override))) continue;
    const placed = {
      original: instance.original,
      originalInstant: instance.start,
      start: instance.start,
      end: instance.end,
      override,
    };
    while (!next.done && comesBefore(next.value, placed)) {
      yield next.value;
      next = moved.next();
    }
    yield placed;
  }
  while (!next.done) {
    yield next.value;
    next = moved.next();
  }
}

function* movedWithin(
  moved: readonly Placed[],
  { from, to, since = from, cancelled }: Walk,
): Generator<Placed> {
  for (const placed of moved) {
    if (placed.start >= to) return;
    const overlaps = placed.end > from || placed.start >= from;
    if (!overlaps || (since > from && placed.start < since)) continue;
    if (cancelled || !placed.override?.cancelled) yield placed;
  }
}

function* instances(
  { series }: Compiled,
  { from, to, since = from }: Walk,
  chunk: number,
): Generator<Instance> {
  let after: string | undefined;
  if (since > from) {
    const first = series.next(since);
    if (!first || first.start >= to) return;
    yield first;
    after = first.original;
  }
  for (let limit = chunk; ; limit *= 4) {
    const page = series.between(from, to, { limit, ...(after === undefined ? {} : { after }) });
    yield* page.instances;
    const last = page.instances.at(-1);
    if (!page.truncated || !last) return;
    after = last.original;
  }
}

export const comesBefore = (a: Placed, b: Placed): boolean =>
  a.start < b.start || (a.start === b.start && a.original < b.original);
