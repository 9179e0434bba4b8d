import { newId } from '@teambrain/core';
import type { UpdateOccurrence } from '../../shared/types.js';
import type { Override, StoredEvent } from '../contract.js';
import type { ChangeSet, Cut } from '../events/change-set.js';
import { type Composed, recompose } from '../events/content.js';
import { removeIn, updateIn } from '../events/service.js';
import { isEmpty, shiftBetween } from '../events/shifting.js';
import { checkTimes } from '../events/times.js';
import type { SeriesTimes } from '../recurrence/contract.js';
import { instanceNamed } from './naming.js';
import { type Overridden, ofWholeSeries } from './overriding.js';

/**
 * Changes an instance and those after it: the series ends before it, and an event of its own begins with it, which has
 * everything the series had and the changes. From the first instance on that is the series itself.
 */
export function changeFollowingIn(
  set: ChangeSet,
  eventId: string,
  name: string,
  { cancelled, ...input }: UpdateOccurrence,
): Overridden {
  const record = set.take(eventId, 'editor', input.baseVersion);
  const { event } = record;
  const { series } = checkTimes(event);
  const { original } = instanceNamed(series, event.allDay, name);
  if (cancelled !== undefined)
    throw ofWholeSeries(['cancelled'], 'is for one instance: delete those that follow instead');
  const parts = series.split(original);
  if (parts === null) {
    const changed = updateIn(set, eventId, input);
    return { record: changed, original: firstOf(changed.event) };
  }
  const later = event.overrides.filter((each) => each.original >= original);
  const id = newId();
  const base: StoredEvent = {
    ...withTimes(event, parts.from),
    id,
    uid: id,
    overrides: later.flatMap((each) => (each.original === original ? taken(each, input) : [each])),
  };
  const composed = recompose(base, input);
  const next: Composed = { ...composed, event: { ...composed.event, version: 1 } };
  const shift = shiftBetween(base, next.event);
  const rename: Cut['rename'] = (each) => {
    const to = shift(each);
    return to !== null && next.checked.series.has(to) ? to : null;
  };
  end(set, event, original, parts.before);
  const added = set.add(
    next,
    { policy: input.policy ?? (record.firm ? 'reject' : undefined), named: input.attendees },
    { cut: { fromId: eventId, original, rename }, record },
  );
  return { record: added, original: rename(original) ?? firstOf(added.event) };
}

/** Takes an instance and those after it out; from the first on that is the whole event. */
export function removeFollowingIn(set: ChangeSet, eventId: string, name: string): void {
  const { event } = set.take(eventId, 'editor');
  const { series } = checkTimes(event);
  const { original } = instanceNamed(series, event.allDay, name);
  const parts = series.split(original);
  if (parts === null) removeIn(set, eventId);
  else end(set, event, original, parts.before);
}

function end(set: ChangeSet, event: StoredEvent, original: string, before: SeriesTimes): void {
  const checked = checkTimes(before);
  const overrides = event.overrides.filter(
    (each) => each.original < original && checked.series.has(each.original),
  );
  set.put({
    event: {
      ...withTimes(event, checked.times),
      overrides,
      version: event.version + 1,
      updatedAt: new Date(),
    },
    checked,
  });
}

function withTimes(event: StoredEvent, times: SeriesTimes): StoredEvent {
  const { endTimeZone: _, rrule: __, ...rest } = event;
  return { ...rest, ...times };
}

/** What the change says of all of them it says of the one that it begins with, whatever was said of that one before. */
function taken(override: Override, input: UpdateOccurrence): Override[] {
  const next = { ...override, cancelled: false };
  if (input.start !== undefined || input.end !== undefined) {
    delete next.start;
    delete next.end;
  }
  for (const field of ['title', 'description', 'location'] as const)
    if (input[field] !== undefined) delete next[field];
  return isEmpty(next) ? [] : [next];
}

const firstOf = (event: StoredEvent): string =>
  checkTimes(event).series.next(Number.NEGATIVE_INFINITY)?.original ?? event.start;
