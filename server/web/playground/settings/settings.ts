import { attributeSettings, liveAttributes } from './attributes.js';
import { identitySettings } from './identity.js';
import { pageSettings } from './page.js';
import { isAllowed, type Setting, type Settings } from './setting.js';
import { tokenSettings } from './tokens.js';

const all = new Map<string, Setting>(
  [...attributeSettings, ...identitySettings, ...pageSettings, ...tokenSettings].map((setting) => [
    setting.name,
    setting,
  ]),
);

export function settingOf(name: string): Setting {
  const setting = all.get(name);
  if (!setting) throw new Error(`there is no setting "${name}"`);
  return setting;
}

export function chosen(settings: Settings, name: string): string {
  return settings[name] ?? settingOf(name).initial;
}

/** The settings with some changed. What is initial again is left out. */
export function withChanges(settings: Settings, changes: Settings): Settings {
  const merged = Object.entries({ ...settings, ...changes });
  return Object.fromEntries(merged.filter(([name, value]) => value !== settingOf(name).initial));
}

/** `#mode=inline&theme=dark`; empty where nothing was changed. */
export function toFragment(settings: Settings): string {
  const text = new URLSearchParams(settings).toString();
  return text && `#${text}`;
}

/** Reads what `toFragment` wrote. Whatever is not a setting, or not a value that it may have, is passed over. */
export function fromFragment(fragment: string): Settings {
  const entries = [...new URLSearchParams(fragment.replace(/^#/, ''))].filter(([name, value]) => {
    const setting = all.get(name);
    return setting !== undefined && value !== setting.initial && isAllowed(setting, value);
  });
  return Object.fromEntries(entries);
}

/** Attributes of the element, without those that say the default. A switch has an empty value. */
export function attributesOf(settings: Settings): [name: string, value: string][] {
  return liveAttributes
    .filter((name) => settings[name] !== undefined && name !== 'mode')
    .map((name) => [name, settingOf(name).field.kind === 'switch' ? '' : (settings[name] as string)]);
}

/** The object of a JSON setting; undefined while it is not one. */
export function objectOf(settings: Settings, name: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(settings[name] ?? 'null');
    return value !== null && typeof value === 'object' && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
