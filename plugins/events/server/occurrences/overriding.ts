import type { UpdateOccurrence } from '../../shared/types.js';
import type { Override, StoredEvent } from '../contract.js';
import type { ChangeSet } from '../events/change-set.js';
import { clean, withOverrides } from '../events/content.js';
import type { EventRecord } from '../events/record.js';
import { removeIn, updateIn } from '../events/service.js';
import { isEmpty, moveBy } from '../events/shifting.js';
import { checkTimes, dayAfter, inForm } from '../events/times.js';
import { eventProblem, timesInvalid } from '../problems.js';
import type { Instance } from '../recurrence/contract.js';
import { limits } from '../recurrence/limits.js';
import { toInstant, toLocal } from '../recurrence/zone/zones.js';
import { instanceNamed } from './naming.js';
import { dateAfter, isRecurring } from './views.js';

/** An event after a change that was about one of its instances, and which. */
export interface Overridden {
  record: EventRecord;
  original: string;
}

/** What one instance cannot have for itself. */
const ofSeries = [
  'rrule',
  'rdate',
  'exdate',
  'timeZone',
  'endTimeZone',
  'allDay',
  'busy',
  'resources',
  'attendees',
  'reminders',
] as const satisfies (keyof UpdateOccurrence)[];

/** Changes one instance alone. An event that does not recur is that instance, and changed itself. */
export function overrideIn(
  set: ChangeSet,
  eventId: string,
  name: string,
  { cancelled, ...input }: UpdateOccurrence,
): Overridden {
  const { event } = set.take(eventId, 'editor', input.baseVersion);
  const checked = checkTimes(event);
  const instance = instanceNamed(checked.series, event.allDay, name);
  if (!isRecurring(event)) {
    if (cancelled)
      throw ofWholeSeries(['cancelled'], 'is for instances of a series: delete the event instead');
    const record = updateIn(set, eventId, input);
    return { record, original: record.event.start };
  }
  const named = ofSeries.filter((field) => input[field] !== undefined);
  if (named.length > 0) throw ofWholeSeries(named, 'belongs to the whole series');
  const override = overrideFor(event, instance, { cancelled, ...input });
  const others = event.overrides.filter(({ original }) => original !== instance.original);
  const overrides = isEmpty(override) ? others : [...others, override].sort(byOriginal);
  const next = withOverrides(event, overrides);
  const record = set.put({ event: next, checked }, { policy: input.policy, original: instance.original });
  return { record, original: instance.original };
}

/** Takes one instance out. Of an event that does not recur that is everything. */
export function cancelIn(set: ChangeSet, eventId: string, name: string): EventRecord | null {
  const { event } = set.take(eventId, 'editor');
  if (isRecurring(event)) return overrideIn(set, eventId, name, { cancelled: true }).record;
  instanceNamed(checkTimes(event).series, event.allDay, name);
  removeIn(set, eventId);
  return null;
}

export function ofWholeSeries(fields: readonly string[], message: string) {
  return eventProblem('event_series_field', undefined, {
    errors: fields.map((field) => ({ path: `/${field}`, message })),
  });
}

const byOriginal = (a: Override, b: Override) => (a.original < b.original ? -1 : 1);

/** What differs from the series after a change; what is said again as the series has it is left out. */
function overrideFor(event: StoredEvent, instance: Instance, input: UpdateOccurrence): Override {
  const { original } = instance;
  const present = event.overrides.find((each) => each.original === original);
  const title = input.title === undefined ? present?.title : clean(input.title);
  const description = textFor(input.description, present?.description);
  const location = textFor(input.location, present?.location);
  return {
    original,
    cancelled: input.cancelled ?? present?.cancelled ?? false,
    ...timesFor(event, instance, present, input),
    ...(title === undefined || title === event.title ? {} : { title }),
    ...(description === undefined || description === (event.description ?? '') ? {} : { description }),
    ...(location === undefined || location === (event.location ?? '') ? {} : { location }),
  };
}

/** Null is as the series has it; an empty text is none for this instance. */
function textFor(given: string | null | undefined, present: string | undefined): string | undefined {
  if (given === undefined) return present;
  return given === null ? undefined : clean(given);
}

function timesFor(
  event: StoredEvent,
  instance: Instance,
  present: Override | undefined,
  input: UpdateOccurrence,
): Pick<Override, 'start' | 'end'> {
  if (input.start === undefined && input.end === undefined)
    return present?.start !== undefined && present.end !== undefined
      ? { start: present.start, end: present.end }
      : {};
  const { allDay } = event;
  const usual = { start: instance.original, end: localEnd(event, instance) };
  const before = { start: present?.start ?? usual.start, end: present?.end ?? usual.end };
  const start = input.start === undefined ? before.start : inForm(input.start, allDay, '/start');
  let end =
    input.end === undefined
      ? moveBy(before.end, before.start, start, allDay)
      : inForm(input.end, allDay, '/end');
  if (end === null) throw timesInvalid('/start', 'must be such that the end is before the year 2200');
  if (allDay && end === start) end = dayAfter(start);
  checkLength(event, start, end);
  return start === usual.start && end === usual.end ? {} : { start, end };
}

function checkLength(event: StoredEvent, start: string, end: string): void {
  const endZone = event.allDay ? event.timeZone : (event.endTimeZone ?? event.timeZone);
  const length = toInstant(end, endZone) - toInstant(start, event.timeZone);
  if (length < 0) throw timesInvalid('/end', 'must be after the start');
  if (length > limits.lengthDays * 86_400_000)
    throw timesInvalid('/end', `must be within ${limits.lengthDays} days of the start`);
}

/** The end that the series gives an instance, as people there read it. */
function localEnd(event: StoredEvent, instance: Instance): string {
  if (event.allDay) return dateAfter(instance.original, event.start, event.end);
  return toLocal(instance.end, event.endTimeZone ?? event.timeZone);
}
