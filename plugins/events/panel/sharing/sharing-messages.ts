import { defineMessages } from '@teambrain/widget-kit';
import { sharingLocales } from './sharing-locales.js';

/** Texts about who may change an event. */
export const sharingMessages = defineMessages(
  'eventSharing',
  {
    heading: 'Who may change {title}',
    admins: 'Besides them, the owners and admins of this space may change everything here.',
    nobody: 'Nobody has a role of their own.',
    you: 'you',
    roleOf: 'Role of {name}',
    'role.owner': 'Owner',
    'role.editor': 'May change it',
    'role.viewer': 'May read it',
    add: 'Add somebody',
    addPlaceholder: 'Name of a member',
    nobodyFound: 'Nobody here has that name.',
    remove: 'Remove {name}',
    shared: '{name} has a role now.',
    event_last_owner: 'An event keeps one owner at least. Give somebody else that role first.',
    event_person_unknown: 'They do not read this space.',
  },
  sharingLocales,
);
