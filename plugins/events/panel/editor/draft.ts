import type { CalendarEvent, CreateEvent, Occurrence, UpdateEvent } from '../../shared/types.js';
import type { EditorRequest, Scope } from '../seams.js';
import { addDays, today } from '../time/days.js';
import { noRepetition, type Repetition, type RuleFrame, repetitionOf, ruleTextOf } from './repetition.js';
import {
  daysApart,
  isMoment,
  type Moment,
  minutesBetween,
  momentIn,
  ownZone,
  plusMinutes,
  splitWall,
} from './wall-times.js';

/** What the form holds. Of whole days `end` is the last one, and the times wait for the switch to go back. */
export interface Draft {
  readonly title: string;
  readonly allDay: boolean;
  readonly start: Moment;
  readonly end: Moment;
  readonly timeZone: string;
  readonly endTimeZone: string;
  readonly repetition: Repetition;
  readonly location: string;
  readonly description: string;
  readonly attendees: readonly string[];
  readonly resources: readonly string[];
  readonly busy: boolean;
  readonly reminders: readonly number[];
  readonly refuse: boolean;
}

const usualMinutes = 60;
const usualHour = 9;

export function newDraft({ day, hour }: EditorRequest, now = new Date()): Draft {
  const timeZone = ownZone();
  const date = day ?? today();
  const next = (now.getHours() + 1) % 24;
  const at = hour ?? (date === today() && next > 0 ? next : usualHour);
  const start = { date, time: `${String(at).padStart(2, '0')}:00` };
  return {
    title: '',
    allDay: false,
    start,
    end: plusMinutes(start, usualMinutes),
    timeZone,
    endTimeZone: '',
    repetition: noRepetition(date),
    location: '',
    description: '',
    attendees: [],
    resources: [],
    busy: true,
    reminders: [],
    refuse: false,
  };
}

/** The form of an event as it is, at the instance that somebody looks at. */
export function draftOf(event: CalendarEvent, occurrence?: Occurrence): Draft {
  const { allDay, timeZone, endTimeZone = '', rrule } = event;
  const shown = occurrence ?? event;
  const start = startOf(event, occurrence);
  const frame: RuleFrame = { date: event.start.slice(0, 10), allDay, timeZone };
  return {
    title: shown.title,
    allDay,
    start,
    end: endOf(event, occurrence),
    timeZone,
    endTimeZone,
    repetition: repetitionOf(rrule, frame),
    location: shown.location ?? '',
    description: shown.description ?? '',
    attendees: event.attendees.map(({ user }) => user.id),
    resources: event.resources,
    busy: event.busy,
    reminders: event.reminders,
    refuse: false,
  };
}

function startOf({ allDay, timeZone, start }: CalendarEvent, occurrence?: Occurrence): Moment {
  if (allDay) return { date: (occurrence?.start ?? start).slice(0, 10), time: `0${usualHour}:00` };
  return occurrence ? momentIn(timeZone, occurrence.start) : splitWall(start);
}

function endOf(event: CalendarEvent, occurrence?: Occurrence): Moment {
  const { allDay, timeZone, endTimeZone = timeZone, end } = event;
  if (allDay)
    return { date: addDays((occurrence?.end ?? end).slice(0, 10), -1), time: `${usualHour + 1}:00` };
  return occurrence ? momentIn(endTimeZone, occurrence.end) : splitWall(end);
}

const textOf = ({ date, time }: Moment, allDay: boolean): string => (allDay ? date : `${date}T${time}:00`);
const lastOf = ({ allDay, end }: Draft): string =>
  textOf(allDay ? { ...end, date: addDays(end.date, 1) } : end, allDay);

export const frameOf = ({ start, allDay, timeZone }: Draft): RuleFrame => ({
  date: start.date,
  allDay,
  timeZone,
});

/** The event that the form stands for, as a new one. */
export function inputOf(draft: Draft): CreateEvent {
  const { title, allDay, start, timeZone, endTimeZone, location, description, busy } = draft;
  const rrule = ruleTextOf(draft.repetition, frameOf(draft));
  return {
    title: title.trim(),
    start: textOf(start, allDay),
    end: lastOf(draft),
    timeZone,
    ...(endTimeZone && !allDay && endTimeZone !== timeZone ? { endTimeZone } : {}),
    allDay,
    ...(location.trim() ? { location: location.trim() } : {}),
    ...(description.trim() ? { description } : {}),
    ...(rrule ? { rrule } : {}),
    busy,
    resources: [...draft.resources],
    attendees: [...draft.attendees],
    reminders: [...draft.reminders],
    policy: draft.refuse ? 'reject' : 'warn',
  };
}

/** Fields of an event that a form may change; `times` are start and end together. */
export type ChangedField =
  | 'title'
  | 'description'
  | 'location'
  | 'times'
  | 'allDay'
  | 'timeZone'
  | 'endTimeZone'
  | 'rrule'
  | 'busy'
  | 'resources'
  | 'attendees'
  | 'reminders';

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const sameList = (a: readonly (string | number)[], b: readonly (string | number)[]): boolean =>
  same([...a].sort(), [...b].sort());

/** What somebody changed in the form. A rule that only follows the start is not named. */
export function changedFields(draft: Draft, base: Draft): ChangedField[] {
  const texts = (['title', 'description', 'location'] as const).filter(
    (field) => draft[field].trim() !== base[field].trim(),
  );
  const plain = (['allDay', 'timeZone', 'busy'] as const).filter((field) => draft[field] !== base[field]);
  const lists = (['resources', 'attendees', 'reminders'] as const).filter(
    (field) => !sameList(draft[field], base[field]),
  );
  return [
    ...texts,
    ...plain,
    ...(inputOf(draft).endTimeZone === inputOf(base).endTimeZone ? [] : (['endTimeZone'] as const)),
    ...(inputOf(draft).start === inputOf(base).start && inputOf(draft).end === inputOf(base).end
      ? []
      : (['times'] as const)),
    ...(same(draft.repetition, base.repetition) ? [] : (['rrule'] as const)),
    ...lists,
  ];
}

