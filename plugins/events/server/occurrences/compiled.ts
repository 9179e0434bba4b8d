import { LRUCache } from 'lru-cache';
import type { Override, StoredEvent } from '../contract.js';
import type { Series, SeriesTimes } from '../recurrence/contract.js';
import { RecurrenceError } from '../recurrence/error.js';
import { createSeries } from '../recurrence/series.js';
import { movedTimes } from './spans.js';

/** What of an event says when it takes place. */
export type TimedEvent = SeriesTimes & Pick<StoredEvent, 'id' | 'version' | 'overrides'>;

/** An instance at its own times. Milliseconds UTC; all-day: midnights of the event's zone. */
export interface Placed {
  /** Its name in the series. */
  original: string;
  start: number;
  end: number;
  /** Where the series has it, when that is somewhere else. */
  from?: number;
  override?: Override;
}

/** An event ready to be expanded. */
export interface Compiled {
  series: Series;
  overrides: ReadonlyMap<string, Override>;
  /** Instances with times of their own, in order of start. */
  moved: readonly Placed[];
}

const none: ReadonlyMap<string, Override> = new Map();

/** Null when its times are no longer valid: its zone left the data of the runtime. */
export function compile(event: Omit<TimedEvent, 'id' | 'version'>, known?: Series): Compiled | null {
  try {
    const series = known ?? createSeries(event);
    const moved: Placed[] = [];
    for (const override of event.overrides) {
      const times = movedTimes(event, override);
      const instance = times && series.instanceOf(override.original);
      if (!times || !instance) continue;
      moved.push({ original: override.original, from: instance.start, ...times, override });
    }
    moved.sort((a, b) => a.start - b.start || (a.original < b.original ? -1 : 1));
    return {
      series,
      overrides:
        event.overrides.length === 0
          ? none
          : new Map(event.overrides.map((override) => [override.original, override])),
      moved,
    };
  } catch (error) {
    if (error instanceof RecurrenceError || error instanceof RangeError) return null;
    throw error;
  }
}

/** Plain events that are kept; each of the exceptions of a series weighs a twentieth of one. About 3 KB each. */
const maxWeight = 20_000;

/** Something made of an event, kept for as long as the event has that version. */
export function createPerVersion<T extends object>() {
  const kept = new LRUCache<string, { version: number; value: T }>({
    maxSize: maxWeight,
    sizeCalculation: () => 1,
  });
  return {
    get(id: string, version: number): T | undefined {
      const found = kept.get(id);
      return found?.version === version ? found.value : undefined;
    },
    /** Of committed versions alone: what is rolled back would be found under the number of another one. */
    set(event: TimedEvent, value: T): void {
      const exceptions = event.rdate.length + event.exdate.length + event.overrides.length;
      kept.set(event.id, { version: event.version, value }, { size: 1 + Math.floor(exceptions / 20) });
    },
  };
}

export type PerVersion<T extends object> = ReturnType<typeof createPerVersion<T>>;
