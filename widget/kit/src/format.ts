type DateStyle = 'time' | 'day' | 'date' | 'full';

const styles: Record<DateStyle, Intl.DateTimeFormatOptions> = {
  time: { hour: 'numeric', minute: '2-digit' },
  day: { weekday: 'long', day: 'numeric', month: 'long' },
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  full: { dateStyle: 'full', timeStyle: 'short' },
};

// Making a DateTimeFormat takes far longer than using one, and a history shows hundreds of times.
const formatters = new Map<string, Intl.DateTimeFormat>();

/** A date in the reader's zone: `time` 09:58, `day` Friday, 20 November, `date` 20 Nov 2026, `full` for accessible names. */
export function formatDate(value: string | number | Date, style: DateStyle, locale: string): string {
  const key = `${locale} ${style}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(locale, styles[style]);
    formatters.set(key, formatter);
  }
  return formatter.format(new Date(value));
}

export function formatNumber(value: number, locale: string): string {
  return new Intl.NumberFormat(locale).format(value);
}

/** 214 kB, 1.2 MB: decimal units, as the language writes them. */
export function formatBytes(bytes: number, locale: string): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  const power = Math.min(3, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[power],
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: value < 10 && power > 0 ? 1 : 0,
  }).format(value);
}

/** Calendar days from `value` to `now` in the reader's zone: 0 today, 1 yesterday. */
export function daysAgo(value: string | number | Date, now: Date = new Date()): number {
  const then = new Date(value);
  const midnight = (date: Date): number => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((midnight(now) - midnight(then)) / 86_400_000);
}

/** "today", "yesterday", "3 minutes ago" as the language says it. */
export function formatRelative(
  value: string | number | Date,
  locale: string,
  now: Date = new Date(),
): string {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const seconds = Math.round((new Date(value).getTime() - now.getTime()) / 1000);
  if (Math.abs(seconds) < 60) return format.format(0, 'minute');
  if (Math.abs(seconds) < 3600) return format.format(Math.round(seconds / 60), 'minute');
  if (Math.abs(seconds) < 86_400) return format.format(Math.round(seconds / 3600), 'hour');
  return format.format(-daysAgo(value, now), 'day');
}
