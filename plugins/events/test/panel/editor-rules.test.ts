import { describe, expect, it } from 'vitest';
import { draftOf, newDraft, withAllDay, withSlot, withStart } from '../../panel/editor/draft.js';
import { problemsIn, problemsOf } from '../../panel/editor/problems.js';
import { repetitionOf, ruleTextOf, withCountLeft } from '../../panel/editor/repetition.js';
import { knownZones, momentIn, ownZone } from '../../panel/editor/wall-times.js';
import { createSeries } from '../../server/recurrence/series.js';
import type { CalendarEvent } from '../../shared/types.js';

/** A Tuesday, the first of its month. */
const frame = { date: '2027-03-02', allDay: false, timeZone: 'Europe/Berlin' };

describe('rules in the form', () => {
  it.each([
    ['FREQ=DAILY', 'daily'],
    ['FREQ=WEEKLY', 'weekly'],
    ['FREQ=WEEKLY;BYDAY=TU', 'weekly'],
    ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', 'workdays'],
    ['FREQ=MONTHLY', 'monthlyDay'],
    ['FREQ=MONTHLY;BYDAY=1TU', 'monthlyNth'],
    ['FREQ=YEARLY', 'yearly'],
    ['FREQ=DAILY;INTERVAL=3', 'custom'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH', 'custom'],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', 'custom'],
    ['FREQ=MONTHLY;BYDAY=-1FR', 'custom'],
    ['FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3,10', 'custom'],
    ['FREQ=HOURLY', 'kept'],
    ['FREQ=WEEKLY;WKST=SU;BYDAY=TU', 'kept'],
    ['FREQ=MONTHLY;BYDAY=MO,FR', 'kept'],
    ['FREQ=MONTHLY;BYMONTHDAY=1,15', 'kept'],
    ['FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13', 'kept'],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', 'kept'],
    ['FREQ=YEARLY;BYDAY=20MO', 'kept'],
    ['FREQ=YEARLY;BYWEEKNO=20', 'kept'],
  ])('%s is %s', (rrule, kind) => {
    expect(repetitionOf(rrule, frame).kind).toBe(kind);
  });

  it.each([
    'FREQ=DAILY;INTERVAL=3;COUNT=5',
    'FREQ=WEEKLY;INTERVAL=2;UNTIL=20271231T235959;BYDAY=TU,TH',
    'FREQ=MONTHLY;BYMONTHDAY=-1',
    'FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR',
    'FREQ=YEARLY;BYDAY=2SU;BYMONTH=5',
    'FREQ=YEARLY;BYMONTH=3,10;BYMONTHDAY=15',
    'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
  ])('%s comes out as it went in', (rrule) => {
    const text = ruleTextOf(repetitionOf(rrule, frame), frame);
    const canonical = createSeries({
      start: '2027-03-02T10:00:00',
      end: '2027-03-02T11:00:00',
      timeZone: 'Europe/Berlin',
      allDay: false,
      rrule: text as string,
      rdate: [],
      exdate: [],
    }).rrule;
    expect(canonical).toBe(rrule);
  });

  it.each([
    ['as many as were left', 'FREQ=WEEKLY;COUNT=10', 'FREQ=DAILY;COUNT=10', 'FREQ=DAILY;COUNT=7', 7],
    ['two more of the whole', 'FREQ=WEEKLY;COUNT=12', 'FREQ=DAILY;COUNT=10', 'FREQ=DAILY;COUNT=7', 9],
    ['all from the first date on', 'FREQ=WEEKLY;COUNT=10', 'FREQ=DAILY;COUNT=10', 'FREQ=DAILY;COUNT=10', 10],
    ['the one date that there is', 'FREQ=WEEKLY;COUNT=2', 'FREQ=DAILY;COUNT=10', 'FREQ=DAILY;COUNT=3', 1],
    ['a number that is new', 'FREQ=WEEKLY;COUNT=5', 'FREQ=DAILY', 'FREQ=DAILY', 5],
  ])('with a number of times leave what follows a date %s', (_, rrule, whole, from, count) => {
    expect(withCountLeft(rrule, whole, from)).toBe(`FREQ=WEEKLY;COUNT=${count}`);
  });

  it('end on the day that people there read, whatever the zone of their writing', () => {
    const { end } = repetitionOf('FREQ=DAILY;UNTIL=20271231T230000Z', frame);
    expect(end).toMatchObject({ kind: 'date', date: '2028-01-01' });
  });

  it('follow the start where they name its day', () => {
    const weekly = repetitionOf('FREQ=WEEKLY;BYDAY=TU', frame);
    expect(ruleTextOf(weekly, { ...frame, date: '2027-03-04' })).toBe('FREQ=WEEKLY;BYDAY=TH');
    const fifth = repetitionOf('FREQ=MONTHLY;BYDAY=1TU', frame);
    expect(ruleTextOf(fifth, { ...frame, date: '2027-03-30' })).toBe('FREQ=MONTHLY;BYDAY=-1TU');
  });
});

