interface WeekLocale extends Intl.Locale {
  getWeekInfo?(): { firstDay: number };
  readonly weekInfo?: { firstDay: number };
}

/** Where no engine says it: regions whose week begins on Sunday, and on Saturday; in all others on Monday. */
const sunday = 'BR CA CO HK ID IL IN JP KE KR MX PE PH PK PT SA SG TH TW US VE ZA';
const saturday = 'AE AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY';

/** First day of the week: 1 Monday … 7 Sunday. */
export function firstWeekday(locale: string): number {
  const known: WeekLocale = new Intl.Locale(locale);
  const info = known.getWeekInfo?.() ?? known.weekInfo;
  if (info) return info.firstDay;
  const region = known.maximize().region ?? '';
  return sunday.includes(region) ? 7 : saturday.includes(region) ? 6 : 1;
}
