import type { Translations } from '@teambrain/widget-kit';

export const translations: Translations = {
  calendarNews: {
    reminder: '{title}（{time}）',
    invited: '{name} さんが {title} に招待しました。',
    changed: '{name} さんが {title} を変更しました。',
    cancelled: '{name} さんが {title} を中止しました。',
    cancelledGone: '{name} さんが予定を中止しました。',
    open: '開く',
  },
};
