import { officialLocales } from '@teambrain/widget/locales';
import { emptyState, type LocaleLoaders, loadLocale, noActions, WidgetContext } from '@teambrain/widget-kit';
import { webLocales } from './web-locales.js';

/** The languages of the app, each by the name that its readers give it. */
export const languages = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  pt: 'Português',
  ar: 'العربية',
  zh: '中文',
  ja: '日本語',
} as const;
export type Language = keyof typeof languages;

const key = 'tb:language';

/** The reader's language for every element of the app, the kit's own among them. */
export const webContext = new WidgetContext(emptyState, noActions);

/** A tag for dates and numbers, too: `de-AT` where the browser says so. */
export const readerLocale = (): string => webContext.state.locale;

const baseOf = (tag: string): string => tag.toLowerCase().split('-')[0] as string;
const isLanguage = (tag: string | null): tag is Language => tag !== null && Object.hasOwn(languages, tag);

export const language = (): Language => baseOf(readerLocale()) as Language;

/** What the reader chose in this browser, else the first of the browser's languages that the app speaks. */
export function preferredLanguage(): Language {
  try {
    const stored = localStorage.getItem(key);
    if (isLanguage(stored)) return stored;
  } catch {
    // Blocked storage: nothing was chosen.
  }
  return navigator.languages.map(baseOf).find(isLanguage) ?? 'en';
}

/** Catalogs whose screens were opened: another language needs them, too. */
const parts = new Set<LocaleLoaders>([officialLocales, webLocales]);

/** Settles when the texts of a part are there in the present language, or cannot come and stay English. */
export function loadTexts(part: LocaleLoaders): Promise<void> {
  parts.add(part);
  return loadLocale(readerLocale(), part).catch(() => {});
}

let asked = 0;

/** Draws the app in a language once its texts are there. The last one asked for wins. */
export async function speak(wanted: Language): Promise<void> {
  const mine = ++asked;
  const locale = navigator.languages.find((tag) => baseOf(tag) === wanted) ?? wanted;
  await Promise.allSettled([...parts].map((part) => loadLocale(locale, part)));
  if (mine !== asked) return;
  const direction = wanted === 'ar' ? 'rtl' : 'ltr';
  Object.assign(document.documentElement, { lang: locale, dir: direction });
  webContext.update({ locale, direction });
}

/** Speaks a language, now and on the next visits from this browser. */
export async function chooseLanguage(wanted: Language): Promise<void> {
  try {
    localStorage.setItem(key, wanted);
  } catch {
    // Not kept: the choice holds for this page.
  }
  await speak(wanted);
}
