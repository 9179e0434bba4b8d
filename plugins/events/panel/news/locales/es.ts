import type { Translations } from '@teambrain/widget-kit';

export const translations: Translations = {
  calendarNews: {
    reminder: '{title}, {time}',
    invited: '{name} te invitó a {title}.',
    changed: '{name} cambió {title}.',
    cancelled: '{name} canceló {title}.',
    cancelledGone: '{name} canceló un evento.',
    open: 'Abrir',
  },
};
