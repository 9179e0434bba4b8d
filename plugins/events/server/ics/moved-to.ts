import type { SeriesTimes } from '../recurrence/contract.js';

const suffix = (local: string) => (local.length === 10 ? 'T00:00:00Z' : 'Z');
const wallMs = (local: string) => Date.parse(`${local}${suffix(local)}`);

/** The times of an event from another start on, as long on the clock. */
export function movedTo(
  times: Pick<SeriesTimes, 'start' | 'end'>,
  start: string,
): Pick<SeriesTimes, 'start' | 'end'> {
  const end = new Date(wallMs(times.end) + wallMs(start) - wallMs(times.start)).toISOString();
  return { start, end: end.slice(0, start.length) };
}
