import { bookingBounds, type Reach } from './reach.js';
import { pairs, type Span } from './spans.js';
import type { Taking, Timeline } from './timeline.js';

/** One's own occurrence and one of another event that overlaps it. */
export type Clash = readonly [own: Taking, other: Taking];

/** Instances that a search may still expand. */
export interface Budget {
  left: number;
}

/** Stretches between which nothing has to be expanded, because one's own next occurrence is far. */
const gapMs = 14 * 86_400_000;

/**
 * Overlaps of what is compared with those occurrences of another event that start at `from` or later. Where one's own
 * list ends, an event that ends is followed further, occurrence by occurrence; two endless ones are compared no further.
 */
export function* clashesOf(own: Reach, other: Timeline, from: number, budget: Budget): Generator<Clash> {
  for (const stretch of stretches(own.takings, other)) {
    const walk = counted(other.walk(stretch.start, stretch.end), from, budget);
    yield* pairs(stretch.takings, walk);
    if (budget.left <= 0) return;
  }
  if (own.until === Number.POSITIVE_INFINITY || other.last === Number.POSITIVE_INFINITY) return;
  let far = 0;
  for (const taking of counted(other.walk(own.until, other.last), Math.max(from, own.until), budget)) {
    far += 1;
    if (far > bookingBounds.farBookings) return;
    yield* clashesWith(own, taking);
  }
}

/** Overlaps beyond the list of one's own occurrences. */
export function* clashesWith<T extends Span>(own: Reach, other: T): Generator<[Taking, T]> {
  for (const taking of own.timeline.walk(other.start, other.end))
    if (taking.start >= own.until) yield [taking, other];
}

/** Overlaps among the occurrences of one event, each as the later one that finds the resource taken. */
export function* ownClashes(takings: readonly Taking[]): Generator<Clash> {
  let longest: Taking | undefined;
  for (const taking of takings) {
    if (longest && taking.start < longest.end) yield [taking, longest];
    if (!longest || taking.end > longest.end) longest = taking;
  }
}

/** Runs of one's own occurrences that lie close together, as far as the other event lasts. */
function* stretches(
  takings: readonly Taking[],
  { first, last }: Timeline,
): Generator<Span & { takings: Taking[] }> {
  let run: Taking[] = [];
  let end = 0;
  for (const taking of takings) {
    if (taking.end <= first) continue;
    if (taking.start >= last) break;
    const [begin] = run;
    if (begin && taking.start > end + gapMs) {
      yield { start: begin.start, end, takings: run };
      run = [];
      end = 0;
    }
    run.push(taking);
    end = Math.max(end, taking.end);
  }
  const [begin] = run;
  if (begin) yield { start: begin.start, end, takings: run };
}

function* counted(walk: Iterable<Taking>, from: number, budget: Budget): Generator<Taking> {
  for (const taking of walk) {
    if (budget.left <= 0) return;
    budget.left -= 1;
    if (taking.start >= from) yield taking;
  }
}
