import { chatPanel } from '@teambrain/plugin-messaging/panel';

import { presencePanel } from '@teambrain/plugin-presence/panel';
import { roomsPanel } from '@teambrain/plugin-rooms/panel';
import { define, registerPanel } from '@teambrain/widget-kit';
import { registerOfficialLocales } from './locales.js';
import { TeamBrainElement } from './team-brain.component.js';

export type { PanelDefinition, PanelElement, WidgetEvents } from '@teambrain/widget-kit';
export { registerLocale, registerPanel } from '@teambrain/widget-kit';
export type { GetToken } from './connection/token-source.js';

export { TeamBrainElement };

for (const panel of [chatPanel, roomsPanel, presencePanel]) registerPanel(panel);
registerOfficialLocales();
define(TeamBrainElement);
