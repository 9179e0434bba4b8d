import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { createSeries } from '../../server/recurrence/series.js';
import { canonicalZone, isZone, toInstant, toLocal } from '../../server/recurrence/zone/zones.js';
import { createRandom } from './generator.js';
import { dayMs, seriesOf, times } from './support.js';

const utc = (ms: number) => new Date(ms).toISOString().slice(0, 19);

describe('wall times and instants', () => {
  it('moves a time that the clock skips by what it skips, and takes the first of a time that comes twice', () => {
    const cases: [string, string, string][] = [
      ['2026-03-29T02:30:00', 'Europe/Berlin', '2026-03-29T01:30:00'],
      ['2026-10-25T02:30:00', 'Europe/Berlin', '2026-10-25T00:30:00'],
      ['2026-03-08T02:30:00', 'America/New_York', '2026-03-08T07:30:00'],
      ['2026-11-01T01:30:00', 'America/New_York', '2026-11-01T05:30:00'],
      ['2026-10-04T02:15:00', 'Australia/Lord_Howe', '2026-10-03T15:45:00'],
      ['2026-04-05T01:45:00', 'Australia/Lord_Howe', '2026-04-04T14:45:00'],
      ['2011-12-30T12:00:00', 'Pacific/Apia', '2011-12-30T22:00:00'],
      ['2026-06-01T12:00:00', 'Asia/Kathmandu', '2026-06-01T06:15:00'],
      // Summer time for a single week.
      ['2000-10-07T12:00:00', 'America/Recife', '2000-10-07T15:00:00'],
      ['2000-10-10T12:00:00', 'America/Recife', '2000-10-10T14:00:00'],
      ['2000-10-17T12:00:00', 'America/Recife', '2000-10-17T15:00:00'],
      ['2026-06-01T12:00:00', 'UTC', '2026-06-01T12:00:00'],
    ];
    for (const [wall, zone, instant] of cases)
      expect([zone, utc(toInstant(wall, zone))]).toEqual([zone, instant]);
  });

  it('agrees with Temporal both ways, in every zone there is: somewhere in the years, and around the change before', () => {
    const random = createRandom(2026);
    for (const zone of Intl.supportedValuesOf('timeZone')) {
      const ms = random.below(Date.UTC(2199, 0, 1) / 1_000) * 1_000;
      const there = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
      expect(toLocal(ms, zone), zone).toBe(there.toPlainDateTime().toString({ smallestUnit: 'second' }));
      const change = there.getTimeZoneTransition('previous');
      if (!change || change.epochMilliseconds < 0) continue;
      for (const minutes of [-60, -31, -1, 0, 15, 29, 30, 59, 60]) {
        const wall = change.toPlainDateTime().add({ minutes });
        const right = wall.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
        const text = wall.toString({ smallestUnit: 'second' });
        if (text >= '1970')
          expect([zone, text, utc(toInstant(text, zone))]).toEqual([zone, text, utc(right)]);
      }
    }
  });

  it('begins a day with its first instant where there is no midnight', () => {
    expect(utc(toInstant('2026-09-06', 'America/Santiago'))).toBe('2026-09-06T04:00:00');
    expect(utc(toInstant('2026-09-07', 'America/Santiago'))).toBe('2026-09-07T03:00:00');
    expect(utc(toInstant('2018-11-04', 'America/Sao_Paulo'))).toBe('2018-11-04T03:00:00');
    // The day that Samoa left out begins with the one after it.
    expect(toInstant('2011-12-30', 'Pacific/Apia')).toBe(toInstant('2011-12-31', 'Pacific/Apia'));
  });

  it('knows zones by name, in any case and under their other names, but not by offset', () => {
    expect(canonicalZone('europe/berlin')).toBe('Europe/Berlin');
    expect(canonicalZone('UTC')).toBe('UTC');
    expect(canonicalZone('utc')).toBe('UTC');
    expect(canonicalZone('Europe/Kyiv')).toMatch(/^Europe\/K/);
    expect(canonicalZone('US/Eastern')).toBe('US/Eastern');
    expect(isZone('Etc/GMT+2')).toBe(true);
    for (const name of [
      '+02:00',
      '-0500',
      'GMT+2',
      'Europe',
      'Europe/',
      '',
      ' ',
      'x'.repeat(1_000),
      'Europe/Berlin ',
    ]) {
      expect(isZone(name), name).toBe(false);
    }
    expect(() => toInstant('2026-01-01T00:00:00', 'Nowhere')).toThrow(RangeError);
    expect(() => toInstant('2026-01-01T00:00', 'UTC')).toThrow(RangeError);
  });
});

