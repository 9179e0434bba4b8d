import { describe, expect, it } from 'vitest';
import { calendar, occurrencesOf, read, write } from './support.js';

const series = [
  'BEGIN:VEVENT',
  'UID:one',
  'SUMMARY:Weekly',
  'DESCRIPTION:About',
  'DTSTART;TZID=Europe/Berlin:20260303T100000',
  'DTEND;TZID=Europe/Berlin:20260303T110000',
  'RRULE:FREQ=WEEKLY;COUNT=6',
  'END:VEVENT',
];
const instance = (id: string, ...lines: string[]) => [
  'BEGIN:VEVENT',
  'UID:one',
  `RECURRENCE-ID${id}`,
  'SUMMARY:Weekly',
  'DESCRIPTION:About',
  ...lines,
  'END:VEVENT',
];
const third = ';TZID=Europe/Berlin:20260317T100000';
const local = (entry: Parameters<typeof occurrencesOf>[0]) =>
  occurrencesOf(entry).map((line) => line.slice(0, 16));

describe('a changed instance', () => {
  it.each([
    ['in the zone of the series', third],
    ['in UTC', ':20260317T090000Z'],
    ['in another zone', ';TZID=America/New_York:20260317T050000'],
    ['by its day', ';VALUE=DATE:20260317'],
  ])('is found by its name %s', async (_, id) => {
    const { entries } = await read(
      calendar(...series, ...instance(id, 'DTSTART;TZID=Europe/Berlin:20260318T150000', 'DURATION:PT2H')),
    );
    expect(entries).toHaveLength(1);
    expect(entries[0]?.overrides).toEqual([
      {
        original: '2026-03-17T10:00:00',
        cancelled: false,
        start: '2026-03-18T15:00:00',
        end: '2026-03-18T17:00:00',
      },
    ]);
  });

  it('says only what differs, and that a text is missing', async () => {
    const at = ['DTSTART:20260317T090000Z', 'DTEND:20260317T100000Z'];
    const same = await read(calendar(...series, ...instance(third, ...at)));
    expect(same.entries[0]?.overrides).toEqual([]);
    const less = ['BEGIN:VEVENT', 'UID:one', `RECURRENCE-ID${third}`, 'SUMMARY:Other', ...at, 'END:VEVENT'];
    const { entries } = await read(calendar(...less, ...series));
    expect(entries[0]?.overrides).toEqual([
      { original: '2026-03-17T10:00:00', cancelled: false, title: 'Other', description: '' },
    ]);
  });

  it('that is cancelled stays cancelled, also by way of a written file', async () => {
    const { entries } = await read(
      calendar(...series, ...instance(third, 'DTSTART:20260317T090000Z', 'STATUS:CANCELLED')),
    );
    expect(entries[0]?.overrides).toEqual([{ original: '2026-03-17T10:00:00', cancelled: true }]);
    expect(local(entries[0]!)).not.toContain('2026-03-17T09:00');
    const text = write(entries);
    expect(text).toContain('EXDATE;X-TEAMBRAIN-CANCELLED=TRUE;TZID=Europe/Berlin:20260317T100000\r\n');
    expect((await read(text)).entries).toEqual(entries);
  });

  it('that the rule does not know takes place all the same', async () => {
    const { entries } = await read(
      calendar(...series, ...instance(';TZID=Europe/Berlin:20260319T100000', 'DTSTART:20260319T120000Z')),
    );
    expect(local(entries[0]!)).toContain('2026-03-19T12:00');
    expect(entries[0]?.rdate).toEqual(['2026-03-19T10:00:00']);
  });

  it('that is a whole day of a series of times becomes an event of its own', async () => {
    const { entries, notCarried } = await read(
      calendar(...series, ...instance(third, 'DTSTART;VALUE=DATE:20260318')),
    );
    expect(entries.map(({ uid }) => uid)).toEqual(['one', 'one/2026-03-17T10:00:00']);
    expect(entries[0]?.overrides).toEqual([{ original: '2026-03-17T10:00:00', cancelled: true }]);
    expect(entries[1]).toMatchObject({ allDay: true, start: '2026-03-18', end: '2026-03-19', rdate: [] });
    expect(entries[1]?.rrule).toBeUndefined();
    expect(notCarried[0]?.what).toContain('of another kind');
  });

  it('whose name is no time is left out and told', async () => {
    const { entries, notCarried } = await read(
      calendar(...series, ...instance(':soon', 'DTSTART:20260319T120000Z')),
    );
    expect(entries[0]?.overrides).toEqual([]);
    expect(notCarried).toEqual([{ what: 'changed instance that the series cannot take', count: 1 }]);
  });
});

