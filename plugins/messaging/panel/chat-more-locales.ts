import { type LocaleLoaders, loadLocale } from '@teambrain/widget-kit';

/** Other languages of what the first view does without; its own texts come with the widget's. */
export const chatMoreLocales: LocaleLoaders = {
  ar: () => import('./locales/ar.js'),
  de: () => import('./locales/de.js'),
  es: () => import('./locales/es.js'),
  fr: () => import('./locales/fr.js'),
  ja: () => import('./locales/ja.js'),
  pt: () => import('./locales/pt.js'),
  zh: () => import('./locales/zh.js'),
};

/** Settles when they are there, or cannot come. */
export const loadMoreTexts = (locale: string): Promise<void> =>
  loadLocale(locale, chatMoreLocales).catch(() => {});
