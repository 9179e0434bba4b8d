/** Custom states: `team-brain:state(unread)`. Those of the connection are the values of the attribute `status`. */
export const stateTexts: Readonly<Record<string, string>> = {
  open: 'A floating widget is open.',
  expanded: 'The reader made the box large.',
  unread: 'There are messages that nobody has read here.',
  idle: 'Not connected yet, or any more.',
  connecting: 'On the way to the server for the first time.',
  online: 'Connected.',
  reconnecting: 'The connection broke and is made again.',
  offline: 'There is no network; what is written is sent later.',
  closed: 'The client was closed.',
};
