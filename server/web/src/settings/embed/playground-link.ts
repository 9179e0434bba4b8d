import type { EmbedApp } from '@teambrain/plugin-embed/shared';
import type { Settings } from '../../../playground/settings/setting.js';
import { fromFragment, toFragment } from '../../../playground/settings/settings.js';
import { colorKey, colorTokens } from '../../../playground/settings/tokens.js';
import { audienceOf } from './draft.js';

/** How the playground, and the code below it, start for an app. */
export function settingsOf(app: EmbedApp): Settings {
  const { scheme, properties = {} } = app.theme;
  const wanted: Record<string, string> = {
    app: app.key,
    as: audienceOf(app) === 'signed' ? 'signed' : 'guest',
    ...(scheme && { theme: scheme }),
    ...(app.panels && { panels: app.panels.join(' ') }),
  };
  for (const [name, value] of Object.entries(properties)) {
    if (!colorTokens.some((token) => token.name === name)) {
      wanted[name] = value.replace(/^(\d+)(px|ms)$/, '$1');
      continue;
    }
    const [, light = value, dark = value] = /^light-dark\((#\w{6}),\s*(#\w{6})\)$/.exec(value) ?? [];
    wanted[colorKey(name, 'light')] = light;
    wanted[colorKey(name, 'dark')] = dark;
  }
  // Through the address and back: what the playground does not know stays out.
  return fromFragment(toFragment(wanted));
}

export function playgroundLink(app: EmbedApp): string {
  return `/playground${toFragment(settingsOf(app))}`;
}

/** The code for an app: theme and panels come from the app, so the page need not repeat them. */
export function codeSettingsOf(app: EmbedApp, visitor: 'signed' | 'guest'): Settings {
  return { app: app.key, as: visitor };
}
