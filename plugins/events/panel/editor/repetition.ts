import { type RuleParts, rulePartsOf } from '../words/rule-parts.js';
import { momentIn, weekdayOf } from './wall-times.js';

export const presets = ['daily', 'workdays', 'weekly', 'monthlyDay', 'monthlyNth', 'yearly'] as const;
export type Preset = (typeof presets)[number];
export type RepetitionKind = 'none' | Preset | 'custom' | 'kept';

export const frequencies = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
export type Frequency = (typeof frequencies)[number];

/** What the form for rules of one's own holds. Weekdays from 0, Monday. */
export interface OwnRule {
  readonly frequency: Frequency;
  readonly interval: number;
  readonly weekdays: readonly number[];
  /** Months and years: a day of the month, or a weekday by its place in it. */
  readonly by: 'day' | 'nth';
  /** 1 to 31; -1 the last. */
  readonly monthDay: number;
  /** 1 to 5; -1 the last. */
  readonly nth: number;
  readonly nthDay: number;
  readonly months: readonly number[];
}

export interface RepetitionEnd {
  readonly kind: 'never' | 'date' | 'count';
  readonly date: string;
  readonly count: number;
}

/** How an event repeats, as the form has it. */
export interface Repetition {
  readonly kind: RepetitionKind;
  readonly own: OwnRule;
  readonly end: RepetitionEnd;
  /** A rule that the form cannot say; it stays as it is until another is chosen. */
  readonly kept?: string;
}

/** What a rule needs of its event: the local date of the start, whether it goes through whole days, and its zone. */
export interface RuleFrame {
  readonly date: string;
  readonly allDay: boolean;
  readonly timeZone: string;
}

const dayNames = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const workdays = [0, 1, 2, 3, 4];

/** The place of a date's weekday in its month; of those after the fourth, the last. */
export function nthOf(date: string): number {
  const nth = Math.ceil(Number(date.slice(8, 10)) / 7);
  return nth > 4 ? -1 : nth;
}

export const monthDayOf = (date: string): number => Number(date.slice(8, 10));
const monthOf = (date: string): number => Number(date.slice(5, 7));

/** The own rule that one starts from: every week on the day of the event. */
export const ownRuleOn = (date: string): OwnRule => ({
  frequency: 'WEEKLY',
  interval: 1,
  weekdays: [weekdayOf(date)],
  by: 'day',
  monthDay: monthDayOf(date),
  nth: nthOf(date),
  nthDay: weekdayOf(date),
  months: [monthOf(date)],
});

export const noRepetition = (date: string): Repetition => ({
  kind: 'none',
  own: ownRuleOn(date),
  end: { kind: 'never', date: '', count: 10 },
});

/** The rule without its end. */
function coreOf({ kind, own }: Repetition, { date }: RuleFrame): string {
  const day = dayNames[weekdayOf(date)];
  if (kind === 'daily') return 'FREQ=DAILY';
  if (kind === 'workdays') return `FREQ=WEEKLY;BYDAY=${workdays.map((each) => dayNames[each]).join()}`;
  if (kind === 'weekly') return `FREQ=WEEKLY;BYDAY=${day}`;
  if (kind === 'monthlyDay') return `FREQ=MONTHLY;BYMONTHDAY=${monthDayOf(date)}`;
  if (kind === 'monthlyNth') return `FREQ=MONTHLY;BYDAY=${nthOf(date)}${day}`;
  if (kind === 'yearly') return 'FREQ=YEARLY';
  return ownText(own, date);
}

function ownText(own: OwnRule, date: string): string {
  const parts = [`FREQ=${own.frequency}`];
  if (own.interval !== 1) parts.push(`INTERVAL=${own.interval}`);
  if (own.frequency === 'WEEKLY') {
    const days = own.weekdays.length > 0 ? own.weekdays : [weekdayOf(date)];
    parts.push(
      `BYDAY=${[...days]
        .sort()
        .map((day) => dayNames[day])
        .join()}`,
    );
  }
  if (own.frequency === 'MONTHLY' || own.frequency === 'YEARLY') {
    if (own.by === 'nth') parts.push(`BYDAY=${own.nth}${dayNames[own.nthDay]}`);
    if (own.frequency === 'YEARLY') {
      const months = own.months.length > 0 ? own.months : [monthOf(date)];
      parts.push(`BYMONTH=${[...months].sort((a, b) => a - b).join()}`);
    }
    if (own.by === 'day') parts.push(`BYMONTHDAY=${own.monthDay}`);
  }
  return parts.join(';');
}

