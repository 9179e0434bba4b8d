import type { Occurrence } from '../../shared/types.js';
import { entryOf } from '../entries/entries.js';
import { foreignTime } from '../time/foreign.js';
import { daysText, dayText, momentsText, placeOf, timesText, timeText } from '../time/texts.js';
import type { CardTexts } from './event-card-messages.js';

/** When an occurrence takes place: where the reader is, and by the clock of the event's zone where that differs. */
export function whenTexts(
  occurrence: Occurrence,
  t: CardTexts,
  locale: string,
): { here: string; there?: string } {
  const { start, end, allDay, timeZone } = occurrence;
  const { first, last } = entryOf(occurrence);
  if (allDay) {
    const day = first === last ? dayText(first, 'fullYear', locale) : daysText(first, last, locale);
    return { here: t('allDay', { day }) };
  }
  const time = foreignTime(start, timeZone, locale);
  return {
    here:
      first === last
        ? `${dayText(first, 'fullYear', locale)}, ${start === end ? timeText(start, locale) : timesText(start, end, locale)}`
        : momentsText(start, end, locale),
    ...(time && { there: t('zoneTime', { time, place: placeOf(timeZone) }) }),
  };
}
