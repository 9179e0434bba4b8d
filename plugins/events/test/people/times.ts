/** A wall time of UTC, from now: second by second, as events are written. */
export function utc(fromNowMs: number, from = Date.now()): string {
  return new Date(Math.ceil((from + fromNowMs) / 1000) * 1000).toISOString().slice(0, 19);
}

export const instantOf = (wall: string): string => new Date(`${wall}Z`).toISOString();
export const minute = 60_000;
