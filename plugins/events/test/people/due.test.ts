import { describe, expect, it } from 'vitest';
import type { Override } from '../../server/contract.js';
import { compile } from '../../server/occurrences/compiled.js';
import { walk } from '../../server/occurrences/walk.js';
import type { SeriesTimes } from '../../server/recurrence/contract.js';
import { dueWithin, nextDue } from '../../server/reminders/due.js';
import { minute } from './times.js';

const hour = 60 * minute;
const day = 24 * hour;
const base: SeriesTimes = {
  start: '2027-03-26T02:30:00',
  end: '2027-03-26T03:30:00',
  timeZone: 'Europe/Berlin',
  allDay: false,
  rdate: [],
  exdate: [],
};
const cases: Record<string, { times: SeriesTimes; overrides?: Override[] }> = {
  'daily, over a skipped hour': { times: { ...base, rrule: 'FREQ=DAILY;COUNT=6' } },
  'daily, over an hour that comes twice': {
    times: { ...base, start: '2027-10-29T02:30:00', end: '2027-10-29T03:30:00', rrule: 'FREQ=DAILY;COUNT=5' },
  },
  'every half hour, over a skipped hour': {
    times: {
      ...base,
      start: '2027-03-27T22:00:00',
      end: '2027-03-27T22:10:00',
      rrule: 'FREQ=HOURLY;BYMINUTE=0,30;COUNT=20',
    },
  },
  'all-day, monthly': {
    times: { ...base, allDay: true, start: '2027-03-28', end: '2027-03-30', rrule: 'FREQ=MONTHLY;COUNT=4' },
  },
  'every fourth year, with a further date': {
    times: { ...base, rrule: 'FREQ=YEARLY;INTERVAL=4;COUNT=3', rdate: ['2028-01-01T00:00:00'] },
  },
  'with instances moved before, behind and cancelled': {
    times: { ...base, rrule: 'FREQ=DAILY;COUNT=8' },
    overrides: [
      { original: '2027-03-27T02:30:00', cancelled: true },
      { original: '2027-03-28T02:30:00', cancelled: true },
      {
        original: '2027-03-29T02:30:00',
        cancelled: false,
        start: '2027-03-25T08:00:00',
        end: '2027-03-25T09:00:00',
      },
      {
        original: '2027-03-30T02:30:00',
        cancelled: false,
        start: '2027-04-20T08:00:00',
        end: '2027-04-20T09:00:00',
      },
      {
        original: '2027-03-31T02:30:00',
        cancelled: true,
        start: '2027-03-31T08:00:00',
        end: '2027-03-31T09:00:00',
      },
      { original: '2027-04-01T02:30:00', cancelled: false, title: 'Renamed' },
    ],
  },
  'two instances that a skipped hour puts at one time, one of them cancelled': {
    times: {
      ...base,
      start: '2027-03-28T02:00:00',
      end: '2027-03-28T02:10:00',
      rrule: 'FREQ=HOURLY;COUNT=3',
    },
    overrides: [{ original: '2027-03-28T02:00:00', cancelled: true }],
  },
};
const reminders = [0, 10, 90, 1440, 40_320];

describe.each(Object.entries(cases))('reminders of a series %s', (_, { times, overrides = [] }) => {
  const compiled = compile({ ...times, overrides });
  if (!compiled) throw new Error('the series is not valid');
  const begin = Date.parse('2027-02-01T00:00:00Z');
  /** All dues there are, from walking through the series a year at a time. */
  const dues = Array.from({ length: 10 }, (__, year) => {
    const from = begin + year * 366 * day;
    const next = walk(compiled, { from, to: from + 366 * day }, 1000);
    const starts: number[] = [];
    for (let placed = next(); placed; placed = next()) if (placed.start >= from) starts.push(placed.start);
    return starts;
  })
    .flat()
    .flatMap((start) => reminders.map((minutes) => start - minutes * minute))
    .sort((a, b) => a - b);

  it('come one after another, each of them', () => {
    const distinct = [...new Set(dues)];
    const found: number[] = [];
    for (let due = nextDue(compiled, reminders, begin - 60 * day); due !== null; ) {
      found.push(due);
      due = nextDue(compiled, reminders, due);
    }
    expect(found).toEqual(distinct);
  });

  it('are each due in one of the looks that follow each other', () => {
    let last = begin - 60 * day;
    const found: number[] = [];
    for (
      let due = nextDue(compiled, reminders, last);
      due !== null;
      due = nextDue(compiled, reminders, last)
    ) {
      // A look comes a little late, and sometimes a day.
      last = due + (found.length % 7 === 0 ? day : 1700);
      const within = dueWithin(compiled, reminders, { from: due, to: last, earliest: due - 100 * day });
      found.push(...within.map(({ placed, minutes }) => placed.start - minutes * minute));
    }
    expect(found.sort((a, b) => a - b)).toEqual(dues);
  });
});

it('of what began too long ago are left out', () => {
  const compiled = compile({ ...base, overrides: [] });
  if (!compiled) throw new Error('the series is not valid');
  const start = Date.parse('2027-03-26T01:30:00Z');
  const late = (after: number) =>
    dueWithin(compiled, [30], {
      from: start - 30 * minute,
      to: start + after,
      earliest: start + after - 10 * minute,
    });
  expect(late(9 * minute)).toHaveLength(1);
  expect(late(10 * minute)).toHaveLength(1);
  expect(late(11 * minute)).toHaveLength(0);
});
