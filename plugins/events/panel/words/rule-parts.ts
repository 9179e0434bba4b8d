/** A rule as the server writes it, cut into its parts. The server has checked it; nothing is checked again here. */
export interface RuleParts {
  frequency: 'HOURLY' | 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  interval: number;
  count?: number;
  /** Date, or local or UTC time, as `20261231T120000Z`. */
  until?: string;
  /** Weekdays from 0, Monday; `nth` 0 for each of them. */
  days: readonly { day: number; nth: number }[];
  monthDays: readonly number[];
  yearDays: readonly number[];
  weeks: readonly number[];
  months: readonly number[];
  hours: readonly number[];
  minutes: readonly number[];
  positions: readonly number[];
}

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const frequencies = ['HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;

/** Undefined for text that is no rule. */
export function rulePartsOf(rrule: string): RuleParts | undefined {
  const parts = new Map(
    rrule
      .replace(/^RRULE:/i, '')
      .split(';')
      .map((part) => part.split('=') as [string, string | undefined]),
  );
  const frequency = frequencies.find((name) => name === parts.get('FREQ'));
  if (!frequency) return undefined;
  const list = (name: string) => parts.get(name)?.split(',') ?? [];
  const numbers = (name: string) => list(name).map(Number);
  const count = parts.get('COUNT');
  const until = parts.get('UNTIL');
  return {
    frequency,
    interval: Number(parts.get('INTERVAL') ?? 1),
    ...(count === undefined ? {} : { count: Number(count) }),
    ...(until === undefined ? {} : { until }),
    days: list('BYDAY').map((text) => ({
      day: weekdays.indexOf(text.slice(-2)),
      nth: Number(text.slice(0, -2) || 0),
    })),
    monthDays: numbers('BYMONTHDAY'),
    yearDays: numbers('BYYEARDAY'),
    weeks: numbers('BYWEEKNO'),
    months: numbers('BYMONTH'),
    hours: numbers('BYHOUR'),
    minutes: numbers('BYMINUTE'),
    positions: numbers('BYSETPOS'),
  };
}
