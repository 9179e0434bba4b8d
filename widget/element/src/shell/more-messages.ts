import { defineMessages } from '@teambrain/widget-kit';
import { shellMessages } from './shell-messages.js';

/** All texts of the frame around the panels. */
export const moreMessages = defineMessages('shell', {
  ...shellMessages.messages,
  tabs: 'Panels',
  offline: 'Offline. Messages will be sent when you are back.',
  reconnecting: 'Connecting again…',
  notKept:
    'This browser keeps nothing for this page: drafts and unsent messages are not kept on this device.',
  removedFromRoom: 'You are no longer in {room}.',
  roomGone: 'That space is not there, or you may not see it.',
  titleBadge: '({count}) {title}',
  expiredTitle: 'Your session has ended',
  signInAgain: 'Sign in again',
  refusedTitle: 'The chat is not available here',
  refusedOrigin: 'This site ({site}) is not on the list of sites that may show this chat.',
  refusedApp: 'The key of this chat is unknown or switched off.',
  refusedToken: 'The chat did not accept how this site signed you in.',
  refusedUser: 'You were removed from this chat.',
  signedOutTitle: 'Please sign in',
  signedOutText: 'Sign in to read and write here.',
  expiredText: 'Sign in again to go on where you left off. Nothing you wrote is lost.',
  signIn: 'Sign in',
  unreachableTitle: 'The chat cannot be reached',
  unreachableText: 'No answer from {server}. It is tried again as soon as the network is back.',
  failedTitle: 'The chat could not be opened',
  noWorkspaceTitle: 'No workspace yet',
  noWorkspaceText: 'Somebody has to invite you before you can talk here.',
  noRoomTitle: 'No space open',
  noRoomText: 'Choose a space to start talking.',
  panelFailedTitle: 'This panel could not be loaded',
  joinText: { one: '{count} person is in this space.', other: '{count} people are in this space.' },
  joinTitle: 'Join {room}',
  joinPassword: 'Password of the space',
  joinButton: 'Join',
  room_full: 'This space is full.',
  room_password_wrong: 'That is not the right password.',
  dismiss: 'Dismiss',
  news: 'News',
});

export type MoreTexts = (
  key: keyof (typeof moreMessages)['messages'] & string,
  values?: Readonly<Record<string, string | number>>,
) => string;