/** The rule as text; undefined for an event that does not repeat. */
export function ruleTextOf(repetition: Repetition, frame: RuleFrame): string | undefined {
  const { kind, end, kept } = repetition;
  if (kind === 'none') return undefined;
  if (kind === 'kept') return kept;
  const core = coreOf(repetition, frame);
  if (end.kind === 'count') return `${core};COUNT=${end.count}`;
  if (end.kind === 'never' || !end.date) return core;
  // The last moment of that day by the clock of the event.
  return `${core};UNTIL=${end.date.replaceAll('-', '')}${frame.allDay ? '' : 'T235959'}`;
}

const countOf = (rrule: string | undefined): number => Number(rrule?.match(/COUNT=(\d+)/)?.[1] ?? 0);

/**
 * A number of times is that of the whole series, as the form shows it: what follows a date has what those before leave of it.
 * `whole` is the rule as it was, `from` what it was from that date on.
 */
export function withCountLeft(rrule: string, whole: string | undefined, from: string | undefined): string {
  const before = countOf(whole) - countOf(from);
  return rrule.replace(/COUNT=(\d+)/, (_, count) => `COUNT=${Math.max(1, Number(count) - before)}`);
}

const sayable = /^(FREQ|INTERVAL|COUNT|UNTIL|BYDAY|BYMONTHDAY|BYMONTH)=/;

/** A rule as the form has it; `kept` where the form cannot say it. */
export function repetitionOf(rrule: string | undefined, frame: RuleFrame): Repetition {
  const none = noRepetition(frame.date);
  if (!rrule) return none;
  const parts = rulePartsOf(rrule);
  const own = parts && rrule.split(';').every((part) => sayable.test(part)) && ownOf(parts, none.own);
  if (!own) return { ...none, kind: 'kept', kept: rrule };
  const end = endOf(parts, frame, none.end);
  const custom: Repetition = { ...none, kind: 'custom', own, end };
  const core = withoutEnd(rrule);
  const preset = presets.find((kind) => alike(coreOf({ ...custom, kind }, frame), core));
  return preset ? { ...custom, kind: preset } : custom;
}

const withoutEnd = (rrule: string): string =>
  rrule
    .split(';')
    .filter((part) => !/^(COUNT|UNTIL)=/.test(part))
    .join(';');

/** A rule that names no day means that of its start. */
const alike = (preset: string, core: string): boolean =>
  preset === core ||
  (/^FREQ=(WEEKLY|MONTHLY)$/.test(core) &&
    preset.startsWith(`${core};BY`) &&
    !preset.includes(',') &&
    !/BYDAY=-?\d/.test(preset));

function ownOf(parts: RuleParts, usual: OwnRule): OwnRule | undefined {
  const { frequency, interval, days, monthDays, months } = parts;
  if (frequency === 'HOURLY') return undefined;
  const isPlain = days.every(({ nth }) => nth === 0);
  const own: OwnRule = { ...usual, frequency, interval };
  if (frequency === 'DAILY') return days.length + monthDays.length + months.length === 0 ? own : undefined;
  if (frequency === 'WEEKLY') {
    if (!isPlain || monthDays.length + months.length > 0) return undefined;
    return days.length > 0 ? { ...own, weekdays: days.map(({ day }) => day) } : own;
  }
  if (frequency === 'MONTHLY' && months.length > 0) return undefined;
  // A weekday or a day of the year at large, and not of a month.
  if (frequency === 'YEARLY' && months.length === 0 && days.length + monthDays.length > 0) return undefined;
  const inMonths = months.length > 0 ? { ...own, months } : own;
  const [first, ...more] = days;
  const [day, ...others] = monthDays;
  if (more.length + others.length > 0 || (first && day !== undefined)) return undefined;
  if (first) {
    if (![1, 2, 3, 4, 5, -1].includes(first.nth)) return undefined;
    return { ...inMonths, by: 'nth', nth: first.nth, nthDay: first.day };
  }
  if (day === undefined) return inMonths;
  return day === -1 || day > 0 ? { ...inMonths, monthDay: day } : undefined;
}

function endOf({ count, until }: RuleParts, { timeZone }: RuleFrame, usual: RepetitionEnd): RepetitionEnd {
  if (count !== undefined) return { ...usual, kind: 'count', count };
  if (until === undefined) return usual;
  const date = until.replace(/^(\d{4})(\d\d)(\d\d).*/, '$1-$2-$3');
  if (!until.endsWith('Z')) return { ...usual, kind: 'date', date };
  const instant = until.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
  return { ...usual, kind: 'date', date: momentIn(timeZone, instant).date };
}
