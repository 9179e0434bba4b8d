import type { Operation } from '@teambrain/core';

const frequent = { limit: { bucket: 'messages' } } as const;
const read = { permission: 'messaging.read' } as const;
const send = { permission: 'messaging.send' } as const;
const react = { permission: 'messaging.react' } as const;
const moderate = { permission: 'messaging.moderate' } as const;
const room = { resource: 'room' } as const;
const message = { resource: 'message' } as const;

/** Everything that clients can ask of messages. */
export const messagingOperations = {
  list: {
    id: 'messaging.list',
    summary: 'Read a stretch of the timeline of a room',
    ...read,
    ...room,
    ...frequent,
    verifiesRights: true,
  },
  send: {
    id: 'messaging.send',
    summary: 'Send a message',
    ...send,
    ...room,
    ...frequent,
    verifiesRights: true,
  },
  pins: { id: 'messaging.pins', summary: 'List the pinned messages of a room', ...read, ...room },
  search: { id: 'messaging.search', summary: 'Search the messages of a room', ...read, ...room },
  searchAll: {
    id: 'messaging.searchAll',
    summary: 'Search everything one may read in a workspace',
    permission: 'messaging.searchAll',
    resource: 'workspace',
  },
  get: { id: 'messaging.get', summary: 'Read a message', ...read, ...message, ...frequent },
  edit: { id: 'messaging.edit', summary: 'Edit an own message', ...send, ...message },
  delete: {
    id: 'messaging.delete',
    summary: "Delete an own message, or anybody's as an admin of the room",
    ...send,
    ...message,
  },
  replies: { id: 'messaging.replies', summary: 'List the replies to a message', ...read, ...message },
  history: { id: 'messaging.history', summary: 'List the versions of a message', ...read, ...message },
  reactions: { id: 'messaging.reactions', summary: 'List the reactions to a message', ...read, ...message },
  react: { id: 'messaging.react', summary: 'React to a message', ...react, ...message },
  unreact: { id: 'messaging.unreact', summary: 'Take a reaction back', ...react, ...message },
  pin: { id: 'messaging.pin', summary: 'Pin a message', ...moderate, ...message },
  unpin: { id: 'messaging.unpin', summary: 'Unpin a message', ...moderate, ...message },
} as const satisfies Record<string, Operation>;
