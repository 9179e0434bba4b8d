import ICAL from 'ical.js';
import { expect, it } from 'vitest';
import { toInstant } from '../../server/recurrence/zone/zones.js';
import { fixture, fixtureNames, read, sample, sampleNames } from './support.js';

const files = [
  ...fixtureNames.map((name) => ({ name, bytes: fixture(name) })),
  ...sampleNames.map((name) => ({ name, bytes: sample(name) })),
];

/** Empty is missing, and a CR that a program doubled belongs to the end of the line. */
const textOf = (text: string | null | undefined) => (text?.trim() ? text.replace(/\r$/, '') : null);

it.each(files)('$name is read as another reader of the format reads it', async ({ bytes }) => {
  // The other reader refuses a whole file for one month that there is not, and makes up a day for one that is none.
  const text = Buffer.from(bytes)
    .toString()
    .replace('BYMONTH=16', 'BYMONTH=12')
    .replace('DATE:2014930', 'DATE:20140930');
  const calendar = new ICAL.Component(ICAL.parse(text) as never[]);
  for (const zone of calendar.getAllSubcomponents('vtimezone'))
    if (zone.getFirstPropertyValue('tzid')) ICAL.TimezoneService.register(zone);
  const { entries } = await read(bytes);
  const left = new Map(entries.map((entry) => [entry.uid, entry]));

  for (const component of calendar.getAllSubcomponents('vevent')) {
    const event = new ICAL.Event(component);
    const { uid, startDate: start, endDate: end } = event;
    const entry = left.get(uid);
    // A yearly event from before 1970 starts later here.
    if (!entry || event.recurrenceId || start.year < 1970) continue;
    left.delete(uid);
    expect(entry.title).toBe(textOf(event.summary) ?? '(untitled)');
    expect(entry.description).toBe(textOf(event.description));
    expect(entry.location).toBe(textOf(event.location));
    if (start.isDate) expect(entry.start).toBe(start.toString());
    // Times without a zone, and zones that only the file knows: each reader has its own way.
    else if (start.zone.tzid === 'UTC' || start.zone.tzid.includes('/'))
      expect(toInstant(entry.start, entry.timeZone)).toBe(start.toUnixTime() * 1000);
    if (start.isDate && end.isDate && end.compare(start) > 0) expect(entry.end).toBe(end.toString());
  }
  const alone = [...left.values()].filter(({ uid }) => !/^content-|\//.test(uid));
  expect(alone.filter(({ start }) => !start.startsWith('1970') && !start.startsWith('2012-12-10'))).toEqual(
    [],
  );
});
