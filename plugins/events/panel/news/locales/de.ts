import type { Translations } from '@teambrain/widget-kit';

export const translations: Translations = {
  calendarNews: {
    reminder: '{title}, {time}',
    invited: '{name} hat Sie zu {title} eingeladen.',
    changed: '{name} hat {title} geändert.',
    cancelled: '{name} hat {title} abgesagt.',
    cancelledGone: '{name} hat einen Termin abgesagt.',
    open: 'Öffnen',
  },
};
