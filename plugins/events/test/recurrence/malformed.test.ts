import { describe, expect, it } from 'vitest';
import type { SeriesTimes } from '../../server/recurrence/contract.js';
import { RecurrenceError } from '../../server/recurrence/error.js';
import { formatRule } from '../../server/recurrence/rule/format.js';
import { parseRule } from '../../server/recurrence/rule/parse.js';
import { createSeries } from '../../server/recurrence/series.js';
import { createRandom } from './generator.js';
import { times } from './support.js';

/** Rules that RFC 5545 does not allow, and the part each is refused for. */
const malformed: [string, string][] = [
  ['', 'rrule'],
  [' ', 'rrule'],
  ['RRULE:', 'rrule'],
  ['daily', 'rrule'],
  ['every week', 'rrule'],
  ['FREQ', 'FREQ'],
  ['FREQ=', 'FREQ'],
  ['FREQ=FORTNIGHTLY', 'FREQ'],
  ['FREQ=DAILY,WEEKLY', 'FREQ'],
  ['FREQ= DAILY', 'FREQ'],
  ['INTERVAL=2', 'FREQ'],
  ['COUNT=3;BYDAY=MO', 'FREQ'],
  ['FREQ=DAILY;', 'rrule'],
  [';FREQ=DAILY', 'rrule'],
  ['FREQ=DAILY;;COUNT=3', 'rrule'],
  ['FREQ=DAILY; COUNT=3', 'rrule'],
  ['FREQ=DAILY:COUNT=3', 'FREQ'],
  ['FREQ=DAILY;FREQ=WEEKLY', 'FREQ'],
  ['FREQ=DAILY;COUNT=3;COUNT=3', 'COUNT'],
  ['FREQ=DAILY;BYDAY=MO;BYDAY=TU', 'BYDAY'],
  ['FREQ=DAILY;X-NAME=1', 'rrule'],
  ['FREQ=DAILY;BYEASTER=0', 'rrule'],
  ['FREQ=DAILY;DTSTART=20261124', 'rrule'],
  ['RRULE:RRULE:FREQ=DAILY', 'rrule'],
  ['DTSTART:20261124T140000\nRRULE:FREQ=DAILY', 'rrule'],
  ['FREQ=DAILY\nFREQ=WEEKLY', 'FREQ'],
  ['FREQ=MONTHLY;RSCALE=CHINESE', 'RSCALE'],
  ['RSCALE=GREGORIAN;FREQ=MONTHLY', 'RSCALE'],
  ['FREQ=MONTHLY;SKIP=FORWARD', 'SKIP'],
  ['FREQ=DAILY;COUNT=0', 'COUNT'],
  ['FREQ=DAILY;COUNT=1.5', 'COUNT'],
  ['FREQ=DAILY;COUNT=+3', 'COUNT'],
  ['FREQ=DAILY;COUNT=1E3', 'COUNT'],
  ['FREQ=DAILY;COUNT=0X10', 'COUNT'],
  ['FREQ=DAILY;COUNT=3,4', 'COUNT'],
  ['FREQ=DAILY;COUNT=', 'COUNT'],
  ['FREQ=DAILY;INTERVAL=+2', 'INTERVAL'],
  ['FREQ=DAILY;INTERVAL=two', 'INTERVAL'],
  ['FREQ=DAILY;COUNT=3;UNTIL=20270101T000000Z', 'COUNT'],
  ['FREQ=DAILY;UNTIL=2027', 'UNTIL'],
  ['FREQ=DAILY;UNTIL=20270101', 'UNTIL'],
  ['FREQ=DAILY;UNTIL=2027-01-01T00:00:00Z', 'UNTIL'],
  ['FREQ=DAILY;UNTIL=20270230T000000Z', 'UNTIL'],
  ['FREQ=DAILY;UNTIL=20271301T000000Z', 'UNTIL'],
  ['FREQ=DAILY;UNTIL=20270101T250000Z', 'UNTIL'],
  ['FREQ=DAILY;UNTIL=20270101T006000Z', 'UNTIL'],
  ['FREQ=DAILY;UNTIL=20270101T000000+0100', 'UNTIL'],
  ['FREQ=DAILY;UNTIL=22000101T000000Z', 'UNTIL'],
  ['FREQ=DAILY;WKST=XX', 'WKST'],
  ['FREQ=DAILY;WKST=1MO', 'WKST'],
  ['FREQ=DAILY;WKST=MO,TU', 'WKST'],
  ['FREQ=WEEKLY;BYDAY=', 'BYDAY'],
  ['FREQ=WEEKLY;BYDAY=MON', 'BYDAY'],
  ['FREQ=WEEKLY;BYDAY=MO,', 'BYDAY'],
  ['FREQ=WEEKLY;BYDAY=MO TU', 'BYDAY'],
  ['FREQ=WEEKLY;BYDAY=1MO', 'BYDAY'],
  ['FREQ=DAILY;BYDAY=-1FR', 'BYDAY'],
  ['FREQ=HOURLY;BYDAY=2TU', 'BYDAY'],
  ['FREQ=MONTHLY;BYDAY=0MO', 'BYDAY'],
  ['FREQ=MONTHLY;BYDAY=54MO', 'BYDAY'],
  ['FREQ=MONTHLY;BYDAY=--1MO', 'BYDAY'],
  ['FREQ=MONTHLY;BYDAY=1 MO', 'BYDAY'],
  ['FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO', 'BYDAY'],
  ['FREQ=MONTHLY;BYWEEKNO=20', 'BYWEEKNO'],
  ['FREQ=WEEKLY;BYWEEKNO=20', 'BYWEEKNO'],
  ['FREQ=YEARLY;BYWEEKNO=0', 'BYWEEKNO'],
  ['FREQ=YEARLY;BYWEEKNO=54', 'BYWEEKNO'],
  ['FREQ=DAILY;BYYEARDAY=1', 'BYYEARDAY'],
  ['FREQ=WEEKLY;BYYEARDAY=1', 'BYYEARDAY'],
  ['FREQ=MONTHLY;BYYEARDAY=1', 'BYYEARDAY'],
  ['FREQ=YEARLY;BYYEARDAY=367', 'BYYEARDAY'],
  ['FREQ=YEARLY;BYYEARDAY=0', 'BYYEARDAY'],
  ['FREQ=WEEKLY;BYMONTHDAY=1', 'BYMONTHDAY'],
  ['FREQ=MONTHLY;BYMONTHDAY=32', 'BYMONTHDAY'],
  ['FREQ=MONTHLY;BYMONTHDAY=0', 'BYMONTHDAY'],
  ['FREQ=MONTHLY;BYMONTHDAY=+-1', 'BYMONTHDAY'],
  ['FREQ=YEARLY;BYMONTH=13', 'BYMONTH'],
  ['FREQ=YEARLY;BYMONTH=0', 'BYMONTH'],
  ['FREQ=YEARLY;BYMONTH=-1', 'BYMONTH'],
  ['FREQ=YEARLY;BYMONTH=+1', 'BYMONTH'],
  ['FREQ=YEARLY;BYMONTH=5L', 'BYMONTH'],
  ['FREQ=YEARLY;BYMONTH=JAN', 'BYMONTH'],
  ['FREQ=DAILY;BYHOUR=24', 'BYHOUR'],
  ['FREQ=DAILY;BYHOUR=-1', 'BYHOUR'],
  ['FREQ=DAILY;BYMINUTE=60', 'BYMINUTE'],
  ['FREQ=DAILY;BYMINUTE=', 'BYMINUTE'],
  ['FREQ=DAILY;BYSECOND=61', 'BYSECOND'],
  ['FREQ=DAILY;BYSECOND=1.5', 'BYSECOND'],
  ['FREQ=MONTHLY;BYSETPOS=1', 'BYSETPOS'],
  ['FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0', 'BYSETPOS'],
  ['FREQ=MONTHLY;BYDAY=MO;BYSETPOS=367', 'BYSETPOS'],
];

