import Type, { type Static } from 'typebox';
import type { StoredEvent } from '../contract.js';

const text = (title: string) => Type.Optional(Type.String({ title }));
const texts = (title: string) => Type.Array(Type.String(), { title });

/** What a version of an event holds: everything that people write in it, and which of its instances differ. */
export const eventSnapshot = Type.Object({
  title: Type.String({ title: 'Title' }),
  description: text('Description'),
  start: Type.String({ title: 'Start' }),
  end: Type.String({ title: 'End' }),
  timeZone: Type.String({ title: 'Time zone' }),
  endTimeZone: text('Time zone of the end'),
  allDay: Type.Boolean({ title: 'All day' }),
  location: text('Location'),
  rrule: text('Recurrence'),
  rdate: texts('Further dates'),
  exdate: texts('Dates taken away'),
  busy: Type.Boolean({ title: 'Takes time' }),
  resources: texts('Resources'),
  attendees: texts('Attendees'),
  reminders: Type.Array(Type.Integer(), { title: 'Reminders' }),
  overrides: Type.Array(
    Type.Object({
      original: Type.String(),
      cancelled: Type.Boolean(),
      start: Type.Optional(Type.String()),
      end: Type.Optional(Type.String()),
      title: Type.Optional(Type.String()),
      description: Type.Optional(Type.String()),
      location: Type.Optional(Type.String()),
    }),
    { title: 'Changed instances' },
  ),
});

export type EventSnapshot = Static<typeof eventSnapshot>;

/** What people write in an event, people and reminders aside, in the order that answers and versions have. */
export function writtenOf(event: StoredEvent) {
  return {
    title: event.title,
    ...(event.description === null ? {} : { description: event.description }),
    start: event.start,
    end: event.end,
    timeZone: event.timeZone,
    ...(event.endTimeZone === undefined ? {} : { endTimeZone: event.endTimeZone }),
    allDay: event.allDay,
    ...(event.location === null ? {} : { location: event.location }),
    ...(event.rrule === undefined ? {} : { rrule: event.rrule }),
    rdate: [...event.rdate],
    exdate: [...event.exdate],
    busy: event.busy,
    resources: [...event.resources],
  };
}

export function snapshotOf(event: StoredEvent): EventSnapshot {
  return {
    ...writtenOf(event),
    attendees: [...event.attendees],
    reminders: [...event.reminders],
    overrides: event.overrides.map((override) => ({ ...override })),
  };
}
