import { expect, it } from 'vitest';
import { RecurrenceError } from '../../server/recurrence/error.js';
import { createRandom } from './generator.js';
import { originalsOf, seriesOf } from './support.js';

/** The witnesses take such days only where they are both, so that the two halves of the list are the witness here. */
it('takes days with an ordinal and days without one together', () => {
  const random = createRandom(3_310);
  const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
  const end = Date.UTC(2029, 0);
  for (let round = 0; round < 150; round += 1) {
    const frequency = random.pick(['MONTHLY', 'YEARLY']);
    const most = frequency === 'YEARLY' ? 53 : 5;
    const rest = [
      `FREQ=${frequency};INTERVAL=${1 + random.below(3)}`,
      ...(random.chance(0.3) ? [`BYMONTHDAY=${random.some([1, 7, 8, 13, 20, 28, -1, -7], 5).join()}`] : []),
    ].join(';');
    const nth = random
      .some(weekdays, 3)
      .map((day) => `${random.pick([1, -1]) * (1 + random.below(most))}${day}`);
    const plain = random.some(weekdays, 2);
    const start = `2026-0${1 + random.below(9)}-1${random.below(9)}T09:30:00`;
    const given = (days: readonly string[]) => {
      try {
        return originalsOf(seriesOf({ start, rrule: `${rest};BYDAY=${days.join()}` }), 5_000, end);
      } catch (error) {
        if (!(error instanceof RecurrenceError) || error.code !== 'recurrence_never_occurs') throw error;
        return [];
      }
    };
    const together = [...new Set([...given(nth), ...given(plain)])].sort();
    expect(
      given([...nth, ...plain]).filter((each) => each < '2029'),
      `${start} ${rest} ${nth} ${plain}`,
    ).toEqual(together.filter((each) => each < '2029'));
  }
});
