import { describe, expect, it } from 'vitest';
import { calendar, event, occurrencesOf, read } from './support.js';

const one = async (...lines: string[]) => {
  const found = await read(event(...lines));
  expect(found.skipped).toEqual([]);
  expect(found.entries).toHaveLength(1);
  return { ...found, entry: found.entries[0]!, told: found.notCarried.map(({ what }) => what) };
};
const refusal = async (...lines: string[]) => {
  const found = await read(event(...lines));
  expect(found.entries).toEqual([]);
  return found.skipped[0]!;
};

describe('the times of an event', () => {
  it('are in the zone that DTSTART names', async () => {
    const { entry } = await one(
      'DTSTART;TZID=Europe/Berlin:20261124T140000',
      'DTEND;TZID=Europe/Berlin:20261124T150000',
    );
    expect(entry).toMatchObject({
      start: '2026-11-24T14:00:00',
      end: '2026-11-24T15:00:00',
      timeZone: 'Europe/Berlin',
      allDay: false,
    });
    expect(entry.endTimeZone).toBeUndefined();
  });

  it('may end in another zone than they start in', async () => {
    const { entry } = await one(
      'DTSTART;TZID=Europe/Berlin:20261124T140000',
      'DTEND;TZID=America/New_York:20261124T170000',
    );
    expect(entry).toMatchObject({ end: '2026-11-24T17:00:00', endTimeZone: 'America/New_York' });
  });

  it('end in the zone of the start where the file gives the end in UTC', async () => {
    const { entry } = await one('DTSTART;TZID=Europe/Berlin:20261124T140000', 'DTEND:20261124T140000Z');
    expect(entry).toMatchObject({ end: '2026-11-24T15:00:00', timeZone: 'Europe/Berlin' });
    expect(entry.endTimeZone).toBeUndefined();
  });

  it('keep an end in the second pass of an hour that the clock repeats', async () => {
    const { entry } = await one('DTSTART;TZID=Europe/Berlin:20261025T013000', 'DTEND:20261025T013000Z');
    expect(occurrencesOf(entry)[0]).toMatch(/^2026-10-24T23:30:00.000Z \| 2026-10-25T01:30:00.000Z/);
  });

  it.each([
    ['P1D', '2026-03-29T12:00:00'],
    ['PT24H', '2026-03-29T13:00:00'],
    ['P1DT30M', '2026-03-29T12:30:00'],
    ['P1W', '2026-04-04T12:00:00'],
  ])('last for a DURATION of %s over the change of the clock', async (duration, end) => {
    const { entry } = await one('DTSTART;TZID=Europe/Berlin:20260328T120000', `DURATION:${duration}`);
    expect(entry.end).toBe(end);
  });

  it('last a day with DTSTART alone when it is a date, and no time when it is a time', async () => {
    expect((await one('DTSTART;VALUE=DATE:20261231')).entry).toMatchObject({
      allDay: true,
      end: '2027-01-01',
    });
    expect((await one('DTSTART:20261231T100000Z')).entry).toMatchObject({
      end: '2026-12-31T10:00:00',
      timeZone: 'UTC',
    });
  });

  it('are a day where a time calls itself one', async () => {
    const { entry } = await one('DTSTART;VALUE=DATE:20261231T000000', 'DTEND;VALUE=DATE:20270102T000000');
    expect(entry).toMatchObject({ allDay: true, start: '2026-12-31', end: '2027-01-02' });
  });

  it('are whole days where Outlook says so beside its midnights', async () => {
    const midnights = [
      'DTSTART;TZID=Europe/Berlin:20260601T000000',
      'DTEND;TZID=Europe/Berlin:20260603T000000',
    ];
    const { entry, told } = await one(
      ...midnights,
      'X-MICROSOFT-CDO-ALLDAYEVENT:TRUE',
      'RRULE:FREQ=WEEKLY;UNTIL=20260614T220000Z',
      'EXDATE:20260607T220000Z',
    );
    expect(entry).toMatchObject({
      allDay: true,
      start: '2026-06-01',
      end: '2026-06-03',
      timeZone: 'Europe/Berlin',
      rrule: 'FREQ=WEEKLY;UNTIL=20260615',
      exdate: ['2026-06-08'],
    });
    expect(told).toEqual([]);
    expect((await one(...midnights, 'X-MICROSOFT-CDO-ALLDAYEVENT:FALSE')).entry.allDay).toBe(false);
  });

  it('last a day where DTEND is the same date, and ignore an end before the start', async () => {
    expect((await one('DTSTART;VALUE=DATE:20261231', 'DTEND;VALUE=DATE:20261231')).entry.end).toBe(
      '2027-01-01',
    );
    const { entry, told } = await one('DTSTART:20261231T100000Z', 'DTEND:20261230T100000Z');
    expect(entry.end).toBe('2026-12-31T10:00:00');
    expect(told).toEqual(['DTEND before DTSTART']);
    const day = await one('DTSTART;VALUE=DATE:20261231', 'DTEND;VALUE=DATE:20261230');
    expect([day.entry.end, day.told]).toEqual(['2027-01-01', ['DTEND before DTSTART']]);
  });

  it('last no time, or a day, where the DURATION is none that anything can last', async () => {
    for (const duration of ['-PT1H', 'PT', 'an hour', 'P1M']) {
      const { entry, told } = await one('DTSTART:20261231T100000Z', `DURATION:${duration}`);
      expect([entry.end, told], duration).toEqual(['2026-12-31T10:00:00', ['DURATION that is no length']]);
    }
    const day = await one('DTSTART;VALUE=DATE:20261231', 'DURATION:P1DT6H');
    expect([day.entry.end, day.told]).toEqual(['2027-01-02', ['hours of the DURATION of a whole day']]);
  });

  it('have their texts also in quoted-printable, which programs of old wrote', async () => {
    const { entries, notCarried } = await read(
      calendar(
        'BEGIN:VEVENT',
        'UID:one',
        'DTSTART:20261231T100000Z',
        'SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Gr=C3=BC=C3=9Fe aus =',
        'Z=C3=BC=',
        'rich = 1=3D1',
        'LOCATION;CHARSET=ISO-8859-1;ENCODING=quoted-printable:Caf=E9=0D=0A2. Stock',
        'DESCRIPTION:a=3Db=',
        'END:VEVENT',
      ),
    );
    expect(entries[0]).toMatchObject({
      title: 'Grüße aus Zürich = 1=1',
      location: 'Café\n2. Stock',
      description: 'a=3Db=',
    });
    expect(notCarried).toEqual([]);
  });

  it('without a zone are read in the one that was asked for, that of the file or UTC, and it is told', async () => {
    const floating = ['BEGIN:VEVENT', 'UID:one', 'DTSTART:20261124T140000', 'END:VEVENT'];
    const zoned = calendar('X-WR-TIMEZONE:Asia/Tokyo', ...floating);
    expect((await read(zoned, 'Europe/Paris')).entries[0]?.timeZone).toBe('Europe/Paris');
    expect((await read(zoned)).entries[0]?.timeZone).toBe('Asia/Tokyo');
    const found = await read(calendar(...floating));
    expect(found.entries[0]?.timeZone).toBe('UTC');
    expect(found.notCarried).toEqual([{ what: 'times without a zone, read in UTC', count: 1 }]);
  });

  it.each([
    [['SUMMARY:x'], 'It has no DTSTART.'],
    [['DTSTART:yesterday'], 'Its DTSTART is no time'],
    [['DTSTART;VALUE=DATE:20260230'], 'Its DTSTART is no time'],
    [['DTSTART:19691231T000000Z'], 'Its DTSTART is no time'],
    [['DTSTART:22000101T000000Z'], 'Its DTSTART is no time'],
    [['DTSTART;TZID=Middle/Earth:20261124T140000'], 'The time zone "Middle/Earth" is not known'],
  ])('that say nothing skip the event: %s', async (lines, reason) => {
    const skipped = await refusal(...lines);
    expect(skipped.code).toBe('event_times_invalid');
    expect(skipped.reason).toContain(reason);
  });

  it('of a yearly event that began before 1970 are carried from the first year on', async () => {
    const { entry, told } = await one(
      'DTSTART;VALUE=DATE:19560229',
      'DTEND;VALUE=DATE:19560301',
      'RRULE:FREQ=YEARLY',
    );
    expect(entry).toMatchObject({ start: '1972-02-29', end: '1972-03-01', rrule: 'FREQ=YEARLY', rdate: [] });
    expect(told).toEqual(['years before 1970 of a yearly event']);
    const weekday = await one('DTSTART;VALUE=DATE:19540130', 'RRULE:FREQ=YEARLY;BYMONTH=1;BYDAY=-1SA');
    expect(weekday.entry).toMatchObject({ start: '1982-01-30', rdate: [] });
  });
});

