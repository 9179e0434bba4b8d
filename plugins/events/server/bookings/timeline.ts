import { LRUCache } from 'lru-cache';
import type { StoredEvent } from '../contract.js';
import { type Compiled, compile } from '../occurrences/compiled.js';
import { spanOf } from '../occurrences/spans.js';
import { walk } from '../occurrences/walk.js';
import type { SeriesTimes } from '../recurrence/contract.js';
import { limits } from '../recurrence/limits.js';
import type { Span } from './spans.js';

/** What of an event says when it takes place. */
export type TimedEvent = SeriesTimes & Pick<StoredEvent, 'overrides'>;

/** An occurrence, by the original start that names it. */
export interface Taking extends Span {
  readonly original: string;
}

/** When an event takes place, its moved and cancelled instances seen to. */
export interface Timeline {
  /** First start and last end; the end of an endless series is Infinity. */
  readonly first: number;
  readonly last: number;
  /** Occurrences that overlap [from, to) and have a length, in order of start; `to` may lie as far away as one likes. */
  walk(from: number, to: number): Generator<Taking>;
}

const windowMs = limits.windowDays * 86_400_000;

/** Of an event whose times are no longer valid, because its zone left the runtime's data: it takes place nowhere. */
const nowhere: Timeline = {
  first: Number.POSITIVE_INFINITY,
  last: Number.NEGATIVE_INFINITY,
  *walk() {},
};

/** About 3 KB each. By their content, because a version that is rolled back may come again with another one. */
const kept = new LRUCache<string, Timeline>({ max: 2_000 });
/** Long lists of exceptions would crowd out what is asked for more often. */
const longestKey = 1_000;

export function timelineOf(event: TimedEvent): Timeline {
  const { start, end, timeZone, endTimeZone, allDay, rrule, rdate, exdate, overrides } = event;
  const key = JSON.stringify([start, end, timeZone, endTimeZone, allDay, rrule, rdate, exdate, overrides]);
  const known = kept.get(key);
  if (known) return known;
  const timeline = createTimeline(event);
  if (key.length <= longestKey) kept.set(key, timeline);
  return timeline;
}

function createTimeline(event: TimedEvent): Timeline {
  const compiled = compile(event);
  if (!compiled) return nowhere;
  const span = spanOf(event, compiled.series);
  const [first, last] = [span.first, span.last ?? Number.POSITIVE_INFINITY];
  return {
    first,
    last,
    walk: (from, to) => takings(compiled, Math.max(from, first), Math.min(to, last)),
  };
}

/** One window of the expander after the other. */
function* takings(compiled: Compiled, from: number, to: number): Generator<Taking> {
  for (let start = from; start < to; start += windowMs) {
    const window = { from: start, to: Math.min(start + windowMs, to) };
    const next = walk(compiled, window, limits.instances);
    for (let placed = next(); placed; placed = next()) {
      // What began before this window was part of the one before it.
      if (start > from && placed.start < start) continue;
      if (placed.start < placed.end) yield placed;
    }
  }
}
