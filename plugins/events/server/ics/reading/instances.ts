import type { Override } from '../../contract.js';
import type { Series } from '../../recurrence/contract.js';
import { limits } from '../../recurrence/limits.js';
import { createSeries } from '../../recurrence/series.js';
import { toInstant, toLocal } from '../../recurrence/zone/zones.js';
import type { CalendarEntry } from '../entry.js';
import { readTimes } from './event-times.js';
import { type Instance, toOverride } from './overrides.js';
import type { Report } from './report.js';
import { readTexts } from './texts.js';

/** An event with the changed instances of the file; what cannot stay part of it becomes an event of its own. */
export async function applyInstances(
  base: CalendarEntry,
  instances: readonly Instance[],
  report: Report,
): Promise<CalendarEntry[]> {
  let entry = base;
  let series = createSeries(base);
  const overrides = new Map<string, Override>(
    base.overrides.map((override) => [override.original, override]),
  );
  const own: CalendarEntry[] = [];

  for (const instance of instances) {
    const original = nameIn(series, entry, instance.original);
    if (instance.cancelled) {
      if (original !== null && series.has(original)) overrides.set(original, { original, cancelled: true });
      continue;
    }
    if (original === null || overrides.size === limits.exceptions) {
      report.leaveOut('changed instance that the series cannot take');
      continue;
    }
    if (instance.following) report.leaveOut('RANGE=THISANDFUTURE, carried for its first instance');
    const times = await readTimes(instance.component, true, instance.context);
    const texts = readTexts(instance.component, report);
    if (times.allDay !== entry.allDay) {
      report.leaveOut('instance of another kind than its series, carried as an event of its own');
      if (series.has(original)) overrides.set(original, { original, cancelled: true });
      own.push({ ...entry, ...without, ...times, ...texts, uid: `${entry.uid}/${original}`, overrides: [] });
      continue;
    }
    // It takes place, whether or not the rule knows of it.
    if (!series.has(original)) {
      entry = {
        ...entry,
        rdate: [...entry.rdate, original].sort(),
        exdate: entry.exdate.filter((date) => date !== original),
      };
      series = createSeries(entry);
    }
    const override = toOverride(original, times, texts, entry, series);
    if (override) overrides.set(original, override);
    else overrides.delete(original);
  }
  const sorted = [...overrides.values()].sort((a, b) => (a.original < b.original ? -1 : 1));
  return [{ ...entry, overrides: sorted }, ...own];
}

const without = { rrule: undefined, rdate: [], exdate: [] };

/** The name of an instance in its series; for a day of a series of times its instance on that day. */
function nameIn(series: Series, { allDay, timeZone }: CalendarEntry, original: string): string | null {
  if (allDay || original.length > 10) return original;
  const start = toInstant(original, timeZone);
  const found = series
    .between(start, start + 26 * 3_600_000)
    .instances.find((instance) => toLocal(instance.start, timeZone).startsWith(original));
  return found?.original ?? null;
}
