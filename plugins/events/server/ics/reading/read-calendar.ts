import type { ImportReport } from '../../../shared/types.js';
import { createBreather } from '../breather.js';
import type { CalendarEntry } from '../entry.js';
import { invalid } from '../error.js';
import { icsLimits } from '../limits.js';
import { createFileZones, zoneOf } from '../zones/file-zones.js';
import { first, parseComponents } from './components.js';
import type { DetachedInstance, EventGroup } from './event-group.js';
import type { PlaceContext } from './place.js';
import { readEvent } from './read-event.js';
import { createReport } from './report.js';
import { asSkip } from './rules.js';
import { SkipEvent } from './skip.js';
import { readTexts } from './texts.js';
import { uidOf } from './uid.js';
import { unfold } from './unfold.js';

export interface ReadOptions {
  /** Events and changed instances that the file may hold. */
  maxEvents: number;
  /** IANA zone of times without one and of whole days; else the file's X-WR-TIMEZONE, else UTC. */
  home?: string;
}

export interface ReadCalendar {
  entries: CalendarEntry[];
  /** By UID: entries that are instances of a series which is not in the file. */
  detached: Map<string, DetachedInstance[]>;
  skipped: ImportReport['skipped'];
  notCarried: ImportReport['notCarried'];
}

/**
 * Reads a calendar file. Refuses one that is no calendar or beyond the limits (IcsError); what is wrong with single
 * events is in the answer. The event loop gets its turn all along.
 */
export async function readCalendar(bytes: Uint8Array, options: ReadOptions): Promise<ReadCalendar> {
  const breathe = createBreather({ budgetMs: icsLimits.readMs });
  const calendars = await parseComponents(unfold(bytes), { maxEvents: options.maxEvents, breathe });
  const report = createReport();
  const groups = new Map<string, EventGroup>();

  for (const calendar of calendars) {
    if (first(calendar, 'VERSION')?.value.trim() === '1.0')
      throw invalid('The file is vCalendar 1.0; it has to be iCalendar 2.0.');
    const context: PlaceContext = {
      zones: createFileZones(calendar, breathe),
      home: options.home ?? zoneOf(first(calendar, 'X-WR-TIMEZONE')?.value ?? '') ?? 'UTC',
      report,
      breathe,
    };
    for (const [what, count] of calendar.ignored) report.leaveOut(what, count);
    for (const component of calendar.components) {
      if (component.name !== 'VEVENT') continue;
      const uid = uidOf(component);
      const group = groups.get(uid) ?? { uid, masters: [], instances: [] };
      groups.set(uid, group);
      const isInstance = first(component, 'RECURRENCE-ID') !== undefined;
      group[isInstance ? 'instances' : 'masters'].push({ component, context });
    }
  }

  const entries: CalendarEntry[] = [];
  const detached = new Map<string, DetachedInstance[]>();
  for (const group of groups.values()) {
    await breathe();
    try {
      const read = await readEvent(group, report);
      entries.push(...read.entries);
      if (read.detached.length > 0) detached.set(group.uid, read.detached);
    } catch (error) {
      const refusal = asSkip(error);
      if (!(refusal instanceof SkipEvent)) throw refusal;
      report.skip({ ...named(group), code: refusal.code, reason: refusal.message });
    }
  }
  return { entries, detached, skipped: report.skipped, notCarried: report.notCarried() };
}

function named({ uid, masters, instances }: EventGroup) {
  const component = (masters[0] ?? instances[0])?.component;
  return { uid, ...(component ? { title: readTexts(component, createReport()).title } : {}) };
}
