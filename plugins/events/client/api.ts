import type { History, List } from '@teambrain/client';
import type {
  BatchOperation,
  BatchResult,
  CalendarEvent,
  CalendarFeed,
  ChangedOccurrence,
  ConflictReport,
  CreateEvent,
  CreateResource,
  EventPermission,
  EventRole,
  FreeBusy,
  ImportReport,
  Occurrence,
  OccurrencePage,
  OccurrenceScope,
  Resource,
  Rsvp,
  RsvpStatus,
  UpdateEvent,
  UpdateOccurrence,
  UpdateResource,
} from '../shared/types.js';

/** A stretch of time: instants or dates, at most 366 days apart. */
export interface TimeWindow {
  from: Date | string;
  to: Date | string;
}

/** `room.events`: the calendar of an open room. Called as a function it is the room's live stream, as before. */
export interface RoomCalendar {
  create(input: CreateEvent): Promise<CalendarEvent>;
  /** All or nothing, at most 50. */
  batch(operations: BatchOperation[]): Promise<BatchResult>;
  /** Occurrences of the window in order of start; goes on over truncated answers. */
  list(window: TimeWindow): List<Occurrence>;
  /** One answer, as the server gives it. */
  page(window: TimeWindow & { limit?: number; cursor?: string }): Promise<OccurrencePage>;
  /** A dry run: what it would clash with, and the next three free times. */
  check(input: CreateEvent): Promise<ConflictReport>;
  /** Imports a calendar file. */
  import(calendar: string | Blob): Promise<ImportReport>;
  /** The room's events as a calendar file. */
  export(): Promise<string>;
  /** One's own secret address for calendar programs; making it anew ends the one before. */
  feed(): Promise<CalendarFeed>;
  endFeed(): Promise<void>;
}

/** `tb.events`: events by their id, whatever their room. */
export interface EventsApi {
  get(eventId: string): Promise<CalendarEvent>;
  update(eventId: string, changes: UpdateEvent): Promise<CalendarEvent>;
  delete(eventId: string): Promise<void>;
  occurrences(eventId: string, window: TimeWindow): List<Occurrence>;
  /** `this` (default): one instance; `following`: it and those after it, which become a series of their own. */
  updateOccurrence(
    eventId: string,
    originalStart: string,
    changes: UpdateOccurrence,
    scope?: OccurrenceScope,
  ): Promise<ChangedOccurrence>;
  deleteOccurrence(eventId: string, originalStart: string, scope?: OccurrenceScope): Promise<void>;
  rsvp(eventId: string, status: RsvpStatus, originalStart?: string): Promise<Rsvp>;
  conflicts(eventId: string): Promise<ConflictReport>;
  permissions(eventId: string): List<EventPermission>;
  share(eventId: string, userId: string, role: EventRole): Promise<EventPermission>;
  unshare(eventId: string, userId: string): Promise<void>;
  history(eventId: string): History<CalendarEvent>;
  resources(workspace: string): List<Resource>;
  createResource(workspace: string, input: CreateResource): Promise<Resource>;
  updateResource(resourceId: string, changes: UpdateResource): Promise<Resource>;
  deleteResource(resourceId: string): Promise<void>;
  freeBusy(
    workspace: string,
    query: TimeWindow & { users?: string[]; resources?: string[] },
  ): Promise<FreeBusy>;
}
