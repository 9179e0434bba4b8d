import { describe, expect, it } from 'vitest';
import { RecurrenceError } from '../../server/recurrence/error.js';
import { examples, refused, slips } from './rfc-5545-examples.js';
import { originalsOf, seriesOf } from './support.js';

const start = (date: string) => `${date}T09:00:00`;

describe('the examples printed in RFC 5545, 3.8.5.3', () => {
  for (const { title, date, rules, printed, open, at, exdate } of examples) {
    for (const rrule of rules) {
      it(`${title}: ${rrule}`, () => {
        const series = seriesOf({ start: start(date), rrule, exdate: (exdate ?? []).map(start) });
        const expected = printed.flatMap((day) => (at ?? ['09:00']).map((time) => `${day}T${time}:00`));
        const found = originalsOf(series, open ? expected.length : 10_000);
        expect(found).toEqual(expected);
      });
    }
  }

  for (const { title, date, rrule, printed, given } of slips) {
    it(`${title}: the printed list does not follow from the printed rule`, () => {
      const series = seriesOf({ start: start(date), rrule });
      expect(originalsOf(series, 100)).toEqual(given);
      expect(given).not.toEqual(printed);
    });
  }

  for (const { title, date, rrule } of refused) {
    it(`${title}: refused as too costly`, () => {
      let thrown: unknown;
      try {
        seriesOf({ start: start(date), rrule });
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toBeInstanceOf(RecurrenceError);
      expect(thrown).toMatchObject({ code: 'recurrence_too_costly', part: 'FREQ' });
    });
  }
});
