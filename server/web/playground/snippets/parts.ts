import type { Settings } from '../settings/setting.js';
import { attributesOf, chosen, objectOf } from '../settings/settings.js';
import { tokensOf } from '../settings/tokens.js';

export type Attribute = readonly [name: string, value: string];

/** Stands in the code until there is a key. */
export const keyToFill = 'pk_your_app_key';

/** Attributes that say who the visitor is. */
export function identityOf(settings: Settings): Attribute[] {
  const app: Attribute = ['app', settings.app ?? keyToFill];
  switch (chosen(settings, 'as')) {
    case 'guest':
      return [app, ['guest', '']];
    case 'client':
      return [];
    default:
      return [app, ['token-url', chosen(settings, 'token-url')]];
  }
}

/** Every attribute of `<team-brain>` in an app's page, the mode first. */
export function elementAttributes(settings: Settings): Attribute[] {
  return [['mode', chosen(settings, 'mode')], ...identityOf(settings), ...attributesOf(settings)];
}

/** Properties that were given, as name and object. */
export function propertiesOf(settings: Settings): [name: string, value: Record<string, unknown>][] {
  return ['strings', 'context'].flatMap((name) => {
    const value = objectOf(settings, name);
    return value ? [[name, value] as [string, Record<string, unknown>]] : [];
  });
}

/** A literal that may stand in a script of an HTML page: no text in it can end the script. */
export function literal(value: unknown): string {
  return JSON.stringify(value).replace(/</g, '\\u003c');
}

export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
}

export const written = ([name, value]: Attribute): string =>
  value === '' ? name : `${name}="${escapeHtml(value)}"`;

/** A rule for the theme; empty where the theme was left alone. */
export function cssOf(settings: Settings, indent = ''): string {
  const tokens = tokensOf(settings);
  if (tokens.length === 0) return '';
  const lines = tokens.map(([name, value]) => `${indent}  ${name}: ${value};\n`).join('');
  return `${indent}team-brain, team-brain-launcher-facade {\n${lines}${indent}}`;
}

export function styleBlock(settings: Settings): string {
  const css = cssOf(settings, '  ');
  return css && `<style>\n${css}\n</style>\n`;
}
