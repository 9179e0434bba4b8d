import { describe, expect, it } from 'vitest';
import { hasSamples, occurrencesOf, read, sample, write } from './support.js';

/** Events of each file, and what is told of it. */
const expected: Record<string, { events: number; skipped?: string[]; notCarried?: Record<string, number> }> =
  {
    'EstoniaHolidays.ics': {
      events: 178,
      skipped: ['recurrence_invalid BYMONTH: takes numbers from 1 to 12'],
      notCarried: { CATEGORIES: 77, 'DTEND that is no time': 1 },
    },
    'GermanHolidays.ics': { events: 303, notCarried: { CATEGORIES: 303 } },
    'IndiaHolidays.ics': {
      events: 49,
      notCarried: { 'CLASS PRIVATE': 41, 'times without a zone, read in UTC': 8, 'X-MOZ-GENERATION': 1 },
    },
    'SwissHolidays.ics': { events: 471, notCarried: { CATEGORIES: 471, 'X-MOZ-GENERATION': 24 } },
    'USHolidays.ics': {
      events: 30,
      notCarried: { CATEGORIES: 30, 'time of DTEND of a whole day': 26, 'VALARM DISPLAY': 2 },
    },
    'UkraineHolidays.ics': {
      events: 193,
      notCarried: { CATEGORIES: 189, 'X-MOZ-GENERATION': 79, 'years before 1970 of a yearly event': 1 },
    },
    'sample-daily_recur.ics': { events: 1, notCarried: { 'VALARM EMAIL': 1 } },
    'sample-day_long_recur_yearly.ics': { events: 1, notCarried: { 'VALARM DISPLAY': 1, 'VALARM EMAIL': 1 } },
    'sample-duration_instead_of_dtend.ics': { events: 1 },
    'sample-google_birthday.ics': {
      events: 2,
      notCarried: {
        ATTENDEE: 2,
        'X-GOOGLE-CALENDAR-CONTENT-DISPLAY': 1,
        'X-GOOGLE-CALENDAR-CONTENT-ICON': 1,
      },
    },
    'sample-multiple_rrules.ics': {
      events: 1,
      notCarried: { ATTENDEE: 1, ORGANIZER: 1, 'further RRULE, carried as dates': 1 },
    },
    'sample-only_dtstart_date.ics': { events: 1 },
    'sample-only_dtstart_time.ics': { events: 1 },
    'sample-rdate_exdate.ics': { events: 1 },
    'sample-recur_instances.ics': {
      events: 1,
      notCarried: { ATTENDEE: 3, COLOR: 1, ORGANIZER: 1, 'X-UNKNOWN': 1 },
    },
    'sample-recur_instances_finite.ics': { events: 1, notCarried: { ATTENDEE: 3, ORGANIZER: 1 } },
    'sample-timezone_from_file.ics': {
      events: 1,
      notCarried: { 'TZID "Nowhere/Middle", read as UTC': 2 },
    },
  };

describe.skipIf(!hasSamples).each(Object.entries(expected))('%s', (name, { events, skipped, notCarried }) => {
  it('is read, and what is left out is told', async () => {
    const found = await read(sample(name));
    expect(found.entries).toHaveLength(events);
    expect(found.skipped.map(({ code, reason }) => `${code} ${reason}`)).toEqual(skipped ?? []);
    expect(Object.fromEntries(found.notCarried.map(({ what, count }) => [what, count]))).toEqual(
      notCarried ?? {},
    );
  });

  it('comes back from an exported file with the same events at the same times', async () => {
    const { entries } = await read(sample(name));
    const again = await read(write(entries));
    expect(again.skipped).toEqual([]);
    expect(again.notCarried).toEqual([]);
    expect(again.entries).toEqual(entries);
    expect(again.entries.map(occurrencesOf)).toEqual(entries.map(occurrencesOf));
  });
});
