import { loadLocale, translate } from '@teambrain/widget-kit';
import { beforeAll, describe, expect, it } from 'vitest';
import { recurrenceInWords } from '../../panel/words/recurrence-in-words.js';
import { recurrenceLocales } from '../../panel/words/recurrence-locales.js';
import { recurrenceMessages } from '../../panel/words/recurrence-messages.js';
import { formatRule } from '../../server/recurrence/rule/format.js';
import { parseRule } from '../../server/recurrence/rule/parse.js';
import { generateCases } from '../recurrence/generated-cases.js';

const languages = ['en', 'ar', 'de', 'es', 'fr', 'ja', 'pt', 'zh'];
beforeAll(async () => {
  for (const language of languages) await loadLocale(language, recurrenceLocales);
});

function say(
  rrule: string,
  locale: string,
  start = '2026-11-24T09:30:00',
  timeZone = 'Europe/Berlin',
): string {
  const texts = { locale, translations: {} };
  return recurrenceInWords(rrule, {
    locale,
    timeZone,
    start,
    text: (key, values) => translate(texts, recurrenceMessages, key, values),
  });
}

describe('a rule in English words', () => {
  it.each([
    ['FREQ=DAILY', 'Every day'],
    ['FREQ=DAILY;INTERVAL=3', 'Every 3 days'],
    ['FREQ=WEEKLY', 'Every week on Tuesday'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE', 'Every 2 weeks on Monday and Wednesday'],
    ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', 'Every week from Monday to Friday'],
    ['FREQ=MONTHLY', 'Every month on day 24'],
    ['FREQ=MONTHLY;BYDAY=2TU', 'Every month on the second Tuesday'],
    ['FREQ=MONTHLY;BYDAY=-1FR', 'Every month on the last Friday'],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', 'Every month on the last day of the month'],
    ['FREQ=MONTHLY;BYMONTHDAY=1,15', 'Every month on day 1 and 15'],
    [
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
      'Every month from Monday to Friday of these only the last',
    ],
    ['FREQ=YEARLY', 'Every year on day 24 in November'],
    ['FREQ=YEARLY;BYMONTH=3,10;BYDAY=-1SU', 'Every year on the last Sunday in March and October'],
    ['FREQ=YEARLY;BYWEEKNO=20', 'Every year in week 20'],
    ['FREQ=DAILY;BYHOUR=9,15', 'Every day at 9:30 AM and 3:30 PM'],
    ['FREQ=HOURLY;INTERVAL=6', 'Every 6 hours'],
    ['FREQ=DAILY;COUNT=10', 'Every day, 10 times'],
    ['FREQ=DAILY;COUNT=1', 'Every day, once'],
    ['FREQ=DAILY;UNTIL=20261231', 'Every day, until December 31, 2026'],
    // Five in the evening of the 30th in Los Angeles.
    ['FREQ=DAILY;UNTIL=20261231T010000Z', 'Every day, until December 30, 2026', 'America/Los_Angeles'],
    ['no rule', 'Repeats by a rule of its own'],
  ])('%s: %s', (rrule, words, timeZone?: string) => {
    expect(say(rrule, 'en', '2026-11-24T09:30:00', timeZone).replace(/\u202f/g, ' ')).toBe(words);
  });
});

describe('a rule in other languages', () => {
  it.each([
    ['de', 'Alle 2 Wochen am Montag und Mittwoch, bis 31. Dezember 2026'],
    ['fr', 'Toutes les 2 semaines le lundi et mercredi, jusqu’au 31 décembre 2026'],
    ['es', 'Cada 2 semanas el lunes y miércoles, hasta el 31 de diciembre de 2026'],
    ['pt', 'A cada 2 semanas (segunda-feira e quarta-feira), até 31 de dezembro de 2026'],
    ['ar', 'كل أسبوعين يوم الاثنين والأربعاء، حتى ٣١ ديسمبر ٢٠٢٦'],
    ['zh', '每 2 周，星期一和星期三，直到 2026年12月31日'],
    ['ja', '2 週間ごと、月曜日、水曜日、2026年12月31日まで'],
  ])('%s', (language, words) => {
    const said = say('FREQ=WEEKLY;INTERVAL=2;UNTIL=20261231;BYDAY=MO,WE', language);
    // Arabic digits are the browser's choice of region.
    expect(
      said.replace(/\d/g, (digit) => (language === 'ar' ? '٠١٢٣٤٥٦٧٨٩'[Number(digit)] : digit) as string),
    ).toBe(words);
  });

  it.each(languages)('%s says every rule without holes or English words', (language) => {
    for (const { text, generated } of generateCases(7, 200)) {
      const rrule = formatRule(parseRule(text, false));
      const said = say(rrule, language, generated.start);
      expect(said, rrule).not.toMatch(/[{}]|undefined|NaN|Invalid/);
      if (language === 'ar' || language === 'zh' || language === 'ja')
        expect(said, rrule).not.toMatch(/Every|until|times|day/);
    }
  });
});
