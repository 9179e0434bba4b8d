import { formatter, timeText } from './texts.js';

/** The time in the event's own zone, where its clock shows another than the reader's. */
export function foreignTime(start: string, timeZone: string, locale: string): string | undefined {
  try {
    const there = formatter('en', `in ${timeZone}`, { dateStyle: 'short', timeStyle: 'short', timeZone });
    const here = formatter('en', 'here', { dateStyle: 'short', timeStyle: 'short' });
    const moment = new Date(start);
    return there.format(moment) === here.format(moment) ? undefined : timeText(moment, locale, timeZone);
  } catch {
    // A zone that this browser does not know.
    return undefined;
  }
}
