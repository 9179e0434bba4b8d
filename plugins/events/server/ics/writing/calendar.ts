import { contentLine, escapeText } from './content-line.js';
import { zoneComponent } from './zone-component.js';

export interface CalendarHead {
  name: string;
  /** The zone that most events are in: that of whole days. */
  home: string;
  /** Zones with the first year in which each is used. */
  zones: ReadonlyMap<string, number>;
  /** How often a program that subscribes should ask: `PT15M`. */
  refresh?: string;
}

export function calendarHead({ name, home, zones, refresh }: CalendarHead): string {
  let text =
    contentLine('BEGIN', 'VCALENDAR') +
    contentLine('VERSION', '2.0') +
    contentLine('PRODID', '-//TeamBrain//TeamBrain//EN') +
    contentLine('CALSCALE', 'GREGORIAN') +
    contentLine('METHOD', 'PUBLISH') +
    contentLine('X-WR-CALNAME', escapeText(name)) +
    contentLine('X-WR-TIMEZONE', home);
  if (refresh !== undefined)
    text +=
      contentLine('REFRESH-INTERVAL', refresh, { VALUE: 'DURATION' }) +
      contentLine('X-PUBLISHED-TTL', refresh);
  for (const [zone, year] of zones) if (zone !== 'UTC') text += zoneComponent(zone, year);
  return text;
}

export const calendarFoot = contentLine('END', 'VCALENDAR');
