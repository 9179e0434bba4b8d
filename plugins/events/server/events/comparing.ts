import type { StoredEvent } from '../contract.js';
import { snapshotOf } from './snapshot.js';

type Field = keyof StoredEvent;

/** What decides when the instances of an event are. */
export const timing = [
  'start',
  'end',
  'timeZone',
  'endTimeZone',
  'allDay',
  'rrule',
  'rdate',
  'exdate',
  'overrides',
] as const satisfies readonly Field[];

/** Whether two states of an event differ in one of these fields. */
export const differs = (a: StoredEvent, b: StoredEvent, fields: readonly Field[]): boolean =>
  fields.some((field) => a[field] !== b[field] && JSON.stringify(a[field]) !== JSON.stringify(b[field]));

/** Whether a version of one would be the same as a version of the other. */
export const isSame = (a: StoredEvent, b: StoredEvent): boolean =>
  JSON.stringify(snapshotOf(a)) === JSON.stringify(snapshotOf(b));
