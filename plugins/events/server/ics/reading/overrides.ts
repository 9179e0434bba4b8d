import type { Override } from '../../contract.js';
import type { Series, SeriesTimes } from '../../recurrence/contract.js';
import { toInstant, toLocal } from '../../recurrence/zone/zones.js';
import { type Component, first } from './components.js';
import { localIn } from './date-lists.js';
import type { PlaceContext } from './place.js';
import type { Report } from './report.js';
import { SkipEvent, unfit } from './skip.js';
import type { Texts } from './texts.js';
import { timeOf } from './values.js';

/** A VEVENT with RECURRENCE-ID, read beside its series. */
export interface Instance {
  /** As the series names it; of a date beside times the day. */
  original: string;
  cancelled: boolean;
  /** It and those after it. */
  following: boolean;
  component: Component;
  context: PlaceContext;
}

/** Those whose RECURRENCE-ID says which one they are. */
export async function readInstances(
  items: readonly { component: Component; context: PlaceContext }[],
  series: Pick<SeriesTimes, 'timeZone' | 'allDay'>,
  report: Report,
): Promise<Instance[]> {
  const instances: Instance[] = [];
  for (const { component, context } of items)
    try {
      instances.push(await readInstance(component, series, context));
    } catch (error) {
      if (!(error instanceof SkipEvent)) throw error;
      report.leaveOut('changed instance that the series cannot take');
    }
  return instances;
}

async function readInstance(
  component: Component,
  series: Pick<SeriesTimes, 'timeZone' | 'allDay'>,
  context: PlaceContext,
): Promise<Instance> {
  const line = first(component, 'RECURRENCE-ID');
  const time = line && timeOf(line);
  if (!line || !time) throw unfit('Its RECURRENCE-ID is no time.');
  return {
    original: (await localIn(time, series, context)) ?? time.local,
    cancelled: first(component, 'STATUS')?.value.trim().toUpperCase() === 'CANCELLED',
    following: line.parameters.get('RANGE')?.toUpperCase() === 'THISANDFUTURE',
    component,
    context,
  };
}

/**
 * What differs from the series, null when nothing does. An instance in a file is complete, so what it lacks is taken
 * away from it.
 */
export function toOverride(
  original: string,
  own: Pick<SeriesTimes, 'start' | 'end' | 'timeZone' | 'endTimeZone' | 'allDay'>,
  texts: Texts,
  event: SeriesTimes & Texts,
  series: Series,
): Override | null {
  const override: Override = { original, cancelled: false };
  const instance = series.instanceOf(original);
  if (own.allDay) {
    const days = instance && dayPair(instance.start, instance.end, event.timeZone);
    if (days?.start !== own.start || days.end !== own.end)
      Object.assign(override, { start: own.start, end: own.end });
  } else {
    const start = toInstant(own.start, own.timeZone);
    const end = toInstant(own.end, own.endTimeZone ?? own.timeZone);
    if (instance?.start !== start || instance.end !== end) {
      override.start = toLocal(start, event.timeZone);
      override.end = toLocal(end, event.endTimeZone ?? event.timeZone);
    }
  }
  if (texts.title !== event.title) override.title = texts.title;
  if (texts.description !== event.description) override.description = texts.description ?? '';
  if (texts.location !== event.location) override.location = texts.location ?? '';
  return Object.keys(override).length > 2 ? override : null;
}

const dayPair = (start: number, end: number, zone: string) => ({
  start: toLocal(start, zone).slice(0, 10),
  end: toLocal(end, zone).slice(0, 10),
});
