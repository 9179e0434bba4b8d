import { chatIcon, defineMessages, type PanelDefinition } from '@teambrain/widget-kit';

/** The chat tab. Its code is a chunk of its own. */
export const chatPanel: PanelDefinition = {
  name: 'chat',
  plugin: 'messaging',
  label: defineMessages('chatTab', { label: 'Chat' }),
  icon: chatIcon,
  order: 10,
  load: () => import('./messaging-panel.component.js').then((module) => module.TbMessagingPanel),
};
