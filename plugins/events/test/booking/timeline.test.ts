import { describe, expect, it } from 'vitest';
import { clashesOf } from '../../server/bookings/clashes.js';
import { freeSlots } from '../../server/bookings/free-slots.js';
import { bookingBounds, reachOf, rowsOf } from '../../server/bookings/reach.js';
import { type TimedEvent, timelineOf } from '../../server/bookings/timeline.js';
import type { StoredEvent } from '../../server/contract.js';

const now = Date.parse('2026-11-20T00:00:00Z');
const at = (text: string) => Date.parse(text);
const utc = (instant: number) => new Date(instant).toISOString();
const series = (start: string, end: string, more: Partial<TimedEvent> = {}): TimedEvent => ({
  start,
  end,
  timeZone: 'UTC',
  allDay: false,
  rdate: [],
  exdate: [],
  overrides: [],
  ...more,
});
const starts = (event: TimedEvent, from: string, to: string) =>
  [...timelineOf(event).walk(at(from), at(to))].map(({ start }) => utc(start));

describe('the timeline of an event', () => {
  it('leaves cancelled instances out and puts moved ones where they are', () => {
    const event = series('2026-12-01T10:00:00', '2026-12-01T11:00:00', {
      rrule: 'FREQ=DAILY;COUNT=5',
      overrides: [
        { original: '2026-12-02T10:00:00', cancelled: true },
        {
          original: '2026-12-03T10:00:00',
          cancelled: false,
          start: '2026-12-05T09:30:00',
          end: '2026-12-05T10:00:00',
        },
        { original: '2026-12-04T10:00:00', cancelled: false, title: 'Another' },
      ],
    });
    expect(starts(event, '2026-12-01T00:00:00Z', '2026-12-31T00:00:00Z')).toEqual([
      '2026-12-01T10:00:00.000Z',
      '2026-12-04T10:00:00.000Z',
      '2026-12-05T09:30:00.000Z',
      '2026-12-05T10:00:00.000Z',
    ]);
    expect(starts(event, '2026-12-05T09:45:00Z', '2026-12-05T10:00:00Z')).toEqual([
      '2026-12-05T09:30:00.000Z',
    ]);
  });

  it('reaches beyond a moved instance on both sides', () => {
    const { first, last } = timelineOf(
      series('2026-12-01T10:00:00', '2026-12-01T11:00:00', {
        rrule: 'FREQ=DAILY;COUNT=2',
        overrides: [
          {
            original: '2026-12-01T10:00:00',
            cancelled: false,
            start: '2026-10-01T10:00:00',
            end: '2026-10-01T11:00:00',
          },
          {
            original: '2026-12-02T10:00:00',
            cancelled: false,
            start: '2027-10-01T10:00:00',
            end: '2027-10-01T11:00:00',
          },
        ],
      }),
    );
    expect([utc(first), utc(last)]).toEqual(['2026-10-01T10:00:00.000Z', '2027-10-01T11:00:00.000Z']);
  });

  it('gives each occurrence once over many windows and pages', () => {
    const hourly = series('2026-01-01T00:00:00', '2026-01-01T01:30:00', { rrule: 'FREQ=HOURLY' });
    const walked = starts(hourly, '2026-01-01T00:00:00Z', '2028-06-01T00:00:00Z');
    const hours = (at('2028-06-01T00:00:00Z') - at('2026-01-01T00:00:00Z')) / 3_600_000;
    expect(walked.length).toBe(hours);
    expect(new Set(walked).size).toBe(hours);
  });

  it('follows the wall clock over a change of it', () => {
    const event = series('2026-10-24T09:00:00', '2026-10-24T10:00:00', {
      timeZone: 'Europe/Berlin',
      rrule: 'FREQ=DAILY;COUNT=2',
    });
    expect(starts(event, '2026-10-01T00:00:00Z', '2026-11-01T00:00:00Z')).toEqual([
      '2026-10-24T07:00:00.000Z',
      '2026-10-25T08:00:00.000Z',
    ]);
  });
});

describe('what is kept as rows', () => {
  const horizon = now + 400 * 86_400_000;

  it('is everything of an event that ends', () => {
    const far = reachOf(timelineOf(series('2090-01-01T10:00:00', '2090-01-01T11:00:00')), now);
    expect(rowsOf(far, horizon)).toMatchObject({ until: Number.POSITIVE_INFINITY });
    expect(rowsOf(far, horizon).takings).toHaveLength(1);
  });

  it('goes from a year back to the horizon of an endless series', () => {
    const daily = series('2020-01-01T10:00:00', '2020-01-01T11:00:00', { rrule: 'FREQ=DAILY' });
    const { takings, until } = rowsOf(reachOf(timelineOf(daily), now), horizon);
    expect(takings).toHaveLength(766);
    expect(until).toBe(horizon);
  });

  it('stops earlier for a dense series, and says where', () => {
    const hourly = series('2026-11-21T00:00:00', '2026-11-21T01:00:00', { rrule: 'FREQ=HOURLY' });
    const { takings, until } = rowsOf(reachOf(timelineOf(hourly), now), horizon);
    expect(takings).toHaveLength(bookingBounds.rows);
    expect(until).toBe(at('2026-11-21T00:00:00Z') + bookingBounds.rows * 3_600_000);
  });
});

