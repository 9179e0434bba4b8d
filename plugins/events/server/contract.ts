import type { Actor } from '@teambrain/core';
import type { Conflict, ConflictPolicy, ConflictReport, EventNotice, EventRole } from '../shared/types.js';
import type { SeriesTimes } from './recurrence/contract.js';

/** A changed or cancelled instance (RECURRENCE-ID). What is absent is as the series has it; start and end come together. */
export interface Override {
  /** Local original start in the series' zone: its key. */
  original: string;
  cancelled: boolean;
  start?: string;
  end?: string;
  title?: string;
  description?: string;
  location?: string;
}

/** An event with all that its expansion needs, as the parts of the plugin hand it to each other. */
export interface StoredEvent extends SeriesTimes {
  id: string;
  roomId: string;
  workspaceId: string;
  /** Identity in calendar files, unique in a room. */
  uid: string;
  authorId: string | null;
  title: string;
  description: string | null;
  location: string | null;
  busy: boolean;
  reminders: readonly number[];
  attendees: readonly string[];
  resources: readonly string[];
  overrides: readonly Override[];
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

/** An instance with its override applied. Times are UTC in ms; all-day: midnights of the event's zone. */
export interface ExpandedOccurrence {
  event: StoredEvent;
  original: string;
  originalInstant: number;
  start: number;
  end: number;
  override: Override | undefined;
}

export interface ExpandedWindow {
  /** Ascending by start, then event id, then original. Cancelled ones only when asked for. */
  items: ExpandedOccurrence[];
  truncated: boolean;
}

/**
 * What books resources and looks for clashes. The writing part calls it inside its transaction, after the event's rows
 * are written and before the log is.
 */
export interface Bookings {
  /**
   * Locks resources and people against other bookings until COMMIT, in one order everywhere. Called once, after the rows
   * of events are locked and before {@link apply}, with all resources that the transaction will touch, old and new, and
   * the attendees of every event that it writes with `reject`.
   */
  lock(resourceIds: readonly string[], attendeeIds?: readonly string[]): Promise<void>;
  /**
   * Writes the bookings of an event anew and looks for clashes. `warn` gives them back, `reject` throws
   * `event_conflict` with the report, `allow` looks for none. Throws `event_resource_unknown`.
   *
   * `before`: the event as it was, where `reject` was not asked for by this change but by an earlier one. Then only what
   * the change takes in addition is refused: an occurrence can be cancelled whatever another one clashes with.
   */
  apply(
    actor: Actor,
    event: StoredEvent,
    policy: ConflictPolicy,
    before?: StoredEvent | null,
  ): Promise<Conflict[]>;
  /** Frees what the events booked. */
  release(eventIds: readonly string[]): Promise<void>;
  /** A dry run for an event that need not exist; `event.id` is left out of the search. */
  check(actor: Actor, event: StoredEvent): Promise<ConflictReport>;
}

/** A change of an event as other parts hear of it, inside the transaction and after its rows are written. */
export interface EventChange {
  actor: Actor;
  reason: 'created' | 'updated' | 'deleted' | 'restored';
  before: StoredEvent | null;
  after: StoredEvent | null;
  /** Set when one instance was changed alone. */
  original?: string;
  /** Of the event that it was cut off, for the part of a series that became an event of its own. */
  cutFrom?: string;
  /** Roles that the event gives, by user: as they are, of a deleted one as they were. */
  roles: Readonly<Record<string, EventRole>>;
}

/** Whom a notice went to, and what it says. */
export interface Noticed
  extends Pick<EventNotice, 'eventId' | 'roomId' | 'reason' | 'originalStart' | 'more'> {
  userIds: readonly string[];
  actorId: string;
}

/** What other parts do with each change, in the same transaction; only queries and appends. */
export type ChangeListener = (change: EventChange) => Promise<void>;

/** What other plugins may ask of events. */
export interface EventsService {
  /**
   * Gives what one account made, answered and was given in the events of these rooms to another one of the same person.
   * Inside a transaction it belongs to it. Returns how many events it was.
   */
  reassign(input: { fromId: string; toId: string; roomIds: readonly string[] }): Promise<number>;
}

declare module '@teambrain/core' {
  interface ServerEvents {
    /** People were told of an event on their own channels: all of them read the room, none is who did it. */
    'event.noticed': Noticed;
  }
  interface Services {
    events: EventsService;
  }
}
