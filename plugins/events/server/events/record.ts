import type { EventRole, RsvpStatus } from '../../shared/types.js';
import type { StoredEvent } from '../contract.js';

/** An event with what hangs on it for those who read and write it. */
export interface EventRecord {
  event: StoredEvent;
  /** Answers for the whole series, by user. */
  answers: Readonly<Record<string, RsvpStatus>>;
  /** Roles given for this event alone, by user. */
  roles: Readonly<Record<string, EventRole>>;
  /** Its resources were booked with `reject`: a change that names no policy keeps to it. */
  firm: boolean;
}
