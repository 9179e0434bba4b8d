import type { Translations } from '@teambrain/widget-kit';

export const translations: Translations = {
  calendarNews: {
    reminder: '{title}, {time}',
    invited: '{name} vous a invité à {title}.',
    changed: '{name} a modifié {title}.',
    cancelled: '{name} a annulé {title}.',
    cancelledGone: '{name} a annulé un événement.',
    open: 'Ouvrir',
  },
};