describe('rules and dates', () => {
  const daily = ['DTSTART;TZID=Europe/Berlin:20261124T140000', 'DTEND;TZID=Europe/Berlin:20261124T150000'];
  const local = (lines: readonly string[]) => lines.map((line) => line.slice(0, 16));

  it('become canonical, with an end that is an instant', async () => {
    const { entry } = await one(...daily, 'RRULE:until=20261126T235959; freq=daily;INTERVAL=1;X-NAME=2');
    expect(entry.rrule).toBe('FREQ=DAILY;UNTIL=20261126T225959Z');
    const day = await one('DTSTART;VALUE=DATE:20261124', 'RRULE:FREQ=DAILY;UNTIL=20261126T000000Z');
    expect(day.entry.rrule).toBe('FREQ=DAILY;UNTIL=20261126');
  });

  it('of several kinds become one rule and dates', async () => {
    const { entry, told } = await one(...daily, 'RRULE:FREQ=DAILY;COUNT=2', 'RRULE:FREQ=WEEKLY;COUNT=3');
    expect(entry).toMatchObject({
      rrule: 'FREQ=DAILY;COUNT=2',
      rdate: ['2026-12-01T14:00:00', '2026-12-08T14:00:00'],
    });
    expect(told).toEqual(['further RRULE, carried as dates']);
  });

  it('keep the one without an end as the rule', async () => {
    const { entry } = await one(...daily, 'RRULE:FREQ=DAILY;COUNT=2', 'RRULE:FREQ=WEEKLY');
    expect(entry).toMatchObject({ rrule: 'FREQ=WEEKLY', rdate: ['2026-11-25T14:00:00'] });
  });

  it('become two events where two have no end', async () => {
    const found = await read(event(...daily, 'RRULE:FREQ=WEEKLY', 'RRULE:FREQ=MONTHLY;BYMONTHDAY=1'));
    expect(found.entries.map(({ uid, rrule }) => [uid, rrule])).toEqual([
      ['one', 'FREQ=WEEKLY'],
      ['one/rule-2', 'FREQ=MONTHLY;BYMONTHDAY=1'],
    ]);
    expect(found.notCarried[0]?.what).toBe('further RRULE without an end, carried as an event of its own');
  });

  it('count DTSTART for an instance that the rule does not give', async () => {
    const { entry } = await one(...daily, 'RRULE:FREQ=WEEKLY;BYDAY=FR;COUNT=2');
    expect(local(occurrencesOf(entry))).toEqual(['2026-11-24T13:00', '2026-11-27T13:00', '2026-12-04T13:00']);
  });

  it('take dates of UTC and of other zones as the series writes them', async () => {
    const { entry } = await one(
      ...daily,
      'RRULE:FREQ=DAILY;COUNT=5',
      'EXDATE:20261125T130000Z',
      'EXDATE;TZID=America/New_York:20261126T080000,20261127T080000',
      'RDATE:20261224T130000Z',
    );
    expect(entry.exdate).toEqual(['2026-11-25T14:00:00', '2026-11-26T14:00:00', '2026-11-27T14:00:00']);
    expect(entry.rdate).toEqual(['2026-12-24T14:00:00']);
  });

  it('take a whole day out of a series of times', async () => {
    const { entry } = await one(...daily, 'RRULE:FREQ=DAILY;COUNT=3', 'EXDATE;VALUE=DATE:20261125');
    expect(entry.exdate).toEqual(['2026-11-25T14:00:00']);
  });

  it('give a PERIOD its own end', async () => {
    const { entry } = await one(
      ...daily,
      'RDATE;VALUE=PERIOD:20261201T130000Z/PT3H,20261202T130000Z/20261202T140000Z',
    );
    expect(entry.rdate).toEqual(['2026-12-01T14:00:00', '2026-12-02T14:00:00']);
    expect(entry.overrides).toEqual([
      {
        original: '2026-12-01T14:00:00',
        cancelled: false,
        start: '2026-12-01T14:00:00',
        end: '2026-12-01T17:00:00',
      },
    ]);
  });

  it('take the instances of an EXRULE away', async () => {
    const { entry } = await one(...daily, 'RRULE:FREQ=DAILY;COUNT=8', 'EXRULE:FREQ=WEEKLY;COUNT=2');
    expect(entry.exdate).toEqual(['2026-11-24T14:00:00', '2026-12-01T14:00:00']);
  });

  it.each([
    ['RRULE:FREQ=SOMETIMES', 'recurrence_invalid'],
    ['RRULE:FREQ=SECONDLY', 'recurrence_too_costly'],
    ['RRULE:FREQ=DAILY;COUNT=2000000', 'recurrence_too_costly'],
    ['RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 'recurrence_never_occurs'],
    ['EXRULE:FREQ=DAILY', 'recurrence_invalid'],
  ])('that cannot be held skip the event: %s', async (line, code) => {
    expect((await refusal(...daily, 'RDATE:20261201T130000Z', line)).code).toBe(code);
  });
});
