import type { ChannelHandle, List, Store, ThingHistory } from '@teambrain/client';
import type {
  BatchOperation,
  BatchResult,
  CalendarEvent,
  CalendarFeed,
  ChangedOccurrence,
  CheckEvent,
  ConflictReport,
  CreateEvent,
  CreateResource,
  EventPermission,
  EventRole,
  FreeBusy,
  ImportReport,
  Occurrence,
  OccurrenceDetails,
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

/** A stretch of time as lists read it. */
export interface OccurrenceQuery extends TimeWindow {
  /** Cancelled instances too. @default false */
  cancelled?: boolean;
}

export interface OccurrencesState {
  readonly window: { readonly from: string; readonly to: string };
  /** In order of start. Those of the window before stay until the new ones are there. */
  readonly items: readonly Occurrence[];
  /** The window has more than these. */
  readonly truncated: boolean;
  /** Whether this window has not been read yet. */
  readonly loading: boolean;
  /** Why the last read failed; it is repeated when the connection is back. */
  readonly error: Error | undefined;
  /** Why it is not followed any more: `removed`, `deleted`, `signed_out` … */
  readonly ended: string | undefined;
}

/** The occurrences of a window, live: what changes is read again, at most once in 300 ms. */
export interface OccurrencesStore extends Store<OccurrencesState> {
  /** Shows another stretch of time. Settles when it is there, or could not be read. */
  move(window: TimeWindow): Promise<void>;
  refresh(): Promise<void>;
  close(): void;
}

/** `room.events` besides the live stream: the calendar of an open room. */
export interface RoomCalendar {
  create(input: CreateEvent): Promise<CalendarEvent>;
  /** All or nothing, at most 50. */
  batch(operations: BatchOperation[]): Promise<BatchResult>;
  /** Occurrences of the window in order of start; goes on over truncated answers. */
  list(window: OccurrenceQuery): List<Occurrence>;
  /** One answer, as the server gives it. */
  page(window: OccurrenceQuery & { limit?: number; cursor?: string }): Promise<OccurrencePage>;
  /** The occurrences of a window for a user interface. */
  follow(window: TimeWindow): Promise<OccurrencesStore>;
  /** A dry run: what it would clash with, and the next three free times. `eventId`: of that event as it is to become. */
  check(input: CheckEvent): Promise<ConflictReport>;
  /** Imports a calendar file. `timeZone` is where times without a zone are meant; without it that of the file. */
  import(calendar: string | Blob, options?: { timeZone?: string }): Promise<ImportReport>;
  /** The room's events as a calendar file. */
  export(): Promise<string>;
  /** One's own secret address for calendar programs; making it anew ends the one before. */
  feed(): Promise<CalendarFeed>;
  endFeed(): Promise<void>;
}

/** `room.events`: called, the room's live stream (`for await (const event of room.events())`); else its calendar. */
export type RoomEvents = ChannelHandle['events'] & RoomCalendar;

/** `tb.events`: events by their id, whatever their room. */
export interface EventsApi {
  get(eventId: string): Promise<CalendarEvent>;
  update(eventId: string, changes: UpdateEvent): Promise<CalendarEvent>;
  /** `baseVersion`: only as long as it has that version. */
  delete(eventId: string, options?: { baseVersion?: number }): Promise<void>;
  occurrences(eventId: string, window: OccurrenceQuery): List<Occurrence>;
  /** One instance with the answers for it; by its `originalStart`, or its local time. */
  occurrence(eventId: string, originalStart: string): Promise<OccurrenceDetails>;
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
  /** The event as a calendar file. */
  export(eventId: string): Promise<string>;
  permissions(eventId: string): List<EventPermission>;
  share(eventId: string, userId: string, role: EventRole): Promise<EventPermission>;
  unshare(eventId: string, userId: string): Promise<void>;
  /** Its versions, what differs between them, and the way back. */
  history(eventId: string): ThingHistory<CalendarEvent>;
  resources(workspace: string): List<Resource>;
  createResource(workspace: string, input: CreateResource): Promise<Resource>;
  updateResource(resourceId: string, changes: UpdateResource): Promise<Resource>;
  deleteResource(resourceId: string): Promise<void>;
  freeBusy(
    workspace: string,
    query: TimeWindow & { users?: string[]; resources?: string[] },
  ): Promise<FreeBusy>;
}