describe('series over a change of clocks', () => {
  const inBerlin = (start: string, rrule: string, more = {}) =>
    seriesOf({ start, rrule, timeZone: 'Europe/Berlin', ...more });

  it('keeps the time on the wall and the length on the time line', () => {
    const series = inBerlin('2026-03-27T09:00:00', 'FREQ=DAILY;COUNT=4', { end: '2026-03-28T09:00:00' });
    const { instances } = series.between(series.bounds.first, series.bounds.first + 10 * dayMs);
    expect(instances.map(({ start }) => utc(start).slice(5))).toEqual([
      '03-27T08:00:00',
      '03-28T08:00:00',
      '03-29T07:00:00',
      '03-30T07:00:00',
    ]);
    expect(instances.every(({ start, end }) => end - start === dayMs)).toBe(true);
  });

  it('keeps the key of an instance that the clock moves', () => {
    const series = inBerlin('2026-03-28T02:30:00', 'FREQ=DAILY;COUNT=3');
    const moved = series.instanceOf('2026-03-29T02:30:00');
    expect(moved && [moved.original, utc(moved.start)]).toEqual([
      '2026-03-29T02:30:00',
      '2026-03-29T01:30:00',
    ]);
    expect(series.has('2026-03-29T03:30:00')).toBe(false);
  });

  it('keeps the length of a first instance that the clock skips', () => {
    const series = inBerlin('2026-03-29T02:00:00', 'FREQ=DAILY;COUNT=2');
    expect(series.bounds.first).toBe(toInstant('2026-03-29T03:00:00', 'Europe/Berlin'));
    expect(series.instanceOf('2026-03-30T02:00:00')).toMatchObject({
      start: toInstant('2026-03-30T02:00:00', 'Europe/Berlin'),
      end: toInstant('2026-03-30T03:00:00', 'Europe/Berlin'),
    });
  });

  it('orders hourly instances by time where two keys fall together, page by page too', () => {
    const series = inBerlin('2026-03-29T00:00:00', 'FREQ=HOURLY;BYMINUTE=0,30;COUNT=10');
    const from = series.bounds.first;
    const whole = series.between(from, from + dayMs).instances.map(({ original }) => original.slice(11, 16));
    expect(whole).toEqual([
      '00:00',
      '00:30',
      '01:00',
      '01:30',
      '02:00',
      '03:00',
      '02:30',
      '03:30',
      '04:00',
      '04:30',
    ]);
    const paged: string[] = [];
    for (let after: string | undefined; ; ) {
      const page = series.between(from, from + dayMs, { limit: 1, after });
      paged.push(...page.instances.map(({ original }) => original.slice(11, 16)));
      after = page.instances.at(-1)?.original;
      if (!page.truncated) break;
    }
    expect(paged).toEqual(whole);
  });

  it('ends at the instant of UNTIL, whatever the walls say', () => {
    const until = (text: string) => {
      const series = inBerlin('2026-03-29T01:00:00', `FREQ=HOURLY;BYMINUTE=0,30;UNTIL=${text}`);
      return series
        .between(series.bounds.first, series.bounds.first + dayMs)
        .instances.map((one) => one.original.slice(11, 16));
    };
    expect(until('20260329T010000Z')).toEqual(['01:00', '01:30', '02:00', '03:00']);
    expect(until('20260329T013000Z')).toEqual(['01:00', '01:30', '02:00', '03:00', '02:30', '03:30']);
    expect(until('20260329T023000')).toEqual(['01:00', '01:30', '02:00', '02:30']);
  });

  it('splits between instances whose order the clock turned round', () => {
    const given = times({
      start: '2026-03-29T01:00:00',
      timeZone: 'Europe/Berlin',
      rrule: 'FREQ=HOURLY;BYMINUTE=0,30;UNTIL=20260330T000000Z',
    });
    const whole = createSeries(given);
    const parts = whole.split('2026-03-29T03:00:00')!;
    expect(parts.before.rrule).toBe('FREQ=HOURLY;UNTIL=20260329T023000;BYMINUTE=0,30');
    const halves = [parts.before, parts.from].flatMap((half) => {
      const series = createSeries(half);
      return series.between(whole.bounds.first, whole.bounds.first + 2 * dayMs).instances;
    });
    halves.sort((a, b) => a.start - b.start || (a.original < b.original ? -1 : 1));
    expect(halves).toEqual(whole.between(whole.bounds.first, whole.bounds.first + 2 * dayMs).instances);
  });

  it('splits at an instance that ends in the second pass of a repeated hour', () => {
    const whole = inBerlin('2026-10-24T23:00:00', 'FREQ=DAILY;COUNT=3', { end: '2026-10-25T03:30:00' });
    const length = 5.5 * 3_600_000;
    expect(whole.instanceOf('2026-10-24T23:00:00')).toMatchObject({ end: whole.bounds.first + length });
    const daily = inBerlin('2026-10-23T23:00:00', 'FREQ=DAILY;COUNT=3', { end: '2026-10-24T03:30:00' });
    const parts = daily.split('2026-10-24T23:00:00')!;
    expect(parts.from).toMatchObject({ end: '2026-10-25T01:30:00', endTimeZone: 'UTC' });
    expect(createSeries(parts.from).instanceOf('2026-10-25T23:00:00')).toEqual(
      daily.instanceOf('2026-10-25T23:00:00'),
    );
  });

  it('starts in one zone and ends in another', () => {
    const flight = seriesOf({
      start: '2026-11-24T22:00:00',
      timeZone: 'America/New_York',
      end: '2026-11-25T11:30:00',
      endTimeZone: 'Europe/Berlin',
      rrule: 'FREQ=WEEKLY;COUNT=2',
    });
    const [first, second] = flight.between(flight.bounds.first, flight.bounds.first + 30 * dayMs).instances;
    expect([first!.end - first!.start, second!.end - second!.start]).toEqual([
      7.5 * 3_600_000,
      7.5 * 3_600_000,
    ]);
    expect(flight.split(second!.original)!.from).toMatchObject({
      end: '2026-12-02T11:30:00',
      endTimeZone: 'Europe/Berlin',
    });
  });

  it('counts whole days by the calendar of the zone', () => {
    const days = seriesOf({
      start: '2026-03-28',
      end: '2026-03-30',
      allDay: true,
      timeZone: 'Europe/Berlin',
      rrule: 'FREQ=WEEKLY;UNTIL=20260411',
    });
    const { instances } = days.between(days.bounds.first, days.bounds.first + 60 * dayMs);
    expect(
      instances.map(({ original, start, end }) => [original, utc(start), (end - start) / 3_600_000]),
    ).toEqual([
      ['2026-03-28', '2026-03-27T23:00:00', 47],
      ['2026-04-04', '2026-04-03T22:00:00', 48],
      ['2026-04-11', '2026-04-10T22:00:00', 48],
    ]);
    const parts = days.split('2026-04-04')!;
    expect(parts.before.rrule).toBe('FREQ=WEEKLY;UNTIL=20260328');
    expect(parts.from).toMatchObject({ start: '2026-04-04', end: '2026-04-06' });
  });
});
