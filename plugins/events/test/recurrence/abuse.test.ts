import { describe, expect, it } from 'vitest';
import type { SeriesTimes } from '../../server/recurrence/contract.js';
import { RecurrenceError } from '../../server/recurrence/error.js';
import { createBudget } from '../../server/recurrence/expand/budget.js';
import { createSeries } from '../../server/recurrence/series.js';
import { addDays } from '../../server/recurrence/wall.js';
import { dayMs, times } from './support.js';

const start = '2026-11-24T14:00:00';
const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, n) => from + n).join();
const allDays = numbers(1, 366);
const allHours = numbers(0, 23);
const dates = (count: number) =>
  Array.from({ length: count }, (_, n) => `${addDays('2026-11-24', n)}T14:00:00`);

/** What an answer may be: the code and part of a refusal, or an answer. */
type Answer = string;
const never = 'recurrence_never_occurs rrule';
const costly = 'recurrence_too_costly';

const abusive: [string, Answer, Partial<SeriesTimes>?][] = [
  ['FREQ=SECONDLY', `${costly} FREQ`],
  ['FREQ=MINUTELY', `${costly} FREQ`],
  ['FREQ=MINUTELY;INTERVAL=1000', `${costly} FREQ`],
  ['FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30', `${costly} FREQ`],
  ['FREQ=DAILY;COUNT=1000000000', `${costly} COUNT`],
  ['FREQ=DAILY;COUNT=10001', `${costly} COUNT`],
  ['FREQ=DAILY;COUNT=99999999999999999999', `${costly} COUNT`],
  [`FREQ=DAILY;BYHOUR=${allHours};BYMINUTE=0,15,30`, `${costly} BYMINUTE`],
  [`FREQ=DAILY;BYHOUR=${allHours};BYMINUTE=${numbers(0, 59)}`, `${costly} BYMINUTE`],
  [`FREQ=DAILY;BYMINUTE=0,1,2,3,4;BYSECOND=0,1,2,3,4,5,6,7,8,9`, `${costly} BYSECOND`],
  [`FREQ=HOURLY;BYMINUTE=0,20,40`, `${costly} BYMINUTE`],
  [`FREQ=HOURLY;BYSECOND=${numbers(0, 59)}`, `${costly} BYSECOND`],
  [`FREQ=HOURLY;INTERVAL=2;BYMINUTE=0,10,20,30,40`, `${costly} BYMINUTE`],
  [`FREQ=YEARLY;BYHOUR=${allHours};BYMINUTE=0,15,30;BYSETPOS=1`, `${costly} BYMINUTE`],
  [`FREQ=YEARLY;BYYEARDAY=${allDays}`, `${costly} rrule`],
  [`FREQ=DAILY;${'BYDAY=MO,'.repeat(100)}`, `${costly} rrule`],
  ['A'.repeat(1_000_000), `${costly} rrule`],
  ['FREQ=DAILY', `${costly} exdate`, { exdate: dates(1_001) }],
  ['FREQ=DAILY', `${costly} exdate`, { exdate: dates(10_000) }],
  ['FREQ=DAILY', `${costly} rdate`, { rdate: dates(10_000) }],
  ['FREQ=DAILY', `${costly} rdate`, { rdate: dates(600), exdate: dates(500) }],
  ['FREQ=DAILY;INTERVAL=0', 'recurrence_invalid INTERVAL'],
  ['FREQ=DAILY;INTERVAL=-1', 'recurrence_invalid INTERVAL'],
  ['FREQ=DAILY;INTERVAL=100000000000', 'recurrence_invalid INTERVAL'],
  ['FREQ=DAILY;INTERVAL=1001', 'recurrence_invalid INTERVAL'],
  ['FREQ=DAILY;COUNT=-5', 'recurrence_invalid COUNT'],
  ['FREQ=DAILY;UNTIL=99991231T235959Z', 'recurrence_invalid UNTIL'],
  ['FREQ=DAILY', 'recurrence_invalid end', { end: '2036-11-24T14:00:00' }],
  ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', never],
  ['FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30', never],
  ['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', never],
  ['FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30', never],
  ['FREQ=HOURLY;INTERVAL=1000;BYMONTH=2;BYMONTHDAY=30;COUNT=10000', never],
  ['FREQ=HOURLY;INTERVAL=2;BYHOUR=1,3,5', never],
  ['FREQ=HOURLY;INTERVAL=24;BYHOUR=3', never],
  ['FREQ=DAILY;INTERVAL=1000;BYMONTH=6;BYMONTHDAY=31', never],
  ['FREQ=DAILY;INTERVAL=7;BYDAY=MO', never],
  ['FREQ=DAILY;INTERVAL=7;BYDAY=MO;COUNT=10000', never],
  ['FREQ=YEARLY;BYYEARDAY=366;BYMONTH=1', never],
  ['FREQ=YEARLY;BYYEARDAY=60;BYMONTHDAY=31', never],
  ['FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6', never],
  ['FREQ=YEARLY;INTERVAL=4;BYYEARDAY=366', never],
  ['FREQ=YEARLY;BYDAY=53MO;BYMONTH=2', never],
  ['FREQ=MONTHLY;BYDAY=6MO', never],
  ['FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2,4,6,9,11', never],
  ['FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6', never],
  ['FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2', never],
  ['FREQ=DAILY;BYHOUR=9;BYSETPOS=2', never],
  ['FREQ=HOURLY;BYMINUTE=0;BYSETPOS=-2;COUNT=10000', never],
  ['FREQ=DAILY;UNTIL=20261124T125959Z', 'recurrence_never_occurs UNTIL'],
  ['FREQ=DAILY;UNTIL=19700101T000000Z', 'recurrence_never_occurs UNTIL'],
  ['FREQ=DAILY;COUNT=3', 'recurrence_never_occurs exdate', { exdate: dates(3) }],
  // Answered, because there is an answer; these are the ones that search longest.
  ['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;COUNT=10000', 'answered'],
  ['FREQ=DAILY;BYMONTHDAY=31;COUNT=10000', 'answered'],
  ['FREQ=HOURLY;INTERVAL=1000;BYHOUR=14;BYMONTHDAY=31;COUNT=10000', 'answered'],
  ['FREQ=WEEKLY;INTERVAL=1000;BYMONTH=2;BYDAY=SU;COUNT=10000', never],
  ['FREQ=YEARLY;INTERVAL=1000', 'answered'],
  ['FREQ=YEARLY;BYYEARDAY=-366;BYDAY=MO;COUNT=10000', 'answered'],
  ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=SU;BYHOUR=0;UNTIL=21991231T000000Z', 'answered'],
  [
    `FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=${allHours};BYMINUTE=0,30;BYSETPOS=${numbers(1, 60)},-1`,
    'answered',
  ],
  [`FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=${allHours};BYMINUTE=0,30;COUNT=10000`, 'answered'],
  ['FREQ=HOURLY;BYMINUTE=0,30;COUNT=10000', 'answered'],
  ['FREQ=HOURLY;BYMINUTE=0,30', 'answered', { end: '2027-11-24T14:00:00', exdate: dates(1_000) }],
  ['FREQ=DAILY;COUNT=10000', 'answered', { rdate: dates(500), exdate: dates(500) }],
  ['FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;UNTIL=20290820T120000Z', 'answered', { exdate: dates(1_000) }],
  ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYMONTHDAY=-1;BYHOUR=0,23;BYSETPOS=-2', 'answered'],
];

