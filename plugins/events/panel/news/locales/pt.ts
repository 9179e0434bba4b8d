import type { Translations } from '@teambrain/widget-kit';

export const translations: Translations = {
  calendarNews: {
    reminder: '{title}, {time}',
    invited: '{name} convidou você para {title}.',
    changed: '{name} alterou {title}.',
    cancelled: '{name} cancelou {title}.',
    cancelledGone: '{name} cancelou um evento.',
    open: 'Abrir',
  },
};
