// biome-ignore assist/source/organizeImports: modules are bundled in order of import, and the first opening compresses best in this one
import { chatPanel } from '@teambrain/plugin-messaging/panel';
import { presencePanel } from '@teambrain/plugin-presence/panel';
import { roomsPanel } from '@teambrain/plugin-rooms/panel';
import { calendarPanel } from '@teambrain/plugin-events/panel';
import { define, registerLocales, registerPanel } from '@teambrain/widget-kit';
import { officialLocales } from './locales.js';
import { TeamBrainElement } from './team-brain.component.js';

export type { PanelDefinition, PanelElement, WidgetEvents } from '@teambrain/widget-kit';
export { registerLocales, registerPanel } from '@teambrain/widget-kit';
export type { GetToken } from './connection/token-source.js';

export { TeamBrainElement };

for (const panel of [chatPanel, calendarPanel, roomsPanel, presencePanel]) registerPanel(panel);
registerLocales(officialLocales);
define(TeamBrainElement);
