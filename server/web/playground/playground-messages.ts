import { defineMessages, translate } from '@teambrain/widget-kit';

export const playgroundMessages = defineMessages('playground', {
  title: 'Playground',
  intro: 'Change the widget and take the code with you.',
  tabWidget: 'Widget',
  tabIdentity: 'Identity',
  tabTheme: 'Theme',
  settings: 'Settings',
  tools: 'Code, events and methods',
  views: 'View',
  preview: 'Preview',
  previewFrame: 'A make-believe site with the widget on it',
  page: 'The page around the widget',
  openAlone: 'Open the site in a tab of its own',
  theme: 'Theme of the playground',
  light: 'Light',
  dark: 'Dark',
  link: 'Copy link',
  linkCopied: 'Link copied',
  reset: 'Start over',
  resetOne: 'Reset: {label}',
  jsonWrong: 'This is not a JSON object yet.',
  schemeFixed: 'This site chooses its colours itself.',

  sampleText:
    'A server inside this page plays the people. Nothing leaves the browser; the code asks your own site for a token.',
  signedText: 'Your site signs who the visitor is; this playground signs in its place.',
  guestText: 'Nobody vouches for the visitor. The app decides whether guests may read or write.',
  noneText:
    'Your token route answers 401, and guests are not let in: the widget asks the visitor to sign in.',
  clientText: 'The page has a client already and hands it to the widget.',
  demoApp: 'The app of the sample data is used: {app}',
  noApp: 'Name an app of this server. You make one under Settings, Embed in your workspace.',
  origin: 'The app has to list {origin} among its origins.',
  secret: 'Secret of the app',
  secretHint: 'Stays in this tab, never in the address. On a real site it never leaves the backend.',
  identify: 'Sign in with this',

  colors: 'Colours',
  colorIn: '{label}, {scheme}',
  contrast: 'Contrast',
  contrastGood: 'All {count} colour pairs meet WCAG AA.',
  contrastLow: {
    one: '{count} colour pair is below WCAG AA.',
    other: '{count} colour pairs are below WCAG AA.',
  },
  warning: '{front} against {back}, {scheme}: {ratio}:1, needs {least}:1.',
  mend: 'Use {color}',
  mendLabel: 'Use {color} for {front} in {scheme}',
  allPairs: 'All {count} pairs with their ratios',
  pair: 'Pair',
  least: 'Needs',
  on: '{front} / {back}',
  low: 'low',
  sizes: 'Sizes',
  fonts: 'Fonts',

  code: 'Code',
  copy: 'Copy',
  copied: 'Copied',
  events: 'Events',
  eventsCount: 'Events ({count})',
  noEvents: 'Nothing has happened yet. Open the widget or send a message.',
  clear: 'Clear',
  refuse: 'Refuse {event}',
  methods: 'Methods',
  call: 'Call {method}',
  argPanel: 'Panel',
  argRoom: 'Room',
  argText: 'Text',
  argQuestion: 'Question',
  argQuery: 'Words',
  argName: 'Name',
  exampleRoom: 'orders',
  exampleText: 'Where is order 2041?',
  exampleQuestion: 'What did I miss?',
  exampleQuery: 'cable',
  exampleName: 'Ana Silva',
});

const texts = { locale: 'en', translations: {} };

export function t(
  key: keyof (typeof playgroundMessages)['messages'] & string,
  values?: Readonly<Record<string, string | number>>,
): string {
  return translate(texts, playgroundMessages, key, values);
}
