import { civilFromDays, weekdayOf } from '../civil.js';
import type { Rule } from '../contract.js';
import { dayOf, daySeconds } from '../wall.js';

/**
 * The rule with what it leaves to the start written out (RFC 5545, 3.3.10: what is not in the rule is derived from
 * DTSTART): month and day of a yearly rule, day of a monthly one, weekday of a weekly one, the time of day. Weeks of the
 * year without a day keep all their days, as the calendars of the web read them.
 */
export function complete(rule: Rule, start: number): Rule {
  const days = dayOf(start);
  const time = start - days * daySeconds;
  const { month, day } = civilFromDays(days);
  const weekday = { day: weekdayOf(days), nth: 0 };
  const orStart = (list: readonly number[], value: number) => (list.length > 0 ? list : [value]);
  const filled: { -readonly [part in keyof Rule]: Rule[part] } = {
    ...rule,
    seconds: orStart(rule.seconds, time % 60),
    minutes: orStart(rule.minutes, Math.floor(time / 60) % 60),
    // Hours of an hourly rule come from its interval: there BYHOUR only takes away.
    hours: rule.frequency === 'HOURLY' ? rule.hours : orStart(rule.hours, Math.floor(time / 3_600)),
  };
  const namesDays =
    rule.weekdays.length + rule.monthDays.length + rule.yearDays.length + rule.weeks.length > 0;
  if (namesDays) return filled;
  if (rule.frequency === 'WEEKLY') filled.weekdays = [weekday];
  else if (rule.frequency === 'MONTHLY') filled.monthDays = [day];
  else if (rule.frequency === 'YEARLY') {
    filled.months = orStart(rule.months, month);
    filled.monthDays = [day];
  }
  return filled;
}
