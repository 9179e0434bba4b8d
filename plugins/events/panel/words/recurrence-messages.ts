import { defineMessages } from '@teambrain/widget-kit';
import { recurrenceLocales } from './recurrence-locales.js';

/**
 * How a rule is said in words. Weekdays, months, lists and dates come from the browser. `nthWeekend` is for languages in
 * which Saturday and Sunday take other forms than the days before them.
 */
export const recurrenceMessages = defineMessages(
  'recurrence',
  {
    hourlyEach: 'Every hour',
    hourly: { one: 'Every hour', other: 'Every {count} hours' },
    dailyEach: 'Every day',
    daily: { one: 'Every day', other: 'Every {count} days' },
    weeklyEach: 'Every week',
    weekly: { one: 'Every week', other: 'Every {count} weeks' },
    monthlyEach: 'Every month',
    monthly: { one: 'Every month', other: 'Every {count} months' },
    yearlyEach: 'Every year',
    yearly: { one: 'Every year', other: 'Every {count} years' },
    workdays: 'from Monday to Friday',
    onDays: 'on {days}',
    onNth: 'on the {days}',
    nthDay: '{nth} {day}',
    'nth.1': 'first',
    'nth.2': 'second',
    'nth.3': 'third',
    'nth.4': 'fourth',
    'nth.5': 'fifth',
    'nth.last': 'last',
    'nth.beforeLast': 'second to last',
    'nthWeekend.1': 'first',
    'nthWeekend.2': 'second',
    'nthWeekend.3': 'third',
    'nthWeekend.4': 'fourth',
    'nthWeekend.5': 'fifth',
    'nthWeekend.last': 'last',
    'nthWeekend.beforeLast': 'second to last',
    nthOther: '{day} no. {n}',
    nthFromEnd: '{day} no. {n} from the end',
    onMonthDays: 'on day {days}',
    onLastDay: 'on the last day of the month',
    dayFromEnd: '{n} from the end',
    onYearDays: 'on day {days} of the year',
    inWeeks: 'in week {weeks}',
    inMonths: 'in {months}',
    atTimes: 'at {times}',
    atMinutes: 'at minute {minutes}',
    only: 'of these only {places}',
    place: 'number {n}',
    placeLast: 'the last',
    placeFromEnd: 'number {n} from the end',
    until: 'until {date}',
    times: { one: 'once', other: '{count} times' },
    join: '{first} {second}',
    joinEnd: '{first}, {second}',
    unknown: 'Repeats by a rule of its own',
  },
  recurrenceLocales,
);

export type RecurrenceText = (
  key: keyof (typeof recurrenceMessages)['messages'] & string,
  values?: Readonly<Record<string, string | number>>,
) => string;
