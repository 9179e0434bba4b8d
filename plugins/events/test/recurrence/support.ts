import type { Series, SeriesTimes } from '../../server/recurrence/contract.js';
import { createSeries } from '../../server/recurrence/series.js';
import { toLocal } from '../../server/recurrence/zone/zones.js';

export const dayMs = 86_400_000;

/** An hour at nine in New York, as in the examples of the RFC, unless said otherwise. */
export const times = (given: Partial<SeriesTimes> & { start: string }): SeriesTimes => {
  const timeZone = given.timeZone ?? 'America/New_York';
  const allDay = given.allDay ?? false;
  return { timeZone, allDay, rdate: [], exdate: [], end: endOf(given.start, allDay), ...given };
};

const endOf = (start: string, allDay: boolean) =>
  allDay
    ? toLocal(Date.parse(`${start}T00:00:00Z`) + dayMs, 'UTC').slice(0, 10)
    : toLocal(Date.parse(`${start}Z`) + 3_600_000, 'UTC');

export const seriesOf = (given: Partial<SeriesTimes> & { start: string }) => createSeries(times(given));

/** Originals from the first on by windows of a year and pages, up to a number of them or an instant. */
export function originalsOf(series: Series, most: number, until = Date.UTC(2200, 0, 2)): string[] {
  const found = new Set<string>();
  let from = series.bounds.first;
  const end = Math.min(series.bounds.last ?? until, until);
  while (found.size < most && from <= end) {
    let after: string | undefined;
    for (;;) {
      const page = series.between(from, from + 360 * dayMs, { after });
      for (const { original } of page.instances) found.add(original);
      after = page.instances.at(-1)?.original;
      if (!page.truncated || found.size >= most) break;
    }
    from += 360 * dayMs;
  }
  return [...found].sort().slice(0, most);
}
