import type { LocaleLoaders } from '@teambrain/widget-kit';

/** Languages besides the built-in English, each a chunk of at most 4 KB: the frame, the chat, the list of spaces. */
export const officialLocales: LocaleLoaders = {
  ar: () => import('./locales/ar.js'),
  de: () => import('./locales/de.js'),
  es: () => import('./locales/es.js'),
  fr: () => import('./locales/fr.js'),
  ja: () => import('./locales/ja.js'),
  pt: () => import('./locales/pt.js'),
  zh: () => import('./locales/zh.js'),
};
