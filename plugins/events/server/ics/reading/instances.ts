import type { Override } from '../../contract.js';
import type { Series } from '../../recurrence/contract.js';
import { createSeries } from '../../recurrence/series.js';
import { toInstant, toLocal } from '../../recurrence/zone/zones.js';
import type { CalendarEntry } from '../entry.js';
import { readTimes } from './event-times.js';
import { type Instance, toOverride } from './overrides.js';
import type { Report } from './report.js';
import { readTexts } from './texts.js';

/**
 * An event with the changed instances of the file; what cannot stay part of it becomes an event of its own. `known` is its
 * series where that was made before: a rule may take milliseconds.
 */
export async function applyInstances(
  base: CalendarEntry,
  instances: readonly Instance[],
  report: Report,
  known?: Series,
): Promise<CalendarEntry[]> {
  const given = known ?? createSeries(base);
  const named = instances.flatMap((instance) => {
    const original = nameIn(given, base, instance.original);
    if (original === null) report.leaveOut('changed instance that the series cannot take');
    return original === null ? [] : [{ ...instance, original }];
  });
  const entry = withStarts(
    base,
    // They take place, whether or not the rule knows of them.
    named.filter(({ cancelled, original }) => !cancelled && !given.has(original)),
  );
  const series = entry === base ? given : createSeries(entry);
  const overrides = new Map<string, Override>(
    base.overrides.map((override) => [override.original, override]),
  );
  const own: CalendarEntry[] = [];

  for (const { component, context, cancelled, original } of named) {
    await context.breathe();
    if (cancelled) {
      if (series.has(original)) overrides.set(original, { original, cancelled: true });
      continue;
    }
    const times = await readTimes(component, true, context);
    const texts = readTexts(component, report);
    if (times.allDay !== entry.allDay) {
      report.leaveOut('instance of another kind than its series, carried as an event of its own');
      overrides.set(original, { original, cancelled: true });
      own.push({ ...entry, ...without, ...times, ...texts, uid: `${entry.uid}/${original}`, overrides: [] });
      continue;
    }
    const override = toOverride(original, times, texts, entry, series);
    if (override) overrides.set(original, override);
    else overrides.delete(original);
  }
  const sorted = [...overrides.values()].sort((a, b) => (a.original < b.original ? -1 : 1));
  return [{ ...entry, overrides: sorted }, ...own];
}

const without = { rrule: undefined, endTimeZone: undefined, rdate: [], exdate: [] };

function withStarts(entry: CalendarEntry, missing: readonly { original: string }[]): CalendarEntry {
  if (missing.length === 0) return entry;
  const starts = new Set(missing.map(({ original }) => original));
  return {
    ...entry,
    rdate: [...new Set([...entry.rdate, ...starts])].sort(),
    exdate: entry.exdate.filter((date) => !starts.has(date)),
  };
}

/** The name of an instance in its series; for a day of a series of times its instance on that day. */
function nameIn(series: Series, { allDay, timeZone }: CalendarEntry, original: string): string | null {
  if (allDay || original.length > 10) return original;
  const start = toInstant(original, timeZone);
  const found = series
    .between(start, start + 26 * 3_600_000)
    .instances.find((instance) => toLocal(instance.start, timeZone).startsWith(original));
  return found?.original ?? null;
}