describe('instances without their series', () => {
  it('make an event, or a series of just these', async () => {
    const only = instance(third, 'DTSTART:20260318T090000Z', 'DURATION:PT1H');
    const one = await read(calendar(...only));
    expect(one.entries[0]).toMatchObject({ uid: 'one', start: '2026-03-18T09:00:00', rdate: [] });

    const { entries } = await read(
      calendar(
        ...only,
        ...instance(';TZID=Europe/Berlin:20260324T100000', 'DTSTART:20260324T090000Z', 'DURATION:PT1H'),
      ),
    );
    expect(entries).toHaveLength(1);
    expect(local(entries[0]!)).toEqual(['2026-03-18T09:00', '2026-03-24T09:00']);
    expect((await read(write(entries))).entries).toEqual(entries);
  });
});

describe('a change of an instance and those after it', () => {
  const following = (...lines: string[]) =>
    instance(
      `;RANGE=THISANDFUTURE${third}`,
      'DTSTART;TZID=Europe/Berlin:20260317T143000',
      'DURATION:PT30M',
      ...lines,
    );

  it('ends the series and begins another, which has the changes', async () => {
    const { entries, notCarried } = await read(calendar(...series, ...following('LOCATION:Roof')));
    expect(notCarried).toEqual([]);
    expect(entries.map(({ uid, location }) => [uid, location])).toEqual([
      ['one', null],
      ['one/20260317T100000', 'Roof'],
    ]);
    expect(entries.flatMap(local)).toEqual([
      '2026-03-03T09:00',
      '2026-03-10T09:00',
      '2026-03-17T13:30',
      '2026-03-24T13:30',
      '2026-03-31T12:30',
      '2026-04-07T12:30',
    ]);
    expect((await read(write(entries))).entries).toEqual(entries);
  });

  it('keeps what is said of single instances after it', async () => {
    const later = instance(
      ';TZID=Europe/Berlin:20260331T100000',
      'DTSTART:20260401T070000Z',
      'DURATION:PT1H',
    );
    const { entries } = await read(calendar(...series, ...following(), ...later));
    expect(entries.flatMap(local)).toEqual([
      '2026-03-03T09:00',
      '2026-03-10T09:00',
      '2026-03-17T13:30',
      '2026-03-24T13:30',
      '2026-04-01T07:00',
      '2026-04-07T12:30',
    ]);
  });

  it('moves the end of the rule along', async () => {
    const until = series.map((line) => line.replace('COUNT=6', 'UNTIL=20260407T080000Z'));
    const { entries } = await read(calendar(...until, ...following()));
    expect(local(entries[1]!).at(-1)).toBe('2026-04-07T12:30');
  });

  it('is carried for the one where the rule would not give the days', async () => {
    const byDay = series.map((line) => line.replace('COUNT=6', 'COUNT=6;BYDAY=TU'));
    const moved = instance(`;RANGE=THISANDFUTURE${third}`, 'DTSTART:20260318T090000Z', 'DURATION:PT1H');
    const { entries, notCarried } = await read(calendar(...byDay, ...moved));
    expect(entries).toHaveLength(1);
    expect(entries[0]?.overrides).toHaveLength(1);
    expect(notCarried).toEqual([{ what: 'RANGE=THISANDFUTURE, carried for its first instance', count: 1 }]);
  });
});
