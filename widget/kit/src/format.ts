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
  return value.toLocaleString(locale);
}

/** Calendar days from `value` to `now` in the reader's zone: 0 today, 1 yesterday. */
export function daysAgo(value: string | number | Date, now: Date = new Date()): number {
  const then = new Date(value);
  const midnight = (date: Date): number => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((midnight(now) - midnight(then)) / 86_400_000);
}
