import { calendarIcon, defineMessages, type PanelDefinition } from '@teambrain/widget-kit';

/** The calendar tab. Its code is a chunk of its own. */
export const calendarPanel: PanelDefinition = {
  name: 'calendar',
  plugin: 'events',
  label: defineMessages('calendarTab', { label: 'Calendar' }),
  icon: calendarIcon,
  order: 30,
  watch: () => import('./news/watch.js'),
  load: () => import('./calendar-panel.component.js').then((module) => module.TbCalendarPanel),
};
