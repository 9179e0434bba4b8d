export type Frequency = 'YEARLY' | 'MONTHLY' | 'WEEKLY' | 'DAILY' | 'HOURLY';

/** Days of the week count from Monday: 0 is MO, 6 is SU. */
export interface WeekdayOrdinal {
  readonly day: number;
  /** 0 for every such day; 2 for the second, -1 for the last of the month or year. */
  readonly nth: number;
}

/** The end of a rule as it was written; the form decides how it is compared. */
export interface Until {
  /** `date`: whole days; `local`: wall time of the series' zone; `utc`: an instant. */
  readonly form: 'date' | 'local' | 'utc';
  /** `2026-11-24` or `2026-11-24T14:00:00`. */
  readonly value: string;
}

/** A rule that was checked: every list sorted and without repeats, empty when the part is absent. */
export interface Rule {
  readonly frequency: Frequency;
  /** 1 to 1,000. */
  readonly interval: number;
  /** 1 to 10,000, counted before exceptions are taken away. */
  readonly count?: number;
  readonly until?: Until;
  /** First day of the week, 0 (Monday) unless the rule says another. */
  readonly weekStart: number;
  readonly seconds: readonly number[];
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly weekdays: readonly WeekdayOrdinal[];
  readonly monthDays: readonly number[];
  readonly yearDays: readonly number[];
  readonly weeks: readonly number[];
  readonly months: readonly number[];
  readonly positions: readonly number[];
}

/**
 * When an event takes place, as people write it. Times are wall times (`2026-11-24T14:00:00`) in `timeZone`, `end` in
 * `endTimeZone` when that is given; of an all-day event they are dates (`2026-11-24`) and the end is the day after the last.
 */
export interface SeriesTimes {
  readonly start: string;
  readonly end: string;
  /** IANA name; offsets such as `+02:00` are refused. */
  readonly timeZone: string;
  readonly endTimeZone?: string;
  readonly allDay: boolean;
  /** RFC 5545 value, at most 512 characters. */
  readonly rrule?: string;
  /** Further starts, in `timeZone`; with `exdate` at most 1,000. */
  readonly rdate: readonly string[];
  /** Starts that do not take place, in `timeZone`. */
  readonly exdate: readonly string[];
}

export interface Instance {
  /** The start as the rule gives it, in `timeZone`: the key of the instance, also where the clock skips that time. */
  readonly original: string;
  /** Milliseconds since 1970 UTC. Of an all-day event the first instant of the day in `timeZone`. */
  readonly start: number;
  readonly end: number;
}

export interface Bounds {
  /** Earliest start, milliseconds UTC. */
  readonly first: number;
  /** Latest end, milliseconds UTC; null when the rule has neither COUNT nor UNTIL. */
  readonly last: number | null;
}

export interface WindowOptions {
  /** 1 to 1,000 (default 1,000). */
  readonly limit?: number;
  /** `original` of the last instance of the page before. */
  readonly after?: string;
}

export interface Series {
  readonly rule: Rule | null;
  /** Canonical text: upper case, parts in one order, defaults left out, no `RRULE:` in front. */
  readonly rrule: string | undefined;
  /** Exact, exceptions included: what range queries index. */
  readonly bounds: Bounds;
  /**
   * Instances that overlap [from, to), ordered by start, then original. An instance without length belongs to the
   * window it starts in. Windows are at most 366 days; the work depends on the window, not on its distance from the start.
   */
  between(from: number, to: number, options?: WindowOptions): { instances: Instance[]; truncated: boolean };
  /** The first instance that starts at `from` or later. */
  next(from: number): Instance | null;
  /** Whether the text is an original start of the series; false for exceptions and for text that is no time. */
  has(original: string): boolean;
  instanceOf(original: string): Instance | null;
  /**
   * The series before an instance and the series from it on, which together have the same instances; null when it is the
   * first or no instance at all.
   */
  split(original: string): { before: SeriesTimes; from: SeriesTimes } | null;
}
