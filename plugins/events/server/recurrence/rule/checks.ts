import type { Rule } from '../contract.js';
import { invalid, tooCostly } from '../error.js';
import { limits } from '../limits.js';

/** What parts may stand together: the table and notes of RFC 5545, 3.3.10. */
export function checkTogether(rule: Rule, allDay: boolean): void {
  const { frequency } = rule;
  const coarse = frequency === 'YEARLY' || frequency === 'MONTHLY';
  const refuse = (part: string, reason: string) => {
    throw invalid(part, reason);
  };
  if (rule.count !== undefined && rule.until) refuse('COUNT', 'cannot stand beside UNTIL');
  if (rule.weekdays.some(({ nth }) => nth !== 0)) {
    if (!coarse) refuse('BYDAY', `takes no ordinals in a ${frequency} rule`);
    if (rule.weeks.length > 0) refuse('BYDAY', 'takes no ordinals beside BYWEEKNO');
  }
  if (rule.weeks.length > 0 && frequency !== 'YEARLY') refuse('BYWEEKNO', 'belongs in YEARLY rules');
  if (rule.yearDays.length > 0 && frequency !== 'YEARLY' && frequency !== 'HOURLY') {
    refuse('BYYEARDAY', `cannot stand in a ${frequency} rule`);
  }
  if (rule.monthDays.length > 0 && frequency === 'WEEKLY')
    refuse('BYMONTHDAY', 'cannot stand in a WEEKLY rule');
  if (rule.positions.length > 0 && !hasOtherParts(rule))
    refuse('BYSETPOS', 'needs another BY part to choose from');
  if (allDay) {
    if (frequency === 'HOURLY') refuse('FREQ', 'cannot be HOURLY for whole days');
    if (rule.hours.length > 0) refuse('BYHOUR', 'cannot stand in a rule for whole days');
    if (rule.minutes.length > 0) refuse('BYMINUTE', 'cannot stand in a rule for whole days');
    if (rule.seconds.length > 0) refuse('BYSECOND', 'cannot stand in a rule for whole days');
  }
}

const hasOtherParts = (rule: Rule) =>
  [
    rule.seconds,
    rule.minutes,
    rule.hours,
    rule.weekdays,
    rule.monthDays,
    rule.yearDays,
    rule.weeks,
    rule.months,
  ].some((list) => list.length > 0);

/** Counted before BYSETPOS, because the expander has to lay out what that chooses from. */
export function checkPerDay(rule: Rule): void {
  const perHour = Math.max(rule.minutes.length, 1) * Math.max(rule.seconds.length, 1);
  const everyHour = rule.frequency === 'HOURLY' ? Math.ceil(24 / rule.interval) : 1;
  const hours = rule.hours.length > 0 ? rule.hours.length : everyHour;
  if (hours * perHour <= limits.perDay) return;
  const part =
    rule.seconds.length > 1
      ? 'BYSECOND'
      : rule.minutes.length > 1
        ? 'BYMINUTE'
        : rule.hours.length > 1
          ? 'BYHOUR'
          : 'FREQ';
  throw tooCostly(part, `makes more than ${limits.perDay} instances a day`);
}
