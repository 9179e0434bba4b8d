import type { Override, StoredEvent } from '../contract.js';
import { movedTimes } from '../occurrences/spans.js';
import type { Series, SeriesTimes } from '../recurrence/contract.js';
import { RecurrenceError } from '../recurrence/error.js';
import { limits } from '../recurrence/limits.js';
import { createSeries } from '../recurrence/series.js';
import type { Span } from './spans.js';

/** What of an event says when it takes place. */
export type TimedEvent = Pick<StoredEvent, keyof SeriesTimes | 'id' | 'overrides'>;

/** An occurrence, by the original start that names it. */
export interface Taking extends Span {
  readonly original: string;
}

/** When an event takes place, its moved and cancelled instances seen to. */
export interface Timeline {
  /** First start and last end; the end of an endless series is Infinity. */
  readonly first: number;
  readonly last: number;
  /** The series as it is without moved and cancelled instances. */
  readonly series: Series;
  /**
   * Occurrences that overlap [from, to) and have a length, in order of start, expanded as they are asked for. The series
   * is asked for 366 days and 1,000 instances at a time, its limits; `to` may lie as far away as one likes.
   */
  walk(from: number, to: number): Generator<Taking>;
}

const windowMs = limits.windowDays * 86_400_000;

/** Null when the times of a stored event are no longer valid, because its zone left the runtime's data. */
export function timelineOf(event: TimedEvent): Timeline | null {
  try {
    return createTimeline(event);
  } catch (error) {
    if (error instanceof RecurrenceError || error instanceof RangeError) return null;
    throw error;
  }
}

export function createTimeline(event: TimedEvent): Timeline {
  const series = createSeries(event);
  const overridden = new Set(event.overrides.map(({ original }) => original));
  const moved = event.overrides
    .filter(({ cancelled }) => !cancelled)
    .map((override) => placed(event, series, override))
    .filter((taking) => taking !== null)
    .sort((a, b) => a.start - b.start);
  const { bounds } = series;

  function* regular(from: number, to: number): Generator<Taking> {
    for (let start = from; start < to; start += windowMs) {
      const end = Math.min(start + windowMs, to);
      let after: string | undefined;
      do {
        const { instances, truncated } = series.between(start, end, after === undefined ? {} : { after });
        for (const instance of instances) {
          // What began before this window was part of the one before it.
          if (start > from && instance.start < start) continue;
          if (instance.start < instance.end && !overridden.has(instance.original)) yield instance;
        }
        after = truncated ? instances.at(-1)?.original : undefined;
      } while (after !== undefined);
    }
  }

  return {
    first: moved.reduce((least, { start }) => Math.min(least, start), bounds.first),
    last: moved.reduce((most, { end }) => Math.max(most, end), bounds.last ?? Number.POSITIVE_INFINITY),
    series,
    *walk(from, to) {
      const low = Math.max(from, bounds.first);
      const high = bounds.last === null ? to : Math.min(to, bounds.last);
      yield* inOrder(
        low < high ? regular(low, high) : [],
        moved.filter(({ start, end }) => start < to && end > from && start < end),
      );
    },
  };
}

function placed(event: TimedEvent, series: Series, override: Override): Taking | null {
  const times = movedTimes(event, override) ?? series.instanceOf(override.original);
  return times && { original: override.original, start: times.start, end: times.end };
}

function* inOrder(many: Iterable<Taking>, few: readonly Taking[]): Generator<Taking> {
  let at = 0;
  for (const taking of many) {
    for (let next = few[at]; next && next.start <= taking.start; next = few[at]) {
      yield next;
      at += 1;
    }
    yield taking;
  }
  yield* few.slice(at);
}