describe('clashes of two series', () => {
  const clashes = (own: TimedEvent, other: TimedEvent, from = Number.NEGATIVE_INFINITY) =>
    [...clashesOf(reachOf(timelineOf(own), now), timelineOf(other), from, { left: 200_000 })].map(
      ([mine, theirs]) => `${mine.original} ${theirs.original}`,
    );
  const weekly = series('2026-11-23T10:00:00', '2026-11-23T11:00:00', { rrule: 'FREQ=WEEKLY' });

  it('are found for a single event however far away, whichever of the two is asked', () => {
    const far = series('2100-11-22T10:30:00', '2100-11-22T12:00:00');
    expect(new Date('2100-11-22').getUTCDay()).toBe(1);
    expect(clashes(weekly, far)).toEqual(['2100-11-22T10:00:00 2100-11-22T10:30:00']);
    expect(clashes(far, weekly)).toEqual(['2100-11-22T10:30:00 2100-11-22T10:00:00']);
  });

  it('are found for two endless ones within five years', () => {
    const yearly = series('2026-11-24T10:00:00', '2026-11-24T11:00:00', { rrule: 'FREQ=YEARLY' });
    // The 24th of November is a Monday again in 2031, five years and four days ahead.
    expect(clashes(weekly, yearly)).toEqual(['2031-11-24T10:00:00 2031-11-24T10:00:00']);
    expect(clashes(yearly, weekly)).toEqual(['2031-11-24T10:00:00 2031-11-24T10:00:00']);
  });

  it('leave out what starts before a moment', () => {
    const daily = series('2026-11-20T10:30:00', '2026-11-20T10:45:00', { rrule: 'FREQ=DAILY;COUNT=20' });
    expect(clashes(weekly, daily)).toHaveLength(3);
    expect(clashes(weekly, daily, at('2026-11-30T10:30:00Z'))).toHaveLength(2);
    expect(clashes(weekly, daily, at('2026-11-30T10:30:01Z'))).toHaveLength(1);
  });

  it('are none when they meet without a moment in common', () => {
    expect(
      clashes(weekly, series('2026-11-20T11:00:00', '2026-11-20T12:00:00', { rrule: 'FREQ=DAILY' })),
    ).toEqual([]);
  });
});

describe('free slots', () => {
  const event = (start: string, end: string, more: Partial<StoredEvent> = {}) =>
    ({ ...series(start, end, more), busy: true }) as StoredEvent;
  const slots = (asked: StoredEvent, taken: [string, string][], from?: string) => {
    const { takings } = reachOf(timelineOf(asked), now);
    return freeSlots({
      event: asked,
      takings: takings.filter(({ start }) => start < now + 400 * 86_400_000),
      taken: taken.map(([start, end]) => ({ start: at(start), end: at(end) })),
      from: from === undefined ? (takings[0]?.start ?? 0) : at(from),
    }).map(({ start, end }) => `${utc(start).slice(0, 16)} ${utc(end).slice(11, 16)}`);
  };

  it('begin right after what is taken, then on the quarter of an hour', () => {
    expect(
      slots(event('2026-12-01T10:05:00', '2026-12-01T11:05:00'), [
        ['2026-12-01T10:00:00Z', '2026-12-01T10:50:00Z'],
        ['2026-12-01T12:30:00Z', '2026-12-01T13:00:00Z'],
      ]),
    ).toEqual(['2026-12-01T10:50 11:50', '2026-12-01T13:00 14:00', '2026-12-01T14:00 15:00']);
  });

  it('are the asked time itself when it is free', () => {
    expect(slots(event('2026-12-01T10:05:00', '2026-12-01T10:35:00'), [])).toEqual([
      '2026-12-01T10:05 10:35',
      '2026-12-01T10:45 11:15',
      '2026-12-01T11:15 11:45',
    ]);
  });

  it('lie sixty days ahead at most', () => {
    const asked = event('2026-12-01T10:00:00', '2026-12-01T11:00:00');
    expect(slots(asked, [['2026-11-01T00:00:00Z', '2027-01-30T10:00:00Z']])).toHaveLength(1);
    expect(slots(asked, [['2026-11-01T00:00:00Z', '2027-01-30T10:00:01Z']])).toEqual([]);
  });

  it('are whole days of the zone for all-day events', () => {
    const asked = event('2026-10-24', '2026-10-26', { allDay: true, timeZone: 'Europe/Berlin' });
    expect(slots(asked, [['2026-10-23T22:00:00Z', '2026-10-24T22:00:00Z']])).toEqual([
      '2026-10-24T22:00 23:00',
      '2026-10-26T23:00 23:00',
      '2026-10-28T23:00 23:00',
    ]);
  });

  it('of a series keep its days and are free at every occurrence', () => {
    const weekly = event('2026-11-23T10:00:00', '2026-11-23T11:00:00', { rrule: 'FREQ=WEEKLY;COUNT=8' });
    // The third Monday is taken until 12:30, the fifth from 13:15 on.
    const taken: [string, string][] = [
      ['2026-12-07T09:00:00Z', '2026-12-07T12:30:00Z'],
      ['2026-12-21T13:15:00Z', '2026-12-21T18:00:00Z'],
    ];
    expect(slots(weekly, taken)).toEqual([
      '2026-11-23T18:00 19:00',
      '2026-11-23T19:00 20:00',
      '2026-11-23T20:00 21:00',
    ]);
    const fits = event('2026-11-23T10:00:00', '2026-11-23T10:45:00', { rrule: 'FREQ=WEEKLY;COUNT=8' });
    expect(slots(fits, taken)[0]).toBe('2026-11-23T12:30 13:15');
  });

  it('of a series may begin at a later occurrence', () => {
    const daily = event('2026-12-01T10:00:00', '2026-12-01T18:00:00', { rrule: 'FREQ=DAILY' });
    expect(slots(daily, [['2026-12-03T00:00:00Z', '2026-12-03T23:59:00Z']])[0]).toBe(
      '2026-12-04T00:00 08:00',
    );
  });
});
