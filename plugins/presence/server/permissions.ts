import type { PermissionDefinition } from '@teambrain/core';

export const presencePermissions: readonly PermissionDefinition[] = [
  {
    name: 'presence.read',
    scope: 'room',
    roles: ['owner', 'admin', 'member', 'viewer'],
    embed: 'read',
    summary: 'See who is in a room',
  },
  {
    name: 'presence.type',
    scope: 'room',
    roles: ['owner', 'admin', 'member'],
    embed: 'write',
    summary: 'Show others that one types',
  },
];
