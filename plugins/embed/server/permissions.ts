import type { PermissionDefinition } from '@teambrain/core';

/** Rights of embedding. Everything else that visitors do is a right of the plugin that does it. */
export const embedPermissions: readonly PermissionDefinition[] = [
  {
    name: 'embed.manage',
    scope: 'workspace',
    roles: ['owner', 'admin'],
    summary: 'Make, change and delete embed apps and their secrets',
  },
  {
    name: 'embed.merge',
    scope: 'account',
    roles: ['user'],
    embed: 'session',
    summary: 'Take over what one did as a guest before one was known',
  },
];
