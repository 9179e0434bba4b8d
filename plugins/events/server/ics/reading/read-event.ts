import type { Override } from '../../contract.js';
import type { SeriesTimes } from '../../recurrence/contract.js';
import { createSeries } from '../../recurrence/series.js';
import { canonicalZone, toInstant, toLocal } from '../../recurrence/zone/zones.js';
import { type CalendarEntry, zoneProperty } from '../entry.js';
import { movedTo } from '../moved-to.js';
import { type Component, first } from './components.js';
import { readDateLists } from './date-lists.js';
import { fromFirstYear } from './early-years.js';
import type { DetachedInstance, EventGroup, ReadEvent } from './event-group.js';
import { readTimes } from './event-times.js';
import { applyAll } from './following.js';
import { readInstances } from './overrides.js';
import type { PlaceContext } from './place.js';
import { readReminders } from './reminders.js';
import type { Report } from './report.js';
import { combineRules } from './rules.js';
import { SkipEvent } from './skip.js';
import { readTexts } from './texts.js';

/** The events that the VEVENTs of one UID stand for: one, as a rule. Throws why it takes none of it. */
export async function readEvent(group: EventGroup, report: Report): Promise<ReadEvent> {
  const [master, ...others] = [...group.masters].sort(
    (a, b) => sequence(b.component) - sequence(a.component),
  );
  for (const { component } of others)
    report.skip({
      uid: group.uid,
      title: readTexts(component, report).title,
      code: 'event_calendar_invalid',
      reason: 'Another event of the file has the same UID.',
    });
  if (!master) return readDetached(group, report);
  return { entries: await readSeries(master, group, report), detached: [] };
}

const sequence = (component: Component) => Number(first(component, 'SEQUENCE')?.value) || 0;

async function readSeries(
  master: { component: Component; context: PlaceContext },
  group: EventGroup,
  report: Report,
): Promise<CalendarEntry[]> {
  const { context } = master;
  const component = fromFirstYear(master.component, report);
  if (statusOf(component) === 'CANCELLED') throw new SkipEvent('event_cancelled', 'It is cancelled.');
  const recurs = ['RRULE', 'RDATE'].some((name) => first(component, name) !== undefined);
  const times = await readTimes(
    component,
    !recurs && group.instances.length === 0,
    inHome(component, context),
  );
  const lists = await readDateLists(component, times, context);
  const { series, engine, further } = await combineRules(
    component,
    { ...times, rdate: [], exdate: [] },
    lists,
    context,
  );
  const exdays = instancesOn(series, lists.exdays);
  const rest = { ...fieldsOf(component, report), uid: group.uid };
  const entry: CalendarEntry = {
    ...series,
    exdate: [...new Set([...series.exdate, ...exdays])].sort(),
    ...rest,
    overrides: [
      ...lists.cancelled.map((original) => ({ original, cancelled: true })),
      ...ended(series, lists.ends),
    ],
  };
  return [
    ...(await applyAll(
      entry,
      await readInstances(group.instances, series, report),
      report,
      exdays.length === 0 ? engine : undefined,
    )),
    ...further.map((times, index) => ({
      ...rest,
      ...times,
      uid: `${group.uid}/rule-${index + 2}`,
      overrides: [],
    })),
  ];
}

/** Instances whose series is not in the file: an event, or a series of just these. */
async function readDetached(group: EventGroup, report: Report): Promise<ReadEvent> {
  const kept = group.instances.filter(({ component }) => statusOf(component) !== 'CANCELLED');
  const [only] = kept;
  if (!only) throw new SkipEvent('event_cancelled', 'It is cancelled.');
  const context = inHome(only.component, only.context);
  const base = await readTimes(only.component, kept.length === 1, context);
  const fields = { ...fieldsOf(only.component, report), uid: group.uid, exdate: [], overrides: [] };
  const instances = await readInstances(kept, base, report);
  const detached: DetachedInstance[] = [];
  for (const { original, component, context } of instances)
    detached.push({
      original,
      zone: base.timeZone,
      times: await readTimes(component, true, context),
      texts: readTexts(component, report),
    });
  if (kept.length === 1) return { entries: [{ ...base, rdate: [], ...fields }], detached };
  const originals = [...new Set(instances.map(({ original }) => original))].sort();
  const [start = base.start, ...rdate] = originals;
  const entry: CalendarEntry = { ...base, ...movedTo(base, start), rdate, ...fields };
  return { entries: await applyAll(entry, instances, report), detached };
}

function fieldsOf(component: Component, report: Report) {
  for (const [what, count] of component.ignored) report.leaveOut(what, count);
  const status = statusOf(component);
  if (status === 'TENTATIVE') report.leaveOut('STATUS TENTATIVE');
  const visibility = first(component, 'CLASS')?.value.trim().toUpperCase() ?? 'PUBLIC';
  if (visibility !== 'PUBLIC') report.leaveOut(`CLASS ${visibility.slice(0, 20)}`);
  return {
    ...readTexts(component, report),
    busy: first(component, 'TRANSP')?.value.trim().toUpperCase() !== 'TRANSPARENT',
    reminders: readReminders(component, report),
  };
}

const statusOf = (component: Component) => first(component, 'STATUS')?.value.trim().toUpperCase();

/** Whole days that this product wrote carry their zone beside them: dates have none in the format. */
function inHome(component: Component, context: PlaceContext): PlaceContext {
  const zone = first(component, zoneProperty)?.value;
  return zone === undefined ? context : { ...context, home: canonicalZone(zone.trim()) ?? context.home };
}

function instancesOn(series: SeriesTimes, days: readonly string[]): string[] {
  if (days.length === 0) return [];
  const engine = createSeries({ ...series, exdate: [] });
  return days.flatMap((day) => {
    const start = toInstant(day, series.timeZone);
    return engine
      .between(start, start + 26 * 3_600_000)
      .instances.filter(({ original }) => original.startsWith(day))
      .map(({ original }) => original);
  });
}

function ended(series: SeriesTimes, ends: ReadonlyMap<string, string>): Override[] {
  const engine = ends.size === 0 ? null : createSeries(series);
  const overrides: Override[] = [];
  for (const [original, end] of ends) {
    const instance = engine?.instanceOf(original);
    const zone = series.endTimeZone ?? series.timeZone;
    if (instance && instance.end !== toInstant(end, series.timeZone))
      overrides.push({
        original,
        cancelled: false,
        start: original,
        end: toLocal(toInstant(end, series.timeZone), zone),
      });
  }
  return overrides;
}
