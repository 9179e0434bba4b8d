import type { User } from '@teambrain/protocol';

/** What somebody may do with one event, beside their rights in its room. */
export type EventRole = 'owner' | 'editor' | 'viewer';

export type RsvpStatus = 'accepted' | 'declined' | 'tentative' | 'needs_action';

/** What to do when a resource or an attendee is busy: say so, refuse, or not look. */
export type ConflictPolicy = 'warn' | 'reject' | 'allow';

/** How much of a series a change is about. All of it is changed through the event itself. */
export type OccurrenceScope = 'this' | 'following';

export interface Attendee {
  user: User;
  /** The answer for the whole series; among the details of an instance, the one for that. */
  status: RsvpStatus;
}

/** An event or series. Local times are wall times in a zone: `2026-11-24T14:00:00`, all-day `2026-11-24`. */
export interface CalendarEvent {
  id: string;
  roomId: string;
  title: string;
  description?: string;
  /** Local time in `timeZone`. */
  start: string;
  /** Local time in `endTimeZone`, or in `timeZone` without one; all-day: the day after the last one. */
  end: string;
  timeZone: string;
  endTimeZone?: string;
  allDay: boolean;
  location?: string;
  /** The rule in canonical form, without `RRULE:`. */
  rrule?: string;
  /** Local times (dates when all-day) in `timeZone`. */
  rdate: string[];
  exdate: string[];
  /** Whether it takes the time of those who attend. */
  busy: boolean;
  /** Ids of what it books. */
  resources: string[];
  attendees: Attendee[];
  /** Minutes before each start. */
  reminders: number[];
  /** The asker's own role. */
  role: EventRole;
  author: User;
  version: number;
  createdAt: string;
  updatedAt: string;
  /** Only in the answer to a write with `policy: warn`: what it clashes with, at most 20. */
  conflicts?: Conflict[];
  clientId?: string;
}

/** One instance. Times are UTC instants, dates when all-day. */
export interface Occurrence {
  eventId: string;
  /** The start that the series gives it, whatever was moved: its name. */
  originalStart: string;
  start: string;
  end: string;
  title: string;
  location?: string;
  description?: string;
  /** Its times, title, place or text differ from the series'. */
  moved: boolean;
  cancelled: boolean;
  allDay: boolean;
  busy: boolean;
  /** It belongs to a series. */
  recurring: boolean;
  /** Zone of the event. */
  timeZone: string;
  /** The asker's answer for this instance, where the asker attends. */
  rsvp?: RsvpStatus;
}

/** One instance with what holds for it alone. */
export interface OccurrenceDetails extends Occurrence {
  /** Who is invited, with their answers for this instance: their own for it, else that for the whole series. */
  attendees: Attendee[];
  /** The rule of this instance and those after it; a COUNT is what is left of the series'. Absent where none goes on. */
  rruleFrom?: string;
}

export interface OccurrencePage {
  items: Occurrence[];
  /** More than an answer may hold: go on with the cursor. */
  truncated: boolean;
  nextCursor: string | null;
}

/** Somebody or something that is taken twice. What the asker may not read has no title and no event. */
export interface Conflict {
  resourceId?: string;
  userId?: string;
  /** The clashing occurrence. */
  eventId?: string;
  title?: string;
  originalStart?: string;
  start: string;
  end: string;
  /** Which of one's own occurrences it clashes with. */
  occurrence: string;
}

export interface TimeSlot {
  /** UTC instants. */
  start: string;
  end: string;
}

/** What a dry run and the conflicts of an event answer, and what a 409 `event_conflict` carries. */
export interface ConflictReport {
  /** In order of time, at most 100. */
  conflicts: Conflict[];
  truncated: boolean;
  /** The next three times of the same length when nobody and nothing is taken. */
  freeSlots: TimeSlot[];
}

export interface CreateEvent {
  title: string;
  description?: string;
  start: string;
  end: string;
  timeZone: string;
  endTimeZone?: string;
  allDay?: boolean;
  location?: string;
  rrule?: string;
  rdate?: string[];
  exdate?: string[];
  busy?: boolean;
  resources?: string[];
  attendees?: string[];
  reminders?: number[];
  policy?: ConflictPolicy;
  clientId?: string;
}

