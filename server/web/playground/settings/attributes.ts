import type { Setting } from './setting.js';

export const panelNames = [
  'chat',
  'knowledge',
  'calendar',
  'files',
  'ask',
  'tasks',
  'board',
  'document',
  'voice',
] as const;

/** Languages that are worth looking at: built in, long words, wide signs, right to left. Any other tag may be typed. */
const locales = ['en', 'de', 'fr', 'es', 'pt', 'ja', 'ar', 'he'];

const onOff = { kind: 'switch' } as const;

/** Every attribute of `<team-brain>` but those that say who somebody is, in the order in which they are shown. */
export const attributeGroups: readonly { title: string; settings: readonly Setting[] }[] = [
  {
    title: 'Shape',
    settings: [
      {
        name: 'mode',
        label: 'Mode',
        initial: 'launcher',
        field: {
          kind: 'choice',
          options: [
            ['launcher', 'Launcher'],
            ['inline', 'In the page'],
            ['panel', 'Docked'],
            ['page', 'Whole page'],
          ],
        },
      },
      {
        name: 'position',
        label: 'Side',
        hint: 'Logical: on a page that reads from right to left, the end is on the left.',
        initial: 'end',
        field: {
          kind: 'choice',
          options: [
            ['end', 'End'],
            ['start', 'Start'],
          ],
        },
      },
      {
        name: 'label',
        label: 'Text on the launcher',
        initial: '',
        field: { kind: 'text', placeholder: 'Questions?' },
      },
      { name: 'open', label: 'Open from the start', initial: '', field: onOff },
    ],
  },
  {
    title: 'Look',
    settings: [
      {
        name: 'theme',
        label: 'Colours',
        initial: 'auto',
        field: {
          kind: 'choice',
          options: [
            ['auto', 'As the page'],
            ['light', 'Light'],
            ['dark', 'Dark'],
            ['system', 'As the system'],
          ],
        },
      },
      {
        name: 'density',
        label: 'Density',
        initial: 'comfortable',
        field: {
          kind: 'choice',
          options: [
            ['comfortable', 'Comfortable'],
            ['compact', 'Compact'],
          ],
        },
      },
      {
        name: 'layout',
        label: 'Messages',
        initial: 'rows',
        field: {
          kind: 'choice',
          options: [
            ['rows', 'Rows'],
            ['bubbles', 'Bubbles'],
          ],
        },
      },
      {
        name: 'locale',
        label: 'Language',
        hint: 'A language tag. Empty: the language of the page.',
        initial: '',
        field: {
          kind: 'text',
          placeholder: 'As the page',
          pattern: /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i,
          suggestions: locales,
        },
      },
    ],
  },
  {
    title: 'Content',
    settings: [
      {
        name: 'panels',
        label: 'Panels',
        hint: 'In the order of their tabs. None chosen: all that the server offers.',
        initial: '',
        field: { kind: 'list', options: panelNames },
      },
      {
        name: 'panel',
        label: 'Panel to begin with',
        initial: '',
        field: { kind: 'text', placeholder: 'The first one', suggestions: panelNames },
      },
      { name: 'readonly', label: 'Read only', initial: '', field: onOff },
      { name: 'no-upload', label: 'No uploads', initial: '', field: onOff },
      { name: 'no-emoji', label: 'No emoji picker', initial: '', field: onOff },
      { name: 'no-reactions', label: 'No reactions', initial: '', field: onOff },
    ],
  },
  {
    title: 'Behaviour',
    settings: [
      {
        name: 'hotkey',
        label: 'Hotkey',
        hint: 'Opens and closes from anywhere on the page but fields.',
        initial: '',
        field: { kind: 'text', placeholder: 'mod+shift+k' },
      },
      {
        name: 'send-key',
        label: 'Sends a message',
        initial: 'enter',
        field: {
          kind: 'choice',
          options: [
            ['enter', 'Enter'],
            ['mod+enter', 'Ctrl + Enter'],
          ],
        },
      },
      { name: 'sound', label: 'Sound for new messages', initial: '', field: onOff },
      { name: 'title-badge', label: 'Unread count in the title', initial: '', field: onOff },
    ],
  },
  {
    title: 'Place',
    settings: [
      {
        name: 'workspace',
        label: 'Workspace',
        hint: 'Id or short name. Empty: the first one of whoever is signed in.',
        initial: '',
        field: { kind: 'text', placeholder: 'acme' },
      },
      {
        name: 'room',
        label: 'Room',
        hint: 'Id or short name. Empty: the room used last.',
        initial: '',
        field: { kind: 'text', placeholder: 'design' },
      },
      {
        name: 'server',
        label: 'Server',
        hint: 'Goes into the code. The preview stays with this server.',
        initial: '',
        field: { kind: 'text', placeholder: 'https://chat.acme.dev', pattern: /^https?:\/\/[^\s"'<>]*$/i },
      },
    ],
  },
  {
    title: 'Properties',
    settings: [
      {
        name: 'strings',
        label: 'Texts of your own',
        hint: 'The property `strings`: message names and what they say.',
        initial: '',
        field: { kind: 'json', placeholder: '{ "shell.open": "Talk to us" }' },
      },
      {
        name: 'context',
        label: 'What the page is about',
        hint: 'The property `context`: url, title, selection, data.',
        initial: '',
        field: { kind: 'json', placeholder: '{ "title": "Order 2041" }' },
      },
    ],
  },
];

/** Set as properties: they take objects, which attributes cannot carry. */
export const propertyNames: readonly string[] = ['strings', 'context'];
/** Known to the code alone. */
const codeOnly: readonly string[] = ['server'];

const all = attributeGroups.flatMap(({ settings }) => settings);

/** What becomes an attribute of the element in the preview. */
export const liveAttributes: readonly string[] = all
  .map(({ name }) => name)
  .filter((name) => !propertyNames.includes(name) && !codeOnly.includes(name));

export const attributeSettings: readonly Setting[] = all;
