import { themeStyles } from '@teambrain/widget-kit';
import type { Setting } from './setting.js';

export interface ColorToken {
  /** `color-accent` of `--tb-color-accent`. */
  readonly name: string;
  readonly label: string;
  readonly light: string;
  readonly dark: string;
}

/** Name and label of every colour of the theme. */
const colorLabels = {
  'color-accent': 'Accent',
  'color-on-accent': 'Text on accent',
  'color-accent-soft': 'Soft accent',
  'color-bg': 'Background',
  'color-surface': 'Surface',
  'color-hover': 'Under the pointer',
  'color-text': 'Text',
  'color-text-muted': 'Muted text',
  'color-border': 'Lines',
  'color-field': 'Border of fields',
  'color-danger': 'Danger',
  'color-on-danger': 'Text on danger',
  'color-success': 'Success',
  'color-mention': 'Mention',
  'focus-ring': 'Focus ring',
} as const;

const hex = (text: string): string =>
  text.length === 4 ? text.replace(/[0-9a-f]/gi, '$&$&').toLowerCase() : text.toLowerCase();

/** The widget's own style sheet says the initial colours, so that the two cannot drift apart. */
function initialColors(name: string): [light: string, dark: string] {
  const pattern = new RegExp(
    `--tb-${name}:\\s*(?:light-dark\\((#[0-9a-f]+),\\s*(#[0-9a-f]+)\\)|var\\(--tb-([\\w-]+)\\))`,
    'i',
  );
  const [, light, dark, other] = pattern.exec(themeStyles.cssText) ?? [];
  if (other) return initialColors(other);
  if (!light || !dark) throw new Error(`the theme has no --tb-${name}`);
  return [hex(light), hex(dark)];
}

export const colorTokens: readonly ColorToken[] = Object.entries(colorLabels).map(([name, label]) => {
  const [light, dark] = initialColors(name);
  return { name, label, light, dark };
});

/** The setting of a colour in one scheme. */
export const colorKey = (name: string, scheme: 'light' | 'dark'): string =>
  scheme === 'light' ? name : `${name}.dark`;

const colorSettings = colorTokens.flatMap(({ name, label, light, dark }): Setting[] => [
  { name: colorKey(name, 'light'), label: `${label}, light`, initial: light, field: { kind: 'color' } },
  { name: colorKey(name, 'dark'), label: `${label}, dark`, initial: dark, field: { kind: 'color' } },
]);

const pixels = (name: string, label: string, initial: number, [min, max]: [number, number]): Setting => ({
  name,
  label,
  initial: String(initial),
  field: { kind: 'number', min, max, step: 1, unit: 'px' },
});

export const sizeSettings: readonly Setting[] = [
  pixels('radius', 'Corner radius', 12, [0, 28]),
  pixels('font-size', 'Text size', 14, [12, 22]),
  pixels('space', 'Space', 8, [4, 16]),
  pixels('height', 'Height', 640, [320, 900]),
  pixels('offset-block', 'From the bottom', 20, [0, 160]),
  pixels('offset-inline', 'From the side', 20, [0, 160]),
  {
    name: 'duration',
    label: 'Motion',
    initial: '160',
    field: { kind: 'number', min: 0, max: 1000, step: 20, unit: 'ms' },
  },
  {
    name: 'z-index',
    label: 'Layer (z-index)',
    initial: '2147483000',
    field: { kind: 'number', min: 0, max: 2_147_483_647, step: 1, unit: '' },
  },
];

/** A font list may hold names, quotes, commas and spaces; nothing that ends a declaration. */
const fontList = /^[\w\s"',.-]+$/;

export const fontSettings: readonly Setting[] = [
  {
    name: 'font',
    label: 'Font',
    hint: 'Empty: the font of the page.',
    initial: '',
    field: {
      kind: 'text',
      placeholder: 'As the page',
      pattern: fontList,
      suggestions: ['system-ui, sans-serif', 'Georgia, "Times New Roman", serif', 'Inter, sans-serif'],
    },
  },
  {
    name: 'font-mono',
    label: 'Font of code',
    initial: '',
    field: {
      kind: 'text',
      placeholder: 'ui-monospace, …',
      pattern: fontList,
      suggestions: ['"JetBrains Mono", monospace', 'Menlo, Consolas, monospace'],
    },
  },
];

export const tokenSettings: readonly Setting[] = [...colorSettings, ...sizeSettings, ...fontSettings];

/** Custom properties with their values, without those that say what the theme says already. */
export function tokensOf(settings: Readonly<Record<string, string>>): [name: string, value: string][] {
  const tokens: [string, string][] = [];
  for (const { name, light, dark } of colorTokens) {
    const own = [settings[colorKey(name, 'light')], settings[colorKey(name, 'dark')]];
    if (own.every((value) => value === undefined)) continue;
    const [one, two] = [own[0] ?? light, own[1] ?? dark];
    tokens.push([`--tb-${name}`, one === two ? one : `light-dark(${one}, ${two})`]);
  }
  for (const { name, field } of [...sizeSettings, ...fontSettings]) {
    const value = settings[name];
    if (value) tokens.push([`--tb-${name}`, field.kind === 'number' ? value + field.unit : value]);
  }
  return tokens;
}
