import { type ProblemError, problemsOf } from '@teambrain/core';
import { eventsErrorCodes } from '../shared/errors.js';
import { RecurrenceError } from './recurrence/error.js';

export const eventProblem = problemsOf(eventsErrorCodes);

/** Times that do not fit together. `path` is the field, as a JSON pointer. */
export const timesInvalid = (path: string, message: string): ProblemError =>
  eventProblem('event_times_invalid', undefined, { errors: [{ path, message }] });

const fields = new Set(['rdate', 'exdate']);
const ofTimes = new Set(['start', 'end', 'timeZone', 'endTimeZone']);

/** Answers a recurrence that was refused; anything else is thrown as it is. */
export function recurrenceProblem(error: unknown): unknown {
  if (!(error instanceof RecurrenceError)) return error;
  const { code, part, reason } = error;
  if (ofTimes.has(part)) return timesInvalid(`/${part}`, reason);
  const path = fields.has(part) ? `/${part}` : '/rrule';
  const isFull = code === 'recurrence_too_costly' && fields.has(part);
  return eventProblem(isFull ? 'event_exceptions_full' : code, `${error.message}.`, {
    errors: [{ path, message: reason }],
    members: { part, reason },
  });
}
