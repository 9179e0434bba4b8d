import { defineMessages } from './messages.js';

/** What can go wrong, in words for people. What a plugin alone can refuse stands in a catalog of its own. */
export const errorMessages = defineMessages('errors', {
  failed: 'That did not work.',
  signedOut: 'Your session has ended. Sign in again.',
  forbidden: 'You may not do that here.',
  gone: 'That is not here any more, or you may not see it.',
  off: 'That is switched off here.',
  changed: 'Somebody else changed it first. Look at it again, and try once more.',
  tooLarge: 'That is larger than allowed.',
  tooMany: 'That was too much at once. Wait a moment, and try again.',
  refused: 'The server did not accept what was entered.',
  server: 'The server has a problem. Try again in a moment.',
  timeout: 'The server took too long to answer.',
  offline: 'The server cannot be reached.',
});
