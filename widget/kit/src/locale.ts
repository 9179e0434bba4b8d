/**
 * A language as its reader writes dates and times: with the region of the reader's own language, where that is the same
 * one. An English page is read in London with 24 hours and weeks from Monday. A language that names its region keeps it
 * unless it is the reader's first; `isExact` keeps it then too. What is no language tag is English.
 */
export function readersLocale(named: string, isExact: boolean): string {
  try {
    const locale = new Intl.Locale(named);
    const { language, region } = locale;
    const own = navigator.languages.find((tag, place) => {
      const theirs = new Intl.Locale(tag);
      return theirs.region && theirs.language === language && !(region && (isExact || place));
    });
    return own ?? `${locale}`;
  } catch {
    return 'en';
  }
}
