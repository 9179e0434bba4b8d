import { describe, expect, it } from 'vitest';
import { withMovedEnd } from '../../server/recurrence/moved-end.js';
import { toInstant, toLocal } from '../../server/recurrence/zone/zones.js';
import { createRandom } from './generator.js';
import { originalsOf, seriesOf } from './support.js';

const berlin = (start: string) => ({ start, timeZone: 'Europe/Berlin', allDay: false });
const days = (start: string) => ({ ...berlin(start), allDay: true });

describe('the end of a rule whose series moves', () => {
  const cases: [string, string, ReturnType<typeof berlin>, ReturnType<typeof berlin>, string][] = [
    [
      'goes along by some hours, over the change of the clock',
      'FREQ=WEEKLY;UNTIL=20270329T080000Z',
      berlin('2027-03-01T10:00:00'),
      berlin('2027-03-01T15:00:00'),
      'FREQ=WEEKLY;UNTIL=20270329T130000Z',
    ],
    [
      'goes along into the next day',
      'FREQ=DAILY;UNTIL=20270610T213000Z',
      berlin('2027-06-01T23:30:00'),
      berlin('2027-06-02T00:30:00'),
      'FREQ=DAILY;UNTIL=20270610T223000Z',
    ],
    [
      'goes along to another day of the week',
      'FREQ=WEEKLY;UNTIL=20270628T100000',
      berlin('2027-06-07T10:00:00'),
      berlin('2027-06-09T09:00:00'),
      'FREQ=WEEKLY;UNTIL=20270630T090000',
    ],
    [
      'stays on its day where the start moves further than the rule repeats',
      'FREQ=DAILY;UNTIL=20270630T080000Z',
      berlin('2027-06-01T10:00:00'),
      berlin('2027-06-08T12:00:00'),
      'FREQ=DAILY;UNTIL=20270630T100000Z',
    ],
    [
      'is the same local time in another zone',
      'FREQ=WEEKLY;UNTIL=20270329T080000Z',
      berlin('2027-03-01T10:00:00'),
      { ...berlin('2027-03-01T10:00:00'), timeZone: 'America/New_York' },
      'FREQ=WEEKLY;UNTIL=20270329T140000Z',
    ],
    [
      'becomes a date with whole days',
      'FREQ=DAILY;UNTIL=20270630T080000Z',
      berlin('2027-06-01T10:00:00'),
      days('2027-06-01'),
      'FREQ=DAILY;UNTIL=20270630',
    ],
    [
      'becomes a time with times',
      'FREQ=DAILY;UNTIL=20270630',
      days('2027-06-01'),
      berlin('2027-06-01T10:00:00'),
      'FREQ=DAILY;UNTIL=20270630T100000',
    ],
    [
      'goes along with days of every week',
      'FREQ=WEEKLY;UNTIL=20270628',
      days('2027-06-07'),
      days('2027-06-08'),
      'FREQ=WEEKLY;UNTIL=20270629',
    ],
    [
      'never leaves the years there are',
      'FREQ=YEARLY;UNTIL=21991231T230000Z',
      berlin('2027-06-07T10:00:00'),
      berlin('2027-09-08T10:00:00'),
      'FREQ=YEARLY;UNTIL=21991231T225959Z',
    ],
    [
      'is none where there was none',
      'FREQ=DAILY;COUNT=3',
      berlin('2027-06-01T10:00:00'),
      berlin('2027-06-01T11:00:00'),
      'FREQ=DAILY;COUNT=3',
    ],
  ];
  for (const [title, rule, before, after, expected] of cases)
    it(title, () => expect(withMovedEnd(rule, before, after)).toBe(expected));

  it('never takes the last instance away nor brings another one', () => {
    const random = createRandom(5545);
    const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Casablanca', 'UTC'];
    const hours = { DAILY: 23, WEEKLY: 167, MONTHLY: 480, YEARLY: 480 } as const;
    for (let round = 0; round < 400; round += 1) {
      const frequency = random.pick(Object.keys(hours) as (keyof typeof hours)[]);
      const timeZone = random.pick(zones);
      const allDay = random.chance(0.2);
      const written = (ms: number) => new Date(ms).toISOString().slice(0, allDay ? 10 : 19);
      // Not so late in a month that a move reaches a day that some months do not have.
      const at = Date.UTC(2026, random.below(12), 1 + random.below(8), allDay ? 0 : random.below(24));
      const most = hours[frequency];
      const back = random.chance(0.5) && frequency !== 'MONTHLY' && frequency !== 'YEARLY';
      const step = allDay ? 24 : 1;
      const moved = at + (back ? -1 : 1) * step * Math.floor(random.below(most) / step) * 3_600_000;
      const frame = { timeZone, allDay };
      const rrule = `FREQ=${frequency};INTERVAL=${1 + random.below(3)}`;
      const count = 1 + random.below(12);
      const last = originalsOf(
        seriesOf({ ...frame, start: written(at), rrule: `${rrule};COUNT=${count}` }),
        count,
        Date.UTC(2070, 0),
      ).at(-1) as string;
      const isInstant = !allDay && random.chance(0.5);
      const end = isInstant ? `${toLocal(toInstant(last, timeZone), 'UTC')}Z` : last;
      const ended = `${rrule};UNTIL=${end.replace(/[-:]/g, '')}`;
      const next = withMovedEnd(ended, { ...frame, start: written(at) }, { ...frame, start: written(moved) });
      const whole = originalsOf(
        seriesOf({ ...frame, start: written(moved), rrule: next }),
        50,
        Date.UTC(2070, 0),
      );
      expect(whole.length, `${written(at)} ${timeZone} ${ended} to ${written(moved)}: ${next}`).toBe(count);
    }
  });
});