/** Malformed in an event of whole days. */
const malformedDays: [string, string][] = [
  ['FREQ=DAILY;UNTIL=20270101T000000Z', 'UNTIL'],
  ['FREQ=DAILY;UNTIL=20270101T000000', 'UNTIL'],
  ['FREQ=HOURLY', 'FREQ'],
  ['FREQ=DAILY;BYHOUR=9', 'BYHOUR'],
  ['FREQ=DAILY;BYMINUTE=0', 'BYMINUTE'],
  ['FREQ=DAILY;BYSECOND=0', 'BYSECOND'],
];

const malformedTimes: [string, string, Partial<SeriesTimes>][] = [
  ['a zone that does not exist', 'timeZone', { timeZone: 'Europe/Atlantis' }],
  ['an offset for a zone', 'timeZone', { timeZone: '+02:00' }],
  ['no zone', 'timeZone', { timeZone: '' }],
  ['a path for a zone', 'timeZone', { timeZone: '../../etc/passwd' }],
  ['an end zone that does not exist', 'endTimeZone', { endTimeZone: 'Mars/Olympus' }],
  ['an offset in the start', 'start', { start: '2026-11-24T14:00:00Z' }],
  ['a day that does not exist', 'start', { start: '2026-02-29T14:00:00' }],
  ['a year too early', 'start', { start: '1969-12-31T14:00:00' }],
  ['a year too late', 'start', { start: '2200-01-01T14:00:00' }],
  ['a date where a time belongs', 'start', { start: '2026-11-24' }],
  ['a time where a date belongs', 'start', { allDay: true, end: '2026-11-25' }],
  ['an end before the start', 'end', { end: '2026-11-24T13:59:59' }],
  [
    'an end before the start, in another zone',
    'end',
    { endTimeZone: 'Asia/Tokyo', end: '2026-11-24T15:00:00' },
  ],
  ['a day without length', 'end', { allDay: true, start: '2026-11-24', end: '2026-11-24' }],
  ['an addition that is no time', 'rdate', { rdate: ['tomorrow'] }],
  ['an addition that is a date', 'rdate', { rdate: ['2026-11-25'] }],
  ['an exception that is no time', 'exdate', { exdate: ['2026-11-25T14:00'] }],
];

