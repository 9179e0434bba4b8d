import type { Draft } from './draft.js';
import type { EditorKey } from './editor-messages.js';
import { isMoment, isZone, minutesBetween } from './wall-times.js';

/** Where in the form something is wrong, and the text for it. */
export type Problems = Partial<Record<ProblemField, EditorKey>>;
export type ProblemField =
  | 'subject'
  | 'start'
  | 'end'
  | 'zone'
  | 'endZone'
  | 'repeat'
  | 'interval'
  | 'count'
  | 'until'
  | 'location'
  | 'description'
  | 'people'
  | 'resources'
  | 'reminders';

/** What the form itself can tell before anything is sent. */
export function problemsOf(draft: Draft): Problems {
  const { title, start, end, allDay, timeZone, endTimeZone, repetition } = draft;
  const { kind, own, end: last } = repetition;
  const problems: Problems = {};
  if (!title.trim()) problems.subject = 'titleMissing';
  if (!isMoment(start)) problems.start = 'timeMissing';
  if (!isMoment(end)) problems.end = 'timeMissing';
  // In two zones a clock may well show less at the end than at the start.
  const oneZone = allDay || !endTimeZone || endTimeZone === timeZone;
  const length = allDay
    ? minutesBetween({ ...start, time: '' }, { ...end, time: '' })
    : minutesBetween(start, end);
  if (oneZone && length < 0) problems.end = 'endBefore';
  if (!isZone(timeZone)) problems.zone = 'noZone';
  if (kind === 'none' || kind === 'kept') return problems;
  if (kind === 'custom' && !isWhole(own.interval, 1000)) problems.interval = 'intervalInvalid';
  if (last.kind === 'count' && !isWhole(last.count, 10_000)) problems.count = 'countInvalid';
  if (last.kind === 'date' && !last.date) problems.until = 'untilMissing';
  else if (last.kind === 'date' && last.date < start.date) problems.until = 'untilInvalid';
  return problems;
}

const isWhole = (value: number, max: number): boolean =>
  Number.isInteger(value) && value >= 1 && value <= max;

/** A refusal as the server words it for programs. */
export interface Refusal {
  code?: string;
  status?: number;
  requestId?: string;
  errors?: readonly { path: string; message: string }[];
  details?: {
    part?: unknown;
    current?: unknown;
    conflicts?: unknown;
    freeSlots?: unknown;
    truncated?: unknown;
  };
}

const places: ReadonlyMap<string, ProblemField> = new Map([
  ['title', 'subject'],
  ['start', 'start'],
  ['end', 'end'],
  ['timeZone', 'zone'],
  ['endTimeZone', 'endZone'],
  ['rrule', 'repeat'],
  ['rdate', 'repeat'],
  ['exdate', 'repeat'],
  ['location', 'location'],
  ['description', 'description'],
  ['attendees', 'people'],
  ['resources', 'resources'],
  ['reminders', 'reminders'],
]);
const ofPart: Readonly<Record<string, [ProblemField, EditorKey]>> = {
  INTERVAL: ['interval', 'intervalInvalid'],
  COUNT: ['count', 'countInvalid'],
  UNTIL: ['until', 'untilInvalid'],
};
const ofCode: Readonly<Record<string, EditorKey>> = {
  recurrence_invalid: 'ruleInvalid',
  recurrence_never_occurs: 'ruleNever',
  recurrence_too_costly: 'ruleCostly',
  event_exceptions_full: 'exceptionsFull',
  event_person_unknown: 'personUnknown',
  event_resource_unknown: 'resourceUnknown',
  event_series_field: 'seriesField',
};

/** What a refusal says about the fields of the form, in the form's own words: servers speak English. */
export function problemsIn({ code = '', errors = [], details }: Refusal): Problems {
  const problems: Problems = {};
  const part = ofPart[String(details?.part ?? '')];
  if (code === 'recurrence_invalid' && part) return { [part[0]]: part[1] };
  for (const { path, message } of errors) {
    const field = places.get(path.split('/')[1] ?? '');
    if (field) problems[field] ??= ofCode[code] ?? textFor(field, message);
  }
  if (code === 'event_resource_unknown') problems.resources ??= 'resourceUnknown';
  return problems;
}

function textFor(field: ProblemField, message: string): EditorKey {
  if (field === 'end' && message.includes('after the start')) return 'endBefore';
  if (field === 'end' && message.includes('within')) return 'tooLong';
  if (field === 'zone' || field === 'endZone') return 'noZone';
  return field === 'start' || field === 'end' ? 'timesInvalid' : 'fieldInvalid';
}
