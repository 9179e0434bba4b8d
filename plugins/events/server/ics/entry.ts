import type { Override } from '../contract.js';
import type { SeriesTimes } from '../recurrence/contract.js';

/** An event as a calendar file holds it: everything of it that can be carried from one room to another. */
export interface CalendarEntry extends SeriesTimes {
  uid: string;
  title: string;
  description: string | null;
  location: string | null;
  busy: boolean;
  /** Minutes before each start. */
  reminders: readonly number[];
  overrides: readonly Override[];
}

/** The zone in which a whole day is meant: the format has no place for it. */
export const zoneProperty = 'X-TEAMBRAIN-TIMEZONE';
/** Of an EXDATE: the instance was cancelled here, and is not merely left out. */
export const cancelledParameter = 'X-TEAMBRAIN-CANCELLED';
