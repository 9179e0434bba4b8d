/** What a series may ask for. Every answer stays within a few milliseconds of processor time under these together. */
export const limits = {
  ruleChars: 512,
  interval: 1_000,
  count: 10_000,
  /** Instances a day, before BYSETPOS takes some of them. */
  perDay: 48,
  /** RDATE and EXDATE together. */
  exceptions: 1_000,
  windowDays: 366,
  instances: 1_000,
  /** Length of an instance that recurs. */
  lengthDays: 366,
  firstYear: 1970,
  lastYear: 2199,
} as const;

/**
 * Days and instances one call may look at. The dearest rule within the limits (one that looks at each day of the 230
 * years, and gives the most a COUNT allows) takes about 100,000, so that only a mistake in the expander can reach it:
 * then the answer is `recurrence_too_costly`, on every machine for the same rule.
 */
export const stepBudget = 250_000;
