import type { Translations } from '@teambrain/widget-kit';

export const translations: Translations = {
  calendarNews: {
    reminder: '{title}，{time}',
    invited: '{name} 邀请您参加 {title}。',
    changed: '{name} 更改了 {title}。',
    cancelled: '{name} 取消了 {title}。',
    cancelledGone: '{name} 取消了一个活动。',
    open: '打开',
  },
};
