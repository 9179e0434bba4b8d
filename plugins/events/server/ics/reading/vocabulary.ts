import { zoneProperty } from '../entry.js';
import { icsLimits } from '../limits.js';

/** Components that events are made from, and what they lie in. */
export const keptComponents: ReadonlyMap<string, string> = new Map([
  ['VCALENDAR', ''],
  ['VEVENT', 'VCALENDAR'],
  ['VALARM', 'VEVENT'],
  ['VTIMEZONE', 'VCALENDAR'],
  ['STANDARD', 'VTIMEZONE'],
  ['DAYLIGHT', 'VTIMEZONE'],
]);

const once: Record<string, readonly string[]> = {
  VCALENDAR: ['VERSION', 'X-WR-TIMEZONE', 'X-WR-CALNAME'],
  VEVENT: [
    'UID',
    'DTSTART',
    'DTEND',
    'DURATION',
    'SUMMARY',
    'DESCRIPTION',
    'LOCATION',
    'STATUS',
    'TRANSP',
    'CLASS',
    'SEQUENCE',
    'RECURRENCE-ID',
    zoneProperty,
    'X-MICROSOFT-CDO-ALLDAYEVENT',
  ],
  VALARM: ['ACTION', 'TRIGGER'],
  VTIMEZONE: ['TZID', 'X-LIC-LOCATION', 'TZID-ALIAS-OF'],
  STANDARD: ['DTSTART', 'TZOFFSETFROM', 'TZOFFSETTO', 'RRULE'],
  DAYLIGHT: ['DTSTART', 'TZOFFSETFROM', 'TZOFFSETTO', 'RRULE'],
};
const often: Record<string, readonly string[]> = {
  VEVENT: ['RRULE', 'RDATE', 'EXDATE', 'EXRULE'],
  STANDARD: ['RDATE'],
  DAYLIGHT: ['RDATE'],
};
/** Says nothing that is lost: a record of the file itself, or what a copy makes anew. */
const understood: Record<string, readonly string[]> = {
  VCALENDAR: [
    'PRODID',
    'CALSCALE',
    'METHOD',
    'COMMENT',
    'X-WR-CALDESC',
    'REFRESH-INTERVAL',
    'X-PUBLISHED-TTL',
  ],
  VEVENT: ['DTSTAMP', 'CREATED', 'LAST-MODIFIED'],
  VALARM: ['DESCRIPTION', 'SUMMARY', 'ATTENDEE', 'UID', 'ACKNOWLEDGED'],
  VTIMEZONE: ['LAST-MODIFIED', 'TZURL', 'TZUNTIL'],
  STANDARD: ['TZNAME', 'COMMENT'],
  DAYLIGHT: ['TZNAME', 'COMMENT'],
};

interface Lines {
  name: string;
  lines: readonly { name: string }[];
}

/** Whether a line is used. A property that may stand once counts when it comes again: the first one holds. */
export function use(component: Lines, name: string): 'keep' | 'drop' | 'count' {
  if (once[component.name]?.includes(name))
    return component.lines.some((line) => line.name === name) ? 'count' : 'keep';
  if (often[component.name]?.includes(name)) {
    const most = name.endsWith('RULE') ? icsLimits.rules : icsLimits.properties;
    return countOf(component, name) < most ? 'keep' : 'count';
  }
  return !(component.name in once) || understood[component.name]?.includes(name) ? 'drop' : 'count';
}

const countOf = ({ lines }: Lines, name: string): number =>
  lines.reduce((count, line) => (line.name === name ? count + 1 : count), 0);