/** Everything a caller asks of a series. */
function useAll(given: SeriesTimes): Answer {
  try {
    const series = createSeries(given);
    const { first } = series.bounds;
    for (const from of [first - dayMs, Date.UTC(2150, 0, 1)]) {
      const { instances } = series.between(from, from + 366 * dayMs);
      for (const one of instances.slice(-2)) {
        if (!series.has(one.original)) return `lost ${one.original}`;
        series.split(one.original);
      }
    }
    series.next(Date.UTC(2100, 0, 1));
    series.has('2150-02-29T14:00:00');
    return 'answered';
  } catch (error) {
    if (error instanceof RecurrenceError) return `${error.code} ${error.part}`;
    throw error;
  }
}

function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

describe('rules that are made to hang a calendar', () => {
  for (const [rrule, answer, more] of abusive) {
    const label = rrule.length > 90 ? `${rrule.slice(0, 90)}…` : rrule;
    it(`${label}${more ? ` with ${Object.keys(more).join(', ')}` : ''}: ${answer}`, () => {
      const given = times({ start, timeZone: 'Europe/Berlin', rrule, ...more });
      expect(useAll(given)).toBe(answer);
      // A fresh start each time, so that no end is remembered; the best of three, because the machine has other work.
      const costs = [1, 2, 3].map((n) =>
        cpuMs(() =>
          useAll({ ...given, start: start.replace('-24', `-${String(24 - 7 * n).padStart(2, '0')}`) }),
        ),
      );
      expect(Math.min(...costs)).toBeLessThanOrEqual(50);
    });
  }

  it('lists more than forty of them', () => expect(abusive.length).toBeGreaterThanOrEqual(60));

  it('would stop a search that goes on for ever, by its steps', () => {
    const budget = createBudget(1_000);
    budget.spend(1_000);
    expect(() => budget.spend(1)).toThrow(expect.objectContaining({ code: costly, part: 'rrule' }));
  });

  it('refuses a window of more than 366 days', () => {
    const series = createSeries(times({ start, rrule: 'FREQ=DAILY' }));
    expect(() => series.between(0, 366 * dayMs + 1)).toThrow(
      expect.objectContaining({ code: costly, part: 'window' }),
    );
    expect(() => series.between(Number.NaN, 0)).toThrow(expect.objectContaining({ part: 'window' }));
    expect(series.between(0, 366 * dayMs)).toEqual({ instances: [], truncated: false });
    expect(series.between(8.64e15, 8.64e15 + 1)).toEqual({ instances: [], truncated: false });
    expect(series.between(-1e300, -1e300)).toEqual({ instances: [], truncated: false });
  });
});
