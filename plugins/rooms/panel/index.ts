import { defineMessages, hashIcon, type PanelDefinition } from '@teambrain/widget-kit';

/** The list of rooms: below the room's name, or a column of its own on a wide page. */
export const roomsPanel: PanelDefinition = {
  name: 'rooms',
  plugin: 'rooms',
  placement: 'rooms',
  label: defineMessages('roomsTab', { label: 'Spaces' }),
  icon: hashIcon,
  order: 10,
  load: () => import('./rooms-panel.component.js').then((module) => module.TbRoomsPanel),
};
