/** What the controls set. Values equal to the defaults are left out of the code. */
export interface Settings {
  mode: 'launcher' | 'inline' | 'panel';
  theme: 'auto' | 'light' | 'dark' | 'system';
  position: 'end' | 'start';
  density: 'comfortable' | 'compact';
  layout: 'rows' | 'bubbles';
  label: string;
  hotkey: string;
  readonly: boolean;
  titleBadge: boolean;
  accent: string;
  onAccent: string;
  radius: number;
  fontSize: number;
  font: string;
}

/** The accent stands empty: it has a value for light and one for dark pages. */
export const defaults: Settings = {
  mode: 'launcher',
  theme: 'auto',
  position: 'end',
  density: 'comfortable',
  layout: 'rows',
  label: '',
  hotkey: '',
  readonly: false,
  titleBadge: false,
  accent: '',
  onAccent: '',
  radius: 12,
  fontSize: 14,
  font: '',
};

export const fonts: Readonly<Record<string, string>> = {
  '': '',
  system: 'system-ui, sans-serif',
  serif: 'Georgia, "Times New Roman", serif',
  mono: 'ui-monospace, Menlo, Consolas, monospace',
};

/** Attributes of the element, without those that say the default. */
export function attributesOf(settings: Settings): [name: string, value: string][] {
  const texts: [string, string, string][] = [
    ['theme', settings.theme, defaults.theme],
    ['position', settings.position, defaults.position],
    ['density', settings.density, defaults.density],
    ['layout', settings.layout, defaults.layout],
    ['label', settings.label, ''],
    ['hotkey', settings.hotkey, ''],
  ];
  const changed = texts
    .filter(([, value, usual]) => value !== usual)
    .map(([name, value]): [string, string] => [name, value]);
  if (settings.readonly) changed.push(['readonly', '']);
  if (settings.titleBadge) changed.push(['title-badge', '']);
  return changed;
}

/** Theme tokens, without those that say the default. */
export function tokensOf(settings: Settings): [name: string, value: string][] {
  const tokens: [string, string][] = [];
  if (settings.accent) tokens.push(['--tb-color-accent', settings.accent]);
  if (settings.onAccent) tokens.push(['--tb-color-on-accent', settings.onAccent]);
  if (settings.radius !== defaults.radius) tokens.push(['--tb-radius', `${settings.radius}px`]);
  if (settings.fontSize !== defaults.fontSize) tokens.push(['--tb-font-size', `${settings.fontSize}px`]);
  if (settings.font) tokens.push(['--tb-font', fonts[settings.font] ?? '']);
  return tokens;
}