function refusal(work: () => unknown): RecurrenceError {
  try {
    work();
  } catch (error) {
    if (error instanceof RecurrenceError) return error;
    throw error;
  }
  throw new Error('was not refused');
}

describe('malformed rules and times', () => {
  for (const [text, part] of malformed) {
    it(`refuses ${JSON.stringify(text)} for its ${part}`, () => {
      expect(refusal(() => parseRule(text, false))).toMatchObject({ code: 'recurrence_invalid', part });
    });
  }

  for (const [text, part] of malformedDays) {
    it(`refuses ${text} of whole days for its ${part}`, () => {
      expect(refusal(() => parseRule(text, true))).toMatchObject({ code: 'recurrence_invalid', part });
    });
  }

  for (const [what, part, given] of malformedTimes) {
    it(`refuses ${what}`, () => {
      const all = { ...times({ start: '2026-11-24T14:00:00', timeZone: 'Europe/Berlin' }), ...given };
      expect(refusal(() => createSeries(all))).toMatchObject({ code: 'recurrence_invalid', part });
    });
  }

  it('gives each refusal a sentence that shows nothing of what was sent but letters', () => {
    const error = refusal(() => parseRule('FREQ=DAILY;<SCRIPT>=1', false));
    expect(error.reason).toBe('has a part without a name');
    expect(error.message).toBe('rrule: has a part without a name');
  });
});

describe('five thousand random texts', () => {
  const random = createRandom(5545);
  const words =
    'FREQ INTERVAL COUNT UNTIL WKST BYDAY BYMONTH BYMONTHDAY BYYEARDAY BYWEEKNO BYHOUR BYMINUTE BYSECOND BYSETPOS RSCALE DAILY WEEKLY MONTHLY YEARLY HOURLY MINUTELY MO TU SU 1MO -1FR 53SU 0 1 2 5 -1 30 31 60 366 1000 99999 20270101 20270101T000000Z 20270101T000000 = = = = = ; ; ; ; , , , - + . : \u0000 \u{1f4c5} İ ß'.split(
      ' ',
    );

  const soup = () => Array.from({ length: random.below(14) }, () => random.pick(words)).join('');
  const seeds = [
    'FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1;COUNT=5',
    'FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;UNTIL=20400101T000000Z',
    'FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU,TH',
  ];
  const characters = [...'0123456789,;=+-MOTUWEHFRSAYLDINZ'];
  const mutated = () => {
    const text = [...random.pick(seeds)];
    for (let n = random.below(4); n > 0; n -= 1) {
      const added = random.pick(random.chance(0.1) ? words : characters);
      text.splice(random.below(text.length), random.below(2), added);
    }
    return text.join('');
  };

  it('are read or refused with a RecurrenceError, and what is read stays the same when written and read again', () => {
    let read = 0;
    for (let n = 0; n < 5_000; n += 1) {
      const text = n % 2 === 0 ? soup() : mutated();
      const allDay = random.chance(0.2);
      try {
        const written = formatRule(parseRule(text, allDay));
        expect(formatRule(parseRule(written, allDay)), text).toBe(written);
        read += 1;
        const start = allDay ? '2026-11-24' : '2026-11-24T14:00:00';
        createSeries(times({ start, allDay, rrule: text }));
      } catch (error) {
        if (!(error instanceof RecurrenceError))
          throw new Error(`threw ${error} for ${JSON.stringify(text)}`);
      }
    }
    expect(read).toBeGreaterThan(500);
  });

  it('are no original starts either', () => {
    const series = createSeries(times({ start: '2026-11-24T14:00:00', rrule: 'FREQ=DAILY' }));
    for (let n = 0; n < 1_000; n += 1) {
      const text = soup();
      expect(series.has(text), text).toBe(false);
      expect(series.instanceOf(text)).toBeNull();
      expect(series.split(text)).toBeNull();
    }
  });
});
