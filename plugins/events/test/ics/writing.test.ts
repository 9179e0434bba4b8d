import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import type { CalendarEntry } from '../../server/ics/entry.js';
import { escapeText } from '../../server/ics/writing/content-line.js';
import { random, read, write } from './support.js';

const plain: CalendarEntry = {
  uid: 'one',
  title: 'Event',
  description: null,
  location: null,
  start: '2026-11-24T14:00:00',
  end: '2026-11-24T15:00:00',
  timeZone: 'Europe/Berlin',
  allDay: false,
  rdate: [],
  exdate: [],
  busy: true,
  reminders: [],
  overrides: [],
};

/** Names of everything in a component, in order. */
const shape = (component: ICAL.Component): string[] => [
  ...component.getAllProperties().map(({ name }) => name),
  ...component.getAllSubcomponents().flatMap((child) => [`(${child.name}`, ...shape(child), ')']),
];
const parse = (text: string) => new ICAL.Component(ICAL.parse(text) as never[]);
const firstEvent = (text: string) => parse(text).getFirstSubcomponent('vevent')!;

describe('a written event', () => {
  it('says everything that the format has a place for', () => {
    const text = write([
      {
        ...plain,
        description: 'Line one\nline two; with, signs\\',
        location: 'Room 1',
        rrule: 'FREQ=WEEKLY;UNTIL=20261231T130000Z',
        rdate: ['2026-12-05T14:00:00'],
        exdate: ['2026-12-01T14:00:00'],
        endTimeZone: 'America/New_York',
        end: '2026-11-24T09:30:00',
        busy: false,
        reminders: [0, 30],
        overrides: [{ original: '2026-12-08T14:00:00', cancelled: false, title: 'Once' }],
      },
    ]);
    for (const line of [
      'DTSTART;TZID=Europe/Berlin:20261124T140000',
      'DTEND;TZID=America/New_York:20261124T093000',
      'RRULE:FREQ=WEEKLY;UNTIL=20261231T130000Z',
      'RDATE;TZID=Europe/Berlin:20261205T140000',
      'EXDATE;TZID=Europe/Berlin:20261201T140000',
      'DESCRIPTION:Line one\\nline two\\; with\\, signs\\\\',
      'TRANSP:TRANSPARENT',
      'TRIGGER:-PT30M',
      'SEQUENCE:2',
      'DTSTAMP:20261120T120000Z',
      'RECURRENCE-ID;TZID=Europe/Berlin:20261208T140000',
      'SUMMARY:Once',
      'TZID:America/New_York',
    ])
      expect(text).toContain(`\r\n${line}\r\n`);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  });

  it('starts with an instance, because programs take the start for one', async () => {
    const entry = { ...plain, rrule: 'FREQ=WEEKLY;COUNT=3;BYDAY=FR' };
    const text = write([entry]);
    expect(text).toContain('DTSTART;TZID=Europe/Berlin:20261127T140000');
    const { entries } = await read(text);
    expect(entries[0]).toMatchObject({ start: '2026-11-27T14:00:00', rdate: [], rrule: entry.rrule });
  });

  it('has no end that is not after its start', () => {
    expect(write([{ ...plain, end: plain.start }])).not.toContain('DTEND');
  });

  it('keeps the zone of whole days', async () => {
    const days = { ...plain, allDay: true, start: '2026-11-24', end: '2026-11-25' };
    const text = write([days, { ...days, uid: 'two', timeZone: 'Asia/Tokyo' }], 'Europe/Berlin');
    const { entries } = await read(text);
    expect(entries.map(({ timeZone }) => timeZone)).toEqual(['Europe/Berlin', 'Asia/Tokyo']);
    expect(text.match(/X-TEAMBRAIN-TIMEZONE/g)).toHaveLength(1);
  });

  it('ends a rule by an instant, however it was written', () => {
    for (const [rrule, written] of [
      ['FREQ=DAILY;UNTIL=20261130T140000', 'FREQ=DAILY;UNTIL=20261130T130000Z'],
      ['FREQ=DAILY;UNTIL=20261130T140000Z', 'FREQ=DAILY;UNTIL=20261130T140000Z'],
    ])
      expect(write([{ ...plain, rrule }])).toContain(`RRULE:${written}\r\n`);
  });
});

const pieces = [
  '\r\nATTENDEE:mailto:x@example.com',
  '\nBEGIN:VALARM',
  '\rEND:VEVENT',
  '\r\n ',
  '\n\t',
  '\\n',
  '\\N',
  '\\',
  '\\\\',
  ';',
  ',',
  ':',
  '"',
  '=',
  '^n',
  "^'",
  '%0D%0A',
  '\u2028',
  '\u2029',
  '\u0085',
  '\u000b',
  '\u000c',
  '\u0000',
  '\u001b',
  '\u007f',
  '\ud83d\ude80',
  '\ud800',
  '\u00e4',
  '\u4e2d\u6587',
  '\u202e',
  '\ufeff',
  '\t',
  ' ',
  'a',
  'x'.repeat(80),
  '\u00fc'.repeat(40),
];

/** What is kept of a text: line breaks of any kind as LF, no other control characters. */
const kept = (text: string) =>
  text
    .toWellFormed()
    .replace(/\r\n|[\r\u0085\u2028\u2029]/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that no text has
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '');

describe('texts', () => {
  it('come back as they are from 2,000 files, and nothing else comes with them', async () => {
    const dice = random(20_261_120);
    const text = () => Array.from({ length: 1 + dice(8) }, () => pieces[dice(pieces.length)]).join('');
    const usual = shape(parse(write([{ ...plain, description: 'x', location: 'x', reminders: [5] }])));
    for (let round = 0; round < 2000; round += 1) {
      const entry = {
        ...plain,
        uid: `u${text()}`,
        title: `t${text()}`,
        description: `d${text()}`,
        location: `l${text()}`,
        reminders: [5],
      };
      const written = write([entry]);
      const component = parse(written);
      expect(shape(component)).toEqual(usual);
      const found = component.getFirstSubcomponent('vevent')!;
      for (const [name, value] of [
        ['uid', entry.uid],
        ['summary', entry.title],
        ['description', entry.description],
        ['location', entry.location],
      ] as const)
        expect(found.getFirstPropertyValue(name)).toBe(kept(value));
      const { entries } = await read(written);
      expect(entries).toHaveLength(1);
      if (round % 10 > 0) continue;
      expect(entries[0]?.description).toBe(kept(entry.description));
      expect(entries[0]?.location).toBe(kept(entry.location));
    }
  }, 60_000);

  it('of a room add nothing to its calendar', () => {
    for (const piece of pieces) {
      expect(escapeText(`Room${piece}`)).not.toMatch(/[\r\n\u2028\u2029\u0085]/);
      const name = escapeText(`Room${piece}`).length;
      expect(name).toBeGreaterThanOrEqual(4);
    }
  });

  it('cannot come out of a zone', async () => {
    const tzid = 'X\r\nATTENDEE:mailto:x@example.com"';
    const event = { ...plain, timeZone: tzid };
    expect(() => write([event])).toThrow();
  });

  it('are folded between characters', () => {
    const title = '\ud83d\ude80'.repeat(60);
    const text = write([{ ...plain, title }]);
    expect(firstEvent(text).getFirstPropertyValue('summary')).toBe(title);
    for (const line of text.split('\r\n')) expect(line.isWellFormed()).toBe(true);
  });
});
