import { type MessageMap, registerLocale } from '@teambrain/widget-kit';

/** Languages besides the built-in English, each a lazy chunk: `de: () => import('./locales/de.js').then((m) => m.messages)`. */
const locales: Readonly<Record<string, () => Promise<MessageMap>>> = {};

export function registerOfficialLocales(): void {
  for (const [locale, load] of Object.entries(locales)) registerLocale(locale, load);
}
