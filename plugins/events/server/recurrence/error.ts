export type RecurrenceErrorCode = 'recurrence_invalid' | 'recurrence_never_occurs' | 'recurrence_too_costly';

/** What is wrong with the times of an event; a caller turns it into a 422 with `part` as the path. */
export class RecurrenceError extends Error {
  override readonly name = 'RecurrenceError';
  readonly code: RecurrenceErrorCode;
  /** The part of the rule (`BYMONTHDAY`, `UNTIL`) or the field (`rrule`, `start`, `timeZone`, `exdate`, `window`). */
  readonly part: string;
  /** One sentence for the person who wrote it. */
  readonly reason: string;

  constructor(code: RecurrenceErrorCode, part: string, reason: string) {
    super(`${part}: ${reason}`);
    this.code = code;
    this.part = part;
    this.reason = reason;
  }
}

export const invalid = (part: string, reason: string) =>
  new RecurrenceError('recurrence_invalid', part, reason);
export const tooCostly = (part: string, reason: string) =>
  new RecurrenceError('recurrence_too_costly', part, reason);
export const neverOccurs = (part: string, reason: string) =>
  new RecurrenceError('recurrence_never_occurs', part, reason);