/** Whether there is anything to lose: of a new event whatever was touched, else what would be sent. */
export const isWritten = (draft: Draft, base: Draft, event: CalendarEvent | undefined): boolean =>
  event ? changedFields(draft, base).length > 0 : !same(draft, base);

const ofOne: readonly ChangedField[] = ['title', 'description', 'location', 'times'];

/** Which of a series a change may be about: what one instance cannot have for itself is for more than it. */
export const scopesFor = (changed: readonly ChangedField[]): Scope[] =>
  changed.every((field) => ofOne.includes(field)) ? ['this', 'following', 'all'] : ['following', 'all'];

/** The change as it is sent. `base`: the form before; for all of a series its start moves as far as the instance did. */
export function changesOf(draft: Draft, base: Draft, scope: Scope, event: CalendarEvent): UpdateEvent {
  const changed = new Set(changedFields(draft, base));
  const input = inputOf(draft);
  const times = scope === 'all' ? seriesTimes(draft, base, event) : { start: input.start, end: input.end };
  const moves = changed.has('times') || changed.has('allDay');
  const rule = scope === 'this' ? undefined : ruleFor(draft, base, times.start, event, changed.has('rrule'));
  return {
    ...(changed.has('title') && { title: input.title }),
    ...(changed.has('description') && {
      description: draft.description.trim() ? draft.description : emptied(scope),
    }),
    ...(changed.has('location') && { location: draft.location.trim() || emptied(scope) }),
    ...(moves && times),
    ...(changed.has('allDay') && { allDay: draft.allDay }),
    ...(changed.has('timeZone') && { timeZone: draft.timeZone }),
    ...(changed.has('endTimeZone') && { endTimeZone: input.endTimeZone ?? null }),
    ...(rule !== undefined && { rrule: rule }),
    ...(changed.has('busy') && { busy: draft.busy }),
    ...(changed.has('resources') && { resources: [...draft.resources] }),
    ...(changed.has('attendees') && { attendees: [...draft.attendees] }),
    ...(changed.has('reminders') && { reminders: [...draft.reminders] }),
    ...(draft.refuse && { policy: 'reject' as const }),
  };
}

/** The event as it would be if all of it was changed: what the server is asked about while it is written. */
export function wholeInput(
  draft: Draft,
  base: Draft,
  event: CalendarEvent | undefined,
  occurrence: Occurrence | undefined,
): CreateEvent {
  const { policy: _, ...input } = inputOf({ ...draft, title: draft.title.trim() || '-' });
  if (!event) return input;
  const { rdate, exdate } = event;
  const { start, end } = { ...input, ...changesOf(draft, base, 'all', event) };
  if (!occurrence) return { ...input, rdate, exdate };
  const isMoved = start !== input.start;
  return { ...input, start: isMoved ? start : event.start, end: isMoved ? end : event.end, rdate, exdate };
}

/** Null is as the series has it: an instance without a text says so with an empty one. */
const emptied = (scope: Scope): string | null => (scope === 'this' ? '' : null);

function seriesTimes(draft: Draft, base: Draft, event: CalendarEvent): { start: string; end: string } {
  const first = draftOf(event);
  const moved = {
    ...draft.start,
    date: addDays(first.start.date, daysApart(base.start.date, draft.start.date)),
  };
  const end = plusMinutes(moved, minutesBetween(draft.start, draft.end));
  return {
    start: textOf(moved, draft.allDay),
    end: lastOf({
      ...draft,
      end: draft.allDay
        ? { ...end, date: addDays(moved.date, daysApart(draft.start.date, draft.end.date)) }
        : end,
    }),
  };
}

/** A rule that was chosen, or one that names the day of a start that moved. */
function ruleFor(
  draft: Draft,
  base: Draft,
  start: string,
  event: CalendarEvent,
  chosen: boolean,
): string | null | undefined {
  const frame = { ...frameOf(draft), date: start.slice(0, 10) };
  const text = ruleTextOf(draft.repetition, frame);
  const before = ruleTextOf(base.repetition, { ...frameOf(base), date: event.start.slice(0, 10) });
  if (!chosen && text === before) return undefined;
  return text ?? null;
}

/** The end goes along with a start that moves; the length stays. */
export function withStart(draft: Draft, start: Moment): Draft {
  if (!isMoment(start) || !isMoment(draft.start) || !isMoment(draft.end)) return { ...draft, start };
  const end = plusMinutes(start, minutesBetween(draft.start, draft.end));
  const days = addDays(start.date, daysApart(draft.start.date, draft.end.date));
  return { ...draft, start, end: draft.allDay ? { ...draft.end, date: days } : end };
}

/** Switching to whole days keeps the dates; back again there is time between start and end. */
export function withAllDay(draft: Draft, allDay: boolean): Draft {
  const next = { ...draft, allDay };
  if (allDay || minutesBetween(next.start, next.end) > 0) return next;
  return { ...next, end: plusMinutes(next.start, usualMinutes) };
}

/** The times of a stretch that is free. */
export function withSlot(draft: Draft, slot: { start: string; end: string }): Draft {
  const start = momentIn(draft.timeZone, slot.start);
  const end = momentIn(draft.endTimeZone || draft.timeZone, slot.end);
  if (!draft.allDay) return { ...draft, start, end };
  return {
    ...draft,
    start: { ...draft.start, date: start.date },
    end: { ...draft.end, date: addDays(end.date, -1) },
  };
}
