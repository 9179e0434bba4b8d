import type { RecurrenceText } from './recurrence-messages.js';
import { type RuleParts, rulePartsOf } from './rule-parts.js';

/** What the rule leaves to the event. */
export interface WordsContext {
  locale: string;
  timeZone: string;
  /** Local start of the series: what a rule does not name comes from it. */
  start: string;
  text: RecurrenceText;
}

const dayMs = 86_400_000;
/** A Monday. */
const monday = Date.UTC(2024, 0, 1);

/** `Every 2 weeks on Monday and Wednesday, until 24 November 2026`, in the language of `text`. */
export function recurrenceInWords(rrule: string, context: WordsContext): string {
  const parts = rulePartsOf(rrule);
  const { text } = context;
  if (!parts) return text('unknown');
  const rule = completed(parts, context.start);
  const how = [...daysOf(rule, context), ...placesOf(rule, context), ...timesOf(rule, context)];
  const { frequency, interval } = rule;
  const key = frequency.toLowerCase() as Lowercase<RuleParts['frequency']>;
  const sentence = how.reduce(
    (first, second) => text('join', { first, second }),
    interval === 1 ? text(`${key}Each`) : text(key, { count: interval }),
  );
  return endOf(rule, context).reduce((first, second) => text('joinEnd', { first, second }), sentence);
}

/** With the day that a rule without any takes from its start, and the minutes of the hours that it names. */
function completed(rule: RuleParts, start: string): RuleParts {
  const [date = '', time] = start.split('T');
  const { days, monthDays, yearDays, weeks, months, positions } = rule;
  const minutes =
    rule.hours.length > 0 && rule.minutes.length === 0 && time ? [Number(time.slice(3, 5))] : rule.minutes;
  if ([days, monthDays, yearDays, weeks, positions].some((list) => list.length > 0))
    return { ...rule, minutes };
  const weekday = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
  if (rule.frequency === 'WEEKLY') return { ...rule, minutes, days: [{ day: weekday, nth: 0 }] };
  if (rule.frequency !== 'MONTHLY' && rule.frequency !== 'YEARLY') return { ...rule, minutes };
  const inYear = rule.frequency === 'YEARLY' && months.length === 0 ? [Number(date.slice(5, 7))] : months;
  return { ...rule, minutes, monthDays: [Number(date.slice(8, 10))], months: inYear };
}

const listOf = (items: readonly string[], locale: string) =>
  new Intl.ListFormat(locale, { type: 'conjunction' }).format(items);

const dated = (at: number, locale: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options }).format(at);

/** Which days: weekdays, days of the month and of the year. */
function daysOf(rule: RuleParts, { locale, text }: WordsContext): string[] {
  const name = (day: number) => dated(monday + day * dayMs, locale, { weekday: 'long' });
  const each = rule.days.filter(({ nth }) => nth === 0).map(({ day }) => day);
  const found: string[] = [];
  if (each.join() === '0,1,2,3,4') found.push(text('workdays'));
  else if (each.length > 0 && each.length < 7)
    found.push(text('onDays', { days: listOf(each.map(name), locale) }));
  const nth = rule.days
    .filter((day) => day.nth !== 0)
    .map(({ day, nth }) => nthDay(nth, day, name(day), text));
  if (nth.length > 0) found.push(text('onNth', { days: listOf(nth, locale) }));
  if (rule.monthDays.join() === '-1') found.push(text('onLastDay'));
  else if (rule.monthDays.length > 0)
    found.push(text('onMonthDays', { days: counted(rule.monthDays, locale, text) }));
  if (rule.yearDays.length > 0)
    found.push(text('onYearDays', { days: counted(rule.yearDays, locale, text) }));
  return found;
}

const counted = (days: readonly number[], locale: string, text: RecurrenceText) =>
  listOf(
    days.map((n) => (n > 0 ? numberIn(n, locale) : text('dayFromEnd', { n: numberIn(-n, locale) }))),
    locale,
  );

const numberIn = (n: number, locale: string) => new Intl.NumberFormat(locale).format(n);

const nthNames = { 1: '1', 2: '2', 3: '3', 4: '4', 5: '5', [-1]: 'last', [-2]: 'beforeLast' } as const;

function nthDay(nth: number, weekday: number, day: string, text: RecurrenceText): string {
  const form = nthNames[nth as keyof typeof nthNames];
  if (!form) return text(nth > 0 ? 'nthOther' : 'nthFromEnd', { day, n: Math.abs(nth) });
  return text('nthDay', { day, nth: text(`${weekday > 4 ? 'nthWeekend' : 'nth'}.${form}`) });
}

/** In which weeks and months, and which of all these. */
function placesOf(rule: RuleParts, { locale, text }: WordsContext): string[] {
  const found: string[] = [];
  if (rule.weeks.length > 0) found.push(text('inWeeks', { weeks: counted(rule.weeks, locale, text) }));
  if (rule.months.length > 0) {
    const months = rule.months.map((month) => dated(Date.UTC(2024, month - 1, 1), locale, { month: 'long' }));
    found.push(text('inMonths', { months: listOf(months, locale) }));
  }
  if (rule.positions.length > 0) {
    const places = rule.positions.map((n) =>
      n === -1 ? text('placeLast') : text(n > 0 ? 'place' : 'placeFromEnd', { n: Math.abs(n) }),
    );
    found.push(text('only', { places: listOf(places, locale) }));
  }
  return found;
}

/** At which times of the day, where the rule itself names them. */
function timesOf({ hours, minutes }: RuleParts, { locale, text }: WordsContext): string[] {
  if (hours.length === 0)
    return minutes.length === 0
      ? []
      : [
          text('atMinutes', {
            minutes: listOf(
              minutes.map((n) => numberIn(n, locale)),
              locale,
            ),
          }),
        ];
  const times = hours.flatMap((hour) =>
    (minutes.length === 0 ? [0] : minutes).map((minute) =>
      dated(monday + (hour * 60 + minute) * 60_000, locale, { hour: 'numeric', minute: '2-digit' }),
    ),
  );
  return [text('atTimes', { times: listOf(times, locale) })];
}

function endOf({ count, until }: RuleParts, { locale, timeZone, text }: WordsContext): string[] {
  if (count !== undefined) return [text('times', { count })];
  if (until === undefined) return [];
  const [, year, month, day, hour = 0, minute = 0] =
    /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d))?/.exec(until)?.map(Number) ?? [];
  const at = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour || 0, minute || 0);
  const zone = until.endsWith('Z') ? timeZone : 'UTC';
  return [text('until', { date: dated(at, locale, { dateStyle: 'long', timeZone: zone }) })];
}
