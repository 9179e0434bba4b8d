import { contrast, nearestReadable } from './contrast.js';
import type { Settings } from './setting.js';
import { colorKey, colorTokens } from './tokens.js';

export type Scheme = 'light' | 'dark';

/** What WCAG 2 asks of text (1.4.3) and of borders and marks that say something (1.4.11). */
const forText = 4.5;
const forMarks = 3;

/** Colours that meet in the widget: what is drawn, on what, and how far they must differ. */
export const pairs: readonly (readonly [front: string, back: string, least: number])[] = [
  ['color-text', 'color-bg', forText],
  ['color-text', 'color-surface', forText],
  ['color-text', 'color-hover', forText],
  ['color-text', 'color-mention', forText],
  ['color-text-muted', 'color-bg', forText],
  ['color-text-muted', 'color-surface', forText],
  ['color-text-muted', 'color-mention', forText],
  ['color-accent', 'color-bg', forText],
  ['color-accent', 'color-accent-soft', forText],
  ['color-on-accent', 'color-accent', forText],
  ['color-danger', 'color-bg', forText],
  ['color-on-danger', 'color-danger', forText],
  ['color-success', 'color-bg', forText],
  ['color-field', 'color-bg', forMarks],
  ['focus-ring', 'color-bg', forMarks],
];

export interface Judgement {
  front: string;
  back: string;
  least: number;
  colors: Record<Scheme, readonly [front: string, back: string]>;
  ratio: Record<Scheme, number>;
  passes: Record<Scheme, boolean>;
}

export function colorOf(settings: Settings, name: string, scheme: Scheme): string {
  const token = colorTokens.find((candidate) => candidate.name === name);
  // The focus ring is the accent until it is given a colour of its own.
  const own = settings[colorKey(name, scheme)];
  if (own === undefined && name === 'focus-ring') return colorOf(settings, 'color-accent', scheme);
  return own ?? token?.[scheme] ?? '#000000';
}

export const labelOf = (name: string): string =>
  colorTokens.find((token) => token.name === name)?.label ?? name;

/** Every pair in both schemes. */
export function judgeColors(settings: Settings): Judgement[] {
  return pairs.map(([front, back, least]) => {
    const inScheme = (scheme: Scheme) =>
      [colorOf(settings, front, scheme), colorOf(settings, back, scheme)] as const;
    const colors = { light: inScheme('light'), dark: inScheme('dark') };
    const ratio = { light: contrast(...colors.light), dark: contrast(...colors.dark) };
    return {
      front,
      back,
      least,
      colors,
      ratio,
      passes: { light: ratio.light >= least, dark: ratio.dark >= least },
    };
  });
}

/** A colour in place of `front` that is readable on everything that it meets; undefined where there is none. */
export function mendedColor(settings: Settings, front: string, scheme: Scheme): string | undefined {
  const backs = pairs
    .filter(([name]) => name === front)
    .map(([, back, least]) => [colorOf(settings, back, scheme), least] as const);
  return nearestReadable(colorOf(settings, front, scheme), backs);
}

/** Two decimals, cut and not rounded: 4.499 is not 4.50. */
export function sayRatio(ratio: number): string {
  return (Math.floor(ratio * 100) / 100).toFixed(2);
}
