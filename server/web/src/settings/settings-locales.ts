import type { LocaleLoaders } from '@teambrain/widget-kit';

/** Other languages of the settings of a workspace and of the page for admins. */
export const settingsLocales: LocaleLoaders = {
  ar: () => import('./locales/ar.js'),
  de: () => import('./locales/de.js'),
  es: () => import('./locales/es.js'),
  fr: () => import('./locales/fr.js'),
  ja: () => import('./locales/ja.js'),
  pt: () => import('./locales/pt.js'),
  zh: () => import('./locales/zh.js'),
};
