import type { Setting } from './setting.js';

/** Who the visitor of the preview is, and with which app. */
export const identitySettings: readonly Setting[] = [
  {
    name: 'as',
    label: 'The visitor is',
    initial: 'sample',
    field: {
      kind: 'choice',
      options: [
        ['sample', 'Sample'],
        ['signed', 'Signed in'],
        ['guest', 'Guest'],
        ['none', 'Nobody'],
        ['client', 'Own client'],
      ],
    },
  },
  {
    name: 'app',
    label: 'App key',
    hint: 'Public. Made under Settings, Embed in your workspace.',
    initial: '',
    field: { kind: 'text', placeholder: 'pk_…', pattern: /^[\w-]+$/ },
  },
  {
    name: 'user',
    label: 'User id on your site',
    initial: 'visitor-1',
    field: { kind: 'text', placeholder: 'visitor-1' },
  },
  { name: 'name', label: 'Name', initial: 'Robin Vale', field: { kind: 'text', placeholder: 'Robin Vale' } },
  {
    name: 'role',
    label: 'May',
    initial: 'member',
    field: {
      kind: 'choice',
      options: [
        ['member', 'Read and write'],
        ['viewer', 'Only read'],
      ],
    },
  },
  {
    name: 'token-url',
    label: 'Address of your token route',
    hint: 'On your own site; answers with a token for whoever is signed in there.',
    initial: '/api/teambrain-token',
    field: { kind: 'text', placeholder: '/api/teambrain-token' },
  },
];
