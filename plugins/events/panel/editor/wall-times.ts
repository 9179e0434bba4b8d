/** Wall times as the event has them: `2026-11-24T14:00:00`, all-day `2026-11-24`. Their arithmetic knows no zone. */
const minuteMs = 60_000;
const dayMs = 86_400_000;

const two = (value: number): string => String(value).padStart(2, '0');

/** A date and a time of day as the fields of a form hold them: `2026-11-24` and `14:00`. */
export interface Moment {
  readonly date: string;
  readonly time: string;
}

const msOf = ({ date, time }: Moment): number => Date.parse(`${date}T${time || '00:00'}:00Z`);

function momentOf(ms: number): Moment {
  const text = new Date(ms).toISOString();
  return { date: text.slice(0, 10), time: text.slice(11, 16) };
}

export const isMoment = (moment: Moment): boolean => !Number.isNaN(msOf(moment));

/** Minutes from one to the other. */
export const minutesBetween = (from: Moment, to: Moment): number => (msOf(to) - msOf(from)) / minuteMs;

export const plusMinutes = (moment: Moment, minutes: number): Moment =>
  momentOf(msOf(moment) + minutes * minuteMs);

export const daysApart = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / dayMs);

export const splitWall = (wall: string): Moment => ({ date: wall.slice(0, 10), time: wall.slice(11, 16) });

/** 0 Monday … 6 Sunday. */
export const weekdayOf = (date: string): number => (new Date(`${date}T00:00Z`).getUTCDay() + 6) % 7;

// Making a formatter takes far longer than using one.
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  let clock = clocks.get(timeZone);
  if (!clock) {
    const parts = {
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    } as const;
    clock = new Intl.DateTimeFormat('en-US', { ...parts, timeZone, hourCycle: 'h23', calendar: 'gregory' });
    clocks.set(timeZone, clock);
  }
  return clock;
}

/** What the clocks of a zone show at an instant. A zone that this browser does not know is read as UTC. */
export function momentIn(timeZone: string, instant: string): Moment {
  const known = isZone(timeZone) ? timeZone : 'UTC';
  const parts = new Map(
    clockOf(known)
      .formatToParts(new Date(instant))
      .map(({ type, value }) => [type, value]),
  );
  const number = (name: Intl.DateTimeFormatPartTypes): string => two(Number(parts.get(name)));
  return {
    date: `${parts.get('year')}-${number('month')}-${number('day')}`,
    time: `${number('hour')}:${number('minute')}`,
  };
}

export function isZone(timeZone: string): boolean {
  try {
    clockOf(timeZone);
    return true;
  } catch {
    return false;
  }
}

export const ownZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

/** The zones that the browser knows, the reader's first. */
export function knownZones(): string[] {
  const own = ownZone();
  const all = Intl.supportedValuesOf('timeZone');
  return [own, ...(own === 'UTC' ? [] : ['UTC']), ...all.filter((zone) => zone !== own && zone !== 'UTC')];
}
