import type { SeriesTimes } from '../../recurrence/contract.js';
import { toInstant } from '../../recurrence/zone/zones.js';
import { utcStamp } from './content-line.js';

/** With times the end of a rule is an instant (RFC 5545, 3.3.10), however it was written. */
export function ruleText(
  rrule: string,
  { allDay, timeZone }: Pick<SeriesTimes, 'allDay' | 'timeZone'>,
): string {
  if (allDay) return rrule;
  return rrule.replace(/(UNTIL=)(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d))?(?=;|$)/, (...found) => {
    const [, key, year, month, day, hour = '23', minute = '59', second = '59'] = found as string[];
    return `${key}${utcStamp(toInstant(`${year}-${month}-${day}T${hour}:${minute}:${second}`, timeZone))}`;
  });
}
