import { defineMessages } from '@teambrain/widget-kit';

/** Texts of the frame around the panels that its first view needs. */
export const shellMessages = defineMessages('shell', {
  open: 'Open chat',
  close: 'Close chat',
  title: 'Chat',
  rooms: 'Spaces',
  switchRoom: '{room}, switch space',
  chooseRoom: 'Choose a space',
  members: { one: '{count} member', other: '{count} members' },
  search: 'Search',
  expand: 'Make larger',
  shrink: 'Make smaller',
  unread: { one: '{count} unread', other: '{count} unread' },
});

export type ShellTexts = (
  key: keyof (typeof shellMessages)['messages'] & string,
  values?: Readonly<Record<string, string | number>>,
) => string;
