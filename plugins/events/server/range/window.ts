import { eventBounds } from '../../shared/schemas.js';
import { eventProblem, timesInvalid } from '../problems.js';
import { firstWall, lastWall, parseDate } from '../recurrence/wall.js';

/** A stretch of time [from, to) in milliseconds UTC. */
export interface Window {
  from: number;
  to: number;
}

const dayMs = 86_400_000;
const usualDays = 31;
const form =
  /^(\d{4}-\d\d-\d\d)(?:T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d))?$/i;

/** Instants with their offset, or dates, which mean midnight UTC. */
export function windowOf(query: { from?: string; to?: string }, now = startOfMinute()): Window {
  const from = query.from === undefined ? now : instantOf(query.from, '/from');
  const to = query.to === undefined ? from + usualDays * dayMs : instantOf(query.to, '/to');
  if (to <= from) throw timesInvalid('/to', 'must be after `from`');
  if (to - from > eventBounds.windowDays * dayMs)
    throw eventProblem('event_window_too_large', `A window holds ${eventBounds.windowDays} days at most.`, {
      errors: [{ path: '/to', message: `must be within ${eventBounds.windowDays} days of \`from\`` }],
    });
  return { from, to };
}

/** Milliseconds of an instant in text, or of the midnight UTC of a date; null when it is neither. */
export function parseInstant(text: string): number | null {
  const match = form.exec(text);
  if (!match || parseDate(match[1] as string) === undefined) return null;
  const instant = Date.parse(text.toUpperCase());
  return instant >= firstWall * 1000 && instant <= lastWall * 1000 ? instant : null;
}

function instantOf(text: string, path: string): number {
  const instant = parseInstant(text);
  if (instant === null)
    throw timesInvalid(path, 'must be an instant like 2026-11-24T13:00:00Z or a date, from 1970 to 2199');
  return instant;
}

/** Whoever names no window asks for the same one for a minute, which the cache can answer. */
const startOfMinute = () => Math.floor(Date.now() / 60_000) * 60_000;