describe('times in the form', () => {
  const draft = newDraft({ day: '2027-03-02', hour: 14 });

  it('begin where somebody pressed, an hour long', () => {
    expect(draft).toMatchObject({ start: { date: '2027-03-02', time: '14:00' }, end: { time: '15:00' } });
  });

  it('keep their length when the start moves, over midnight too', () => {
    const late = withStart(draft, { date: '2027-03-31', time: '23:30' });
    expect(late.end).toEqual({ date: '2027-04-01', time: '00:30' });
  });

  it('come back from whole days with time between them', () => {
    const days = withAllDay({ ...draft, end: draft.start }, true);
    expect(withAllDay(days, false).end.time).toBe('15:00');
  });

  it('say the last day of an event that goes through several', () => {
    const event = { start: '2027-03-02', end: '2027-03-05', allDay: true, timeZone: 'Europe/Berlin' };
    const several = draftOf({
      ...event,
      title: '',
      attendees: [],
      resources: [],
      reminders: [],
    } as unknown as CalendarEvent);
    expect(several.end.date).toBe('2027-03-04');
    expect(withStart(several, { ...several.start, date: '2027-03-10' }).end.date).toBe('2027-03-12');
  });

  it('are those of the event’s zone, on both sides of a change of clocks', () => {
    expect(momentIn('Europe/Berlin', '2027-03-27T09:00:00Z')).toEqual({ date: '2027-03-27', time: '10:00' });
    expect(momentIn('Europe/Berlin', '2027-03-28T09:00:00Z')).toEqual({ date: '2027-03-28', time: '11:00' });
    const slot = { start: '2027-03-28T22:30:00Z', end: '2027-03-28T23:30:00Z' };
    expect(withSlot({ ...draft, timeZone: 'Europe/Berlin' }, slot).start).toEqual({
      date: '2027-03-29',
      time: '00:30',
    });
  });

  it('offer the reader’s zone first, and each zone once', () => {
    const zones = knownZones();
    expect(zones[0]).toBe(ownZone());
    expect(new Set(zones).size).toBe(zones.length);
  });
});

describe('what is wrong', () => {
  const draft = { ...newDraft({ day: '2027-03-02', hour: 14 }), title: 'Tea' };

  it('is nothing where nothing is', () => {
    expect(problemsOf(draft)).toEqual({});
  });

  it('is found by field', () => {
    const custom = repetitionOf('FREQ=DAILY;INTERVAL=3', frame);
    const end = { kind: 'date', date: '2027-01-01', count: 1 } as const;
    const wrong = {
      ...draft,
      title: ' ',
      end: { ...draft.end, time: '13:00' },
      repetition: { ...custom, end, own: { ...custom.own, interval: 0 } },
    };
    expect(problemsOf(wrong)).toEqual({
      subject: 'titleMissing',
      end: 'endBefore',
      interval: 'intervalInvalid',
      until: 'untilInvalid',
    });
  });

  it('may look so where an event ends in an earlier zone', () => {
    const flight = {
      ...draft,
      timeZone: 'Asia/Tokyo',
      endTimeZone: 'America/Los_Angeles',
      end: { ...draft.end, time: '08:00' },
    };
    expect(problemsOf(flight)).toEqual({});
  });

  it('lands at the field that a server names', () => {
    const errors = [{ path: '/end', message: 'must be after the start' }];
    expect(problemsIn({ code: 'event_times_invalid', errors })).toEqual({ end: 'endBefore' });
    expect(
      problemsIn({ code: 'event_person_unknown', errors: [{ path: '/attendees/2', message: '' }] }),
    ).toEqual({
      people: 'personUnknown',
    });
    const rule = [{ path: '/rrule', message: '' }];
    expect(problemsIn({ code: 'recurrence_invalid', errors: rule, details: { part: 'UNTIL' } })).toEqual({
      until: 'untilInvalid',
    });
    expect(problemsIn({ code: 'recurrence_too_costly', errors: rule, details: { part: 'FREQ' } })).toEqual({
      repeat: 'ruleCostly',
    });
  });
});
