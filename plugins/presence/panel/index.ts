import { defineMessages, type PanelDefinition, userIcon } from '@teambrain/widget-kit';

/** The line below the room's name: who is here. */
export const presencePanel: PanelDefinition = {
  name: 'presence',
  plugin: 'presence',
  placement: 'status',
  label: defineMessages('presenceTab', { label: 'Presence' }),
  icon: userIcon,
  order: 10,
  load: () => import('./presence-line.component.js').then((module) => module.TbPresenceLine),
};
