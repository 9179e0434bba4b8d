import type { Translations } from '@teambrain/widget-kit';

export const translations: Translations = {
  calendarNews: {
    reminder: '\u2068{title}\u2069، {time}',
    invited: 'دعاك \u2068{name}\u2069 إلى \u2068{title}\u2069.',
    changed: 'غيّر \u2068{name}\u2069 \u2068{title}\u2069.',
    cancelled: 'ألغى \u2068{name}\u2069 \u2068{title}\u2069.',
    cancelledGone: 'ألغى \u2068{name}\u2069 حدثًا.',
    open: 'فتح',
  },
};