/** A dry run; with `eventId` of that event as it is to become, which does not clash with itself. */
export interface CheckEvent extends CreateEvent {
  eventId?: string;
}

/** `null` takes a text, a rule or an end zone away. */
export interface UpdateEvent {
  title?: string;
  description?: string | null;
  start?: string;
  end?: string;
  timeZone?: string;
  endTimeZone?: string | null;
  allDay?: boolean;
  location?: string | null;
  rrule?: string | null;
  rdate?: string[];
  exdate?: string[];
  busy?: boolean;
  resources?: string[];
  attendees?: string[];
  reminders?: number[];
  policy?: ConflictPolicy;
  baseVersion?: number;
}

/** A change of one occurrence (`this`): no rule. Of it and those after it (`following`): everything. */
export interface UpdateOccurrence extends UpdateEvent {
  /** Brings a cancelled instance back; only `this`. */
  cancelled?: boolean;
}

/** The answer to a change of one occurrence or of it and those after it: the occurrence, and its event as it is now. */
export interface ChangedOccurrence extends Occurrence {
  event: CalendarEvent;
}

export type BatchOperation =
  | { op: 'create'; data: CreateEvent }
  | { op: 'update'; eventId: string; data: UpdateEvent }
  | { op: 'delete'; eventId: string; baseVersion?: number }
  | {
      op: 'update_occurrence';
      eventId: string;
      originalStart: string;
      scope?: OccurrenceScope;
      data: UpdateOccurrence;
    }
  | { op: 'delete_occurrence'; eventId: string; originalStart: string; scope?: OccurrenceScope };

export interface BatchResult {
  results: { op: BatchOperation['op']; eventId: string; event?: CalendarEvent }[];
}

export interface EventPermission {
  user: User;
  role: EventRole;
}

export interface Rsvp {
  eventId: string;
  user: User;
  status: RsvpStatus;
  /** Set when the answer is for one instance. */
  originalStart?: string;
}

export interface Reminder {
  eventId: string;
  originalStart: string;
  start: string;
  title: string;
  minutes: number;
}

/** Why somebody hears of an event on their own channel. */
export type NoticeReason = 'invited' | 'changed' | 'cancelled' | 'uninvited' | 'permission' | 'restored';

export interface EventNotice {
  eventId: string;
  roomId: string;
  reason: NoticeReason;
  /** Empty once the event is gone. */
  title: string;
  actor: User;
  /** Set when it is about one instance. */
  originalStart?: string;
  /** Events that the same change did the same to, besides this one. */
  more?: number;
}

export type ResourceKind = 'room' | 'device' | 'other';

/** Something of a workspace that can be booked once at a time. */
export interface Resource {
  id: string;
  workspaceId: string;
  name: string;
  kind: ResourceKind;
  description?: string;
  capacity?: number;
  version: number;
  createdAt: string;
}

export interface CreateResource {
  name: string;
  kind?: ResourceKind;
  description?: string;
  capacity?: number;
}

export interface UpdateResource {
  name?: string;
  kind?: ResourceKind;
  description?: string | null;
  capacity?: number | null;
  baseVersion?: number;
}

export interface FreeBusy {
  users: { userId: string; busy: TimeSlot[] }[];
  resources: { resourceId: string; busy: TimeSlot[] }[];
  /** Everybody's and everything's busy times as one. */
  merged: TimeSlot[];
  truncated: boolean;
}

/** What an import did, and what of the file was not carried over. */
export interface ImportReport {
  created: number;
  updated: number;
  unchanged: number;
  /** Events that could not be taken at all. */
  skipped: { uid?: string; title?: string; code: string; reason: string }[];
  /** Parts that were left out of events that were taken: alarms, attachments, unknown properties … with how often. */
  notCarried: { what: string; count: number }[];
  events: { uid: string; eventId: string }[];
}

export interface CalendarFeed {
  /** Where calendar programs subscribe; given only when it is made. */
  url: string;
  createdAt: string;
}
