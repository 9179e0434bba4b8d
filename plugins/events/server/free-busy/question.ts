import { isId, problem } from '@teambrain/core';
import Type, { type Static } from 'typebox';
import { eventBounds } from '../../shared/schemas.js';
import { eventProblem } from '../problems.js';

/** Of people and of resources, each. */
export const maxAsked = 50;
const defaultDays = 31;
const day = 86_400_000;

const ids = (of: string) =>
  Type.Optional(
    Type.String({
      maxLength: 37 * maxAsked,
      description: `Ids of ${of}, separated by commas; ${maxAsked} at most.`,
    }),
  );
const bound = (description: string) => Type.Optional(Type.String({ maxLength: 40, description }));

export const freeBusyQuery = Type.Object(
  {
    users: ids('users'),
    resources: ids('resources'),
    from: bound('Instant, or a date for its midnight in UTC; default now.'),
    to: bound('The same, at most 366 days after `from`; default 31 days after it.'),
  },
  { additionalProperties: false },
);

export interface FreeBusyQuestion {
  users: string[];
  resources: string[];
  from: number;
  to: number;
}

export function questionOf(query: Static<typeof freeBusyQuery>, now = Date.now()): FreeBusyQuestion {
  const from = instantOf(query.from, 'from') ?? now;
  const to = instantOf(query.to, 'to') ?? from + defaultDays * day;
  if (to <= from) throw invalid('to', 'must be later than from');
  if (to - from > eventBounds.windowDays * day)
    throw eventProblem(
      'event_window_too_large',
      `The window is at most ${eventBounds.windowDays} days long.`,
    );
  return { users: listOf(query.users, 'users'), resources: listOf(query.resources, 'resources'), from, to };
}

const dateForm = /^\d{4}-\d\d-\d\d$/;
const instantForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/i;

function instantOf(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  // In a query a plus sign that nobody encoded arrives as a space.
  const written = text.replace(' ', '+');
  const instant = dateForm.test(written) || instantForm.test(written) ? Date.parse(written) : Number.NaN;
  // Date.parse takes the 31st of a short month for the first of the next.
  const day = written.slice(0, 10);
  if (Number.isNaN(instant) || new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10) !== day)
    throw invalid(name, 'must be an instant like 2026-11-24T14:00:00Z or a date like 2026-11-24');
  return instant;
}

function listOf(text: string | undefined, name: string): string[] {
  const named = [...new Set((text ?? '').split(',').filter((id) => id !== ''))].map((id) => id.toLowerCase());
  if (named.length > maxAsked) throw invalid(name, `must name ${maxAsked} at most`);
  if (!named.every(isId)) throw invalid(name, 'must be ids, separated by commas');
  return named;
}

const invalid = (name: string, message: string) =>
  problem('validation_failed', `query/${name} ${message}`, { errors: [{ path: `/${name}`, message }] });
