import type { LocaleLoaders } from '@teambrain/widget-kit';

export const eventCardLocales: LocaleLoaders = {};
