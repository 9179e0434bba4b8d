import type { LocaleLoaders } from '@teambrain/widget-kit';

/** The texts of the dialogs in other languages: chunks of their own, because few people open a dialog. */
export const roomDialogLocales: LocaleLoaders = {
  ar: () => import('./locales/ar.js'),
  de: () => import('./locales/de.js'),
  es: () => import('./locales/es.js'),
  fr: () => import('./locales/fr.js'),
  ja: () => import('./locales/ja.js'),
  pt: () => import('./locales/pt.js'),
  zh: () => import('./locales/zh.js'),
};
