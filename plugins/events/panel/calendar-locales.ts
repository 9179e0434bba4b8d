import type { LocaleLoaders } from '@teambrain/widget-kit';

/** The calendar's languages besides the built-in English, each a chunk. */
export const calendarLocales: LocaleLoaders = {};
