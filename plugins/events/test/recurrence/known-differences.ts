import type { Case } from './generated-cases.js';

export type WitnessName = 'rrule' | 'rrule-rust';

/** Where a witness is not believed, as narrow as the fault allows, and an example that shows it. */
export interface KnownDifference {
  witnesses: readonly WitnessName[];
  fault: string;
  /** The RFC's side of it. */
  reason: string;
  applies(given: Case): boolean;
  /** The fault touches only the first days: behind them the witness is believed, unless it has counted them. */
  firstDays?: number;
  example: { rrule: string; start: string; to: string; right: readonly string[] };
}

const numbers = (given: Case, part: string) => (given.generated.parts.get(part) ?? []).map(Number);
const has = (given: Case, part: string) => given.generated.parts.has(part);
const ordinals = (given: Case) =>
  (given.generated.parts.get('BYDAY') ?? []).map((item) => Number.parseInt(String(item), 10));

export const knownDifferences: readonly KnownDifference[] = [
  {
    witnesses: ['rrule', 'rrule-rust'],
    fault: 'In a weekly rule BYSETPOS counts the first week from the start of the series',
    reason: 'the set is all of the week; what lies before the start is left out afterwards',
    applies: (given) => given.generated.frequency === 'WEEKLY' && has(given, 'BYSETPOS'),
    firstDays: 7,
    example: {
      rrule: 'FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=2',
      start: '2026-11-18T09:00:00',
      to: '2026-11-26T00:00:00',
      right: ['2026-11-18T09:00:00', '2026-11-25T09:00:00'],
    },
  },
  {
    witnesses: ['rrule'],
    fault: 'A negative BYSETPOS beyond the set takes its first',
    reason: 'a set of one has no second-to-last',
    applies: (given) => numbers(given, 'BYSETPOS').some((n) => n < -1),
    example: {
      rrule: 'FREQ=MONTHLY;BYMONTHDAY=1,31;BYSETPOS=-2',
      start: '2026-01-01T09:00:00',
      to: '2026-04-01T00:00:00',
      right: ['2026-01-01T09:00:00', '2026-03-01T09:00:00'],
    },
  },
  {
    witnesses: ['rrule'],
    fault: 'In an hourly rule with BYSETPOS the hour of the start escapes BYHOUR',
    reason: 'BYHOUR takes hours away also there',
    applies: (given) =>
      given.generated.frequency === 'HOURLY' && has(given, 'BYSETPOS') && has(given, 'BYHOUR'),
    firstDays: 1,
    example: {
      rrule: 'FREQ=HOURLY;BYHOUR=4;BYMINUTE=0,30;BYSETPOS=-2',
      start: '2026-11-18T00:00:00',
      to: '2026-11-18T23:00:00',
      right: ['2026-11-18T04:00:00'],
    },
  },
  {
    witnesses: ['rrule', 'rrule-rust'],
    fault: 'The first week of a year, counted from the end of the year, misses its days in December',
    reason: '2015 has 53 weeks, and the first begins on 29 December 2014',
    applies: (given) => numbers(given, 'BYWEEKNO').some((n) => n === -52 || n === -53),
    example: {
      rrule: 'FREQ=YEARLY;BYWEEKNO=-53;BYDAY=MO,TH',
      start: '2014-12-01T09:00:00',
      to: '2015-12-01T00:00:00',
      right: ['2014-12-29T09:00:00', '2015-01-01T09:00:00'],
    },
  },
  {
    witnesses: ['rrule', 'rrule-rust'],
    fault: 'Days of January are taken for week 53 of a year that has 52',
    reason: 'with weeks from Sunday 2026 ends with week 52, on 2 January 2027',
    applies: (given) => numbers(given, 'BYWEEKNO').some((n) => n === 53 || n === 52),
    example: {
      rrule: 'FREQ=YEARLY;WKST=SU;BYWEEKNO=53;BYDAY=FR,SA',
      start: '2026-06-01T09:00:00',
      to: '2027-12-01T00:00:00',
      right: [],
    },
  },
  {
    witnesses: ['rrule', 'rrule-rust'],
    fault: 'Of days with an ordinal and days without one only those are taken that are both',
    reason: 'BYDAY is a list, and each of it counts',
    applies: (given) => {
      const plain = ordinals(given).filter(Number.isNaN).length;
      return plain > 0 && plain < ordinals(given).length;
    },
    example: {
      rrule: 'FREQ=MONTHLY;BYDAY=1TU,TU,FR',
      start: '2026-01-01T09:00:00',
      to: '2026-01-14T00:00:00',
      right: ['2026-01-02T09:00:00', '2026-01-06T09:00:00', '2026-01-09T09:00:00', '2026-01-13T09:00:00'],
    },
  },
  {
    witnesses: ['rrule-rust'],
    fault: 'The fifth-to-last weekday of a month and the 53rd-to-last of a year are refused',
    reason: 'some months have five of a weekday, some years 53',
    applies: (given) => ordinals(given).some((n) => n === -53 || (n === -5 && inMonths(given))),
    example: {
      rrule: 'FREQ=MONTHLY;BYDAY=-5MO',
      start: '2026-01-01T09:00:00',
      to: '2026-07-01T00:00:00',
      right: ['2026-03-02T09:00:00', '2026-06-01T09:00:00'],
    },
  },
];

const inMonths = (given: Case) => given.generated.frequency === 'MONTHLY' || has(given, 'BYMONTH');
