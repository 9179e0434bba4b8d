import { defineMessages } from '@teambrain/widget-kit';
import { newsLocales } from './news-locales.js';

/** Texts of what the calendar tells before it is opened. */
export const newsMessages = defineMessages(
  'calendarNews',
  {
    reminder: '{title}, {time}',
    invited: '{name} invited you to {title}.',
    changed: '{name} changed {title}.',
    cancelled: '{name} cancelled {title}.',
    cancelledGone: '{name} cancelled an event.',
    open: 'Open',
  },
  newsLocales,
);
