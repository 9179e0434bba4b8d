import { newId } from '@teambrain/core';
import type { CreateEvent, UpdateEvent } from '../../shared/types.js';
import type { Override, StoredEvent } from '../contract.js';
import { timesInvalid } from '../problems.js';
import type { SeriesTimes } from '../recurrence/contract.js';
import { withMovedEnd } from '../recurrence/moved-end.js';
import { moveBy, shiftAll, shiftBetween, shiftOverrides } from './shifting.js';
import { type CheckedSeries, checkExceptions, checkTimes } from './times.js';

export interface NewEventPlace {
  roomId: string;
  workspaceId: string;
  authorId: string;
}

/** An event with the series that its times make. */
export interface Composed {
  event: StoredEvent;
  checked: CheckedSeries;
}

/** A new event from what somebody wrote. Throws the problem that names the field. */
export function compose(input: CreateEvent, place: NewEventPlace, id = newId()): Composed {
  const checked = checkTimes({
    start: input.start,
    end: input.end,
    timeZone: input.timeZone,
    endTimeZone: input.endTimeZone,
    allDay: input.allDay ?? false,
    rrule: input.rrule,
    rdate: input.rdate ?? [],
    exdate: input.exdate ?? [],
  });
  const now = new Date();
  const event: StoredEvent = {
    ...checked.times,
    ...place,
    id,
    uid: id,
    title: clean(input.title),
    description: textOrNull(input.description),
    location: textOrNull(input.location),
    busy: input.busy ?? true,
    reminders: sorted(input.reminders ?? []),
    attendees: idList(input.attendees ?? []),
    resources: idList(input.resources ?? []),
    overrides: [],
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
  return { event, checked };
}

/** The event after a change of the whole. What was said about single instances goes along with them. */
export function recompose(event: StoredEvent, input: UpdateEvent): Composed {
  const written = writtenTimes(event, input);
  const checked = checkTimes(written);
  const { times } = checked;
  const overrides = shiftOverrides(event.overrides, event, checked);
  checkExceptions(times, overrides.length);
  const next: StoredEvent = {
    ...withoutTimes(event),
    ...times,
    title: input.title === undefined ? event.title : clean(input.title),
    description: input.description === undefined ? event.description : textOrNull(input.description),
    location: input.location === undefined ? event.location : textOrNull(input.location),
    busy: input.busy ?? event.busy,
    reminders: input.reminders ? sorted(input.reminders) : event.reminders,
    attendees: input.attendees ? idList(input.attendees) : event.attendees,
    resources: input.resources ? idList(input.resources) : event.resources,
    overrides,
    version: event.version + 1,
    updatedAt: new Date(),
  };
  return { event: next, checked };
}

/** The event with other changed instances; its own times stay. */
export function withOverrides(event: StoredEvent, overrides: readonly Override[]): StoredEvent {
  checkExceptions(event, overrides.length);
  return { ...event, overrides, version: event.version + 1, updatedAt: new Date() };
}

/** A start without an end takes the end along; lists that are not named move with the start. */
function writtenTimes(event: StoredEvent, input: UpdateEvent): SeriesTimes {
  const allDay = input.allDay ?? event.allDay;
  const start = input.start ?? event.start;
  const timeZone = input.timeZone ?? event.timeZone;
  const shaped = { ...event, allDay, start: input.start === undefined ? event.start : fullForm(start) };
  const isMoved = input.start !== undefined || input.allDay !== undefined;
  const shift = canShift(event, shaped) && isMoved ? shiftBetween(event, shaped) : (text: string) => text;
  return {
    start,
    end: input.end ?? endFor(event, shaped, input),
    timeZone,
    endTimeZone: pick(input.endTimeZone, event.endTimeZone),
    allDay,
    rrule: input.rrule === undefined ? ruleFor(event, { ...shaped, timeZone }) : (input.rrule ?? undefined),
    rdate: input.rdate ?? shiftAll(event.rdate, shift),
    exdate: input.exdate ?? shiftAll(event.exdate, shift),
  };
}

/** A rule that nobody wrote anew goes along with the start and the zone. */
function ruleFor(event: StoredEvent, shaped: SeriesTimes): string | undefined {
  const isSame =
    event.start === shaped.start && event.timeZone === shaped.timeZone && event.allDay === shaped.allDay;
  return isSame || event.rrule === undefined ? event.rrule : withMovedEnd(event.rrule, event, shaped);
}

function endFor(event: StoredEvent, shaped: SeriesTimes, input: UpdateEvent): string {
  if (input.start === undefined) return event.end;
  if (shaped.allDay !== event.allDay || !canShift(event, shaped)) return event.end;
  const end = moveBy(event.end, event.start, shaped.start, event.allDay);
  if (end === null) throw timesInvalid('/start', 'must be such that the end is before the year 2200');
  return end;
}

const fullForm = (text: string) => (text.length === 16 ? `${text}:00` : text);

/** Whether both starts have the form of their events; otherwise the check that follows names what is wrong. */
function canShift(before: SeriesTimes, after: SeriesTimes): boolean {
  const lengthOf = (allDay: boolean) => (allDay ? 10 : 19);
  if (after.start.length !== lengthOf(after.allDay)) return false;
  try {
    shiftBetween(before, after);
    return true;
  } catch {
    return false;
  }
}

function pick(given: string | null | undefined, present: string | undefined): string | undefined {
  return given === undefined ? present : (given ?? undefined);
}

function withoutTimes(event: StoredEvent): Omit<StoredEvent, 'endTimeZone' | 'rrule'> {
  const { endTimeZone: _, rrule: __, ...rest } = event;
  return rest;
}

/** Half of a surrogate pair, which no database stores, becomes the sign for an unreadable character. */
export const clean = (text: string): string => text.toWellFormed().replaceAll('\u0000', '');

export const textOrNull = (text: string | null | undefined): string | null =>
  text === null || text === undefined || text === '' ? null : clean(text);

const idList = (ids: readonly string[]): string[] => [...new Set(ids.map((id) => id.toLowerCase()))].sort();
const sorted = (numbers: readonly number[]): number[] => [...new Set(numbers)].sort((a, b) => a - b);
