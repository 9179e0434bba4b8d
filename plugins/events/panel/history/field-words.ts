import { addDays, inUtc } from '../time/days.js';
import { recurrenceInWords } from '../words/recurrence-in-words.js';
import type { RecurrenceText } from '../words/recurrence-messages.js';
import { type FieldTexts, fieldMessages } from './field-messages.js';

/** What the words for values come from. `timeZone` and `start` are of the event, for its rule. */
export interface WordsFor {
  t: FieldTexts;
  rule: RecurrenceText;
  locale: string;
  timeZone: string;
  start: string;
  personName(id: string): string | undefined;
  resourceName(id: string): string | undefined;
}

/** The field in words; a field that a later server keeps, under the server's own name. */
export const fieldName = (field: string, fallback: string, t: FieldTexts): string =>
  Object.hasOwn(fieldMessages.messages, field) ? t(field as 'title') : fallback;

function wallText(wall: string, locale: string): string {
  const moment = wall.length === 10 ? inUtc(wall) : new Date(`${wall.slice(0, 19)}Z`);
  if (Number.isNaN(moment.getTime())) return wall;
  return new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    ...(wall.length > 10 && { timeStyle: 'short' as const }),
    timeZone: 'UTC',
  }).format(moment);
}

function lengthText(minutes: number, locale: string): string {
  const [unit, size] =
    minutes % 1440 === 0 ? ['day', 1440] : minutes % 60 === 0 ? ['hour', 60] : ['minute', 1];
  return new Intl.NumberFormat(locale, { style: 'unit', unit: String(unit), unitDisplay: 'long' }).format(
    minutes / Number(size),
  );
}

const listText = (items: readonly string[], locale: string): string =>
  new Intl.ListFormat(locale, { type: 'conjunction' }).format(items);

/** One value of a list, or a single one. */
function itemText(field: string, value: unknown, words: WordsFor): string {
  const { t, locale } = words;
  const text = String(value);
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
  if (field === 'attendees') return words.personName(text) ?? t('somebody');
  if (field === 'resources') return words.resourceName(text) ?? t('something');
  if (field === 'reminders')
    return Number(value) === 0 ? t('atStart') : t('before', { time: lengthText(Number(value), locale) });
  if (field === 'end' && text.length === 10)
    return t('untilDay', { day: wallText(addDays(text, -1), locale) });
  if (['start', 'end', 'rdate', 'exdate'].includes(field)) return wallText(text, locale);
  if (field === 'timeZone' || field === 'endTimeZone') return text.replaceAll('_', ' ');
  if (field === 'rrule')
    return recurrenceInWords(text, {
      locale,
      timeZone: words.timeZone,
      start: words.start,
      text: words.rule,
    });
  return text;
}

/** A value in the reader's words; what is absent is nothing, or an event that does not repeat. */
export function valueWords(field: string, value: unknown, words: WordsFor): string {
  const { t, locale } = words;
  const isEmpty =
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
  if (isEmpty) return t(field === 'rrule' ? 'never' : 'nothing');
  if (!Array.isArray(value)) return itemText(field, value, words);
  if (field === 'overrides') return t('instances', { count: value.length });
  return listText(
    value.map((item) => itemText(field, item, words)),
    locale,
  );
}
