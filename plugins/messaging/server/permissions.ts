import type { PermissionDefinition } from '@teambrain/core';

const writers = ['owner', 'admin', 'member'] as const;
const admins = ['owner', 'admin'] as const;

/** Rights of messaging. */
export const messagingPermissions: readonly PermissionDefinition[] = [
  {
    name: 'messaging.read',
    scope: 'room',
    roles: [...writers, 'viewer'],
    embed: 'read',
    summary: 'Read and search the messages of a room',
  },
  {
    name: 'messaging.send',
    scope: 'room',
    roles: writers,
    embed: 'write',
    summary: 'Send messages, edit and delete own ones',
  },
  {
    name: 'messaging.react',
    scope: 'room',
    roles: writers,
    embed: 'react',
    summary: 'React to messages',
  },
  {
    name: 'messaging.moderate',
    scope: 'room',
    roles: admins,
    summary: "Pin messages and delete others' messages",
  },
  {
    name: 'messaging.searchAll',
    scope: 'workspace',
    roles: [...writers, 'viewer'],
    embed: 'read',
    summary: 'Search what one may read in a workspace',
  },
];
