import { defineMessages } from './messages.js';

export const kitMessages = defineMessages('kit', {
  close: 'Close',
  loading: 'Loading…',
  retry: 'Try again',
  request: 'Request {id}',
});
