import type { Setting } from './setting.js';

/** The make-believe sites. `scheme` says whether the site leaves the choice between light and dark open. */
export const sites = [
  { name: 'plain', label: 'Product', scheme: true },
  { name: 'shop', label: 'Shop in serifs', scheme: true },
  { name: 'dark-class', label: 'Dark by class', scheme: false },
  { name: 'dark-scheme', label: 'Dark by color-scheme', scheme: false },
  { name: 'rtl', label: 'Right to left', scheme: true },
] as const;

/** Sizes in CSS pixels; `fill` takes what there is. */
export const viewports = {
  fill: null,
  desktop: [1280, 800],
  tablet: [820, 1100],
  phone: [390, 780],
} as const satisfies Record<string, readonly [number, number] | null>;

/** The page around the widget. */
export const pageSettings: readonly Setting[] = [
  {
    name: 'site',
    label: 'Site',
    initial: 'plain',
    field: { kind: 'choice', options: sites.map(({ name, label }) => [name, label]) },
  },
  {
    name: 'viewport',
    label: 'Screen',
    initial: 'fill',
    field: {
      kind: 'choice',
      options: [
        ['fill', 'Fill'],
        ['desktop', 'Desktop'],
        ['tablet', 'Tablet'],
        ['phone', 'Phone'],
      ],
    },
  },
  {
    name: 'scheme',
    label: 'Page colours',
    initial: 'auto',
    field: {
      kind: 'choice',
      options: [
        ['auto', 'Auto'],
        ['light', 'Light'],
        ['dark', 'Dark'],
      ],
    },
  },
  {
    name: 'dir',
    label: 'Direction',
    initial: '',
    field: {
      kind: 'choice',
      options: [
        ['', 'As the site'],
        ['ltr', 'Left to right'],
        ['rtl', 'Right to left'],
      ],
    },
  },
  {
    name: 'load',
    label: 'Loaded by',
    initial: 'element',
    field: {
      kind: 'choice',
      options: [
        ['element', 'Element'],
        ['script', 'embed.js'],
      ],
    },
  },
];
