/** A half-open stretch of time, [start, end), in milliseconds UTC. One without length overlaps nothing. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Back to back is no overlap. */
export const overlaps = (a: Span, b: Span) =>
  a.start < b.end && b.start < a.end && a.start < a.end && b.start < b.end;

/** As few stretches as cover the same time, in order. */
export function merge(spans: readonly Span[]): Span[] {
  const sorted = spans.filter(({ start, end }) => start < end).sort((a, b) => a.start - b.start);
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of sorted) {
    const last = merged.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}

/** Index of the first of merged stretches that ends after an instant; their number when there is none. */
export function firstEndingAfter(merged: readonly Span[], instant: number): number {
  let low = 0;
  let high = merged.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((merged[middle] as Span).end > instant) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The first of merged stretches that overlaps [start, end). */
export function firstOverlap(merged: readonly Span[], span: Span): Span | undefined {
  const found = merged[firstEndingAfter(merged, span.start)];
  return found && overlaps(found, span) ? found : undefined;
}

/**
 * Every pair that overlaps, of two lists in order of start. What has ended before the present start of either list is
 * dropped on the way, so that lists without overlaps among themselves cost their length.
 */
export function* pairs<A extends Span, B extends Span>(
  own: Iterable<A>,
  others: Iterable<B>,
): Generator<[A, B]> {
  const left = own[Symbol.iterator]();
  const right = others[Symbol.iterator]();
  let a = left.next();
  let b = right.next();
  let openA: A[] = [];
  let openB: B[] = [];
  while (!a.done || !b.done) {
    if (!a.done && (b.done || a.value.start <= b.value.start)) {
      const next: A = a.value;
      openB = openB.filter(({ end }) => end > next.start);
      if (b.done && openB.length === 0) return;
      for (const other of openB) if (overlaps(next, other)) yield [next, other];
      openA.push(next);
      a = left.next();
    } else if (!b.done) {
      const next: B = b.value;
      openA = openA.filter(({ end }) => end > next.start);
      if (a.done && openA.length === 0) return;
      for (const mine of openA) if (overlaps(mine, next)) yield [mine, next];
      openB.push(next);
      b = right.next();
    }
  }
}
