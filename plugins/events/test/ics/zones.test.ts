import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { zoneComponent } from '../../server/ics/writing/zone-component.js';
import { zoneOf } from '../../server/ics/zones/file-zones.js';
import { toLocal } from '../../server/recurrence/zone/zones.js';
import { calendar, read } from './support.js';

const inZone = async (zone: string[], ...lines: string[]) =>
  read(calendar(...zone, 'BEGIN:VEVENT', 'UID:one', ...lines, 'END:VEVENT'));

const outlook = [
  'BEGIN:VTIMEZONE',
  'TZID:Customized Time Zone',
  'BEGIN:STANDARD',
  'DTSTART:16010101T030000',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10',
  'END:STANDARD',
  'BEGIN:DAYLIGHT',
  'DTSTART:16010101T020000',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3',
  'END:DAYLIGHT',
  'END:VTIMEZONE',
];

describe('the zone of a file', () => {
  it.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    ['europe/berlin', 'Europe/Berlin'],
    ['"America/New_York"', 'America/New_York'],
    ['/mozilla.org/20050126_1/Europe/Paris', 'Europe/Paris'],
    ['/freeassociation.sourceforge.net/America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ['W. Europe Standard Time', 'Europe/Berlin'],
    ['pacific standard time', 'America/Los_Angeles'],
    ['India Standard Time', 'Asia/Kolkata'],
    ['UTC', 'UTC'],
    ['Middle/Earth', null],
    ['+02:00', null],
    ['x'.repeat(10_000), null],
  ])('named %s is %s', (name, zone) => {
    const found = zoneOf(name);
    // Runtimes differ in which of two names of one zone they call the usual one.
    expect(found && new Intl.DateTimeFormat('en', { timeZone: found }).resolvedOptions().timeZone).toBe(
      zone && new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone,
    );
  });

  it('may say its place in another line than its name', async () => {
    const zone = ['BEGIN:VTIMEZONE', 'TZID:Home', 'X-LIC-LOCATION:Asia/Tokyo', ...outlook.slice(2)];
    const { entries } = await inZone(zone, 'DTSTART;TZID=Home:20260701T100000');
    expect(entries[0]).toMatchObject({ start: '2026-07-01T10:00:00', timeZone: 'Asia/Tokyo' });
  });

  it('is known by its clock where its name says nothing, and that is told', async () => {
    const { entries, notCarried } = await inZone(
      outlook,
      'DTSTART;TZID=Customized Time Zone:20260701T100000',
      'RRULE:FREQ=WEEKLY',
    );
    expect(entries[0]).toMatchObject({ start: '2026-07-01T10:00:00', timeZone: 'Europe/Berlin' });
    expect(notCarried).toEqual([{ what: 'TZID "Customized Time Zone", read as Europe/Berlin', count: 1 }]);
  });

  it('with one offset for ever is a zone of whole hours', async () => {
    const fixed = [
      'BEGIN:STANDARD',
      'DTSTART:16010101T000000',
      'TZOFFSETFROM:+0500',
      'TZOFFSETTO:+0500',
      'END:STANDARD',
    ];
    const { entries } = await inZone(
      ['BEGIN:VTIMEZONE', 'TZID:Five', ...fixed, 'END:VTIMEZONE'],
      'DTSTART;TZID=Five:20260701T100000',
    );
    expect(entries[0]?.timeZone).toBe('Etc/GMT-5');
  });

  it('whose clock is that of no other keeps the instant of what does not recur, and skips what does', async () => {
    const odd = [
      'BEGIN:STANDARD',
      'DTSTART:16010101T000000',
      'TZOFFSETFROM:-0741',
      'TZOFFSETTO:-0741',
      'END:STANDARD',
    ];
    const zone = ['BEGIN:VTIMEZONE', 'TZID:Nowhere', ...odd, 'END:VTIMEZONE'];
    const once = await inZone(zone, 'DTSTART;TZID=Nowhere:20260701T100000');
    expect(once.entries[0]).toMatchObject({ start: '2026-07-01T17:41:00', timeZone: 'UTC' });
    const series = await inZone(zone, 'DTSTART;TZID=Nowhere:20260701T100000', 'RRULE:FREQ=DAILY');
    expect(series.entries).toEqual([]);
    expect(series.skipped[0]).toMatchObject({ code: 'event_times_invalid' });
  });
});

const zones = [
  'Europe/Berlin',
  'Europe/Dublin',
  'Europe/Moscow',
  'Europe/Istanbul',
  'America/New_York',
  'America/Sao_Paulo',
  'America/Santiago',
  'America/St_Johns',
  'Africa/Casablanca',
  'Africa/Cairo',
  'Asia/Jerusalem',
  'Asia/Kolkata',
  'Asia/Tehran',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Auckland',
  'Etc/GMT-14',
];

describe('a written zone', () => {
  it.each(zones)('%s has the clock of the zone, from the first year to ten years ahead', (zone) => {
    const firstYear = 1996;
    const text = zoneComponent(zone, firstYear);
    const component = new ICAL.Component(ICAL.parse(`BEGIN:VCALENDAR\r\n${text}END:VCALENDAR`) as never[]);
    const written = new ICAL.Timezone(component.getFirstSubcomponent('vtimezone')!);
    const last = Date.UTC(new Date().getUTCFullYear() + 10, 11, 31);
    const wrong: string[] = [];
    for (let at = Date.UTC(firstYear, 0, 1); at < last; at += 3.37 * 86_400_000) {
      const local = toLocal(at, zone);
      // A wall time that comes twice: programs differ in which one they take.
      if ([-2, -1, 1, 2].some((halves) => toLocal(at + halves * 1_800_000, zone) === local)) continue;
      const time = ICAL.Time.fromDateTimeString(local);
      time.zone = written;
      if (Math.abs(time.toUnixTime() - at / 1000) >= 1)
        wrong.push(`${local} ${time.toUnixTime() - at / 1000}`);
    }
    expect(wrong).toEqual([]);
  });

  it('of one clock the year round is two rules', () => {
    const text = zoneComponent('Europe/Berlin', 2026);
    expect(text.match(/^RRULE:.*$/gm)?.map((line) => line.trim())).toEqual([
      'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
      'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
    ]);
    expect(text.length).toBeLessThan(700);
  });
});
