import type { PermissionDefinition } from '@teambrain/core';

const everybody = ['owner', 'admin', 'member', 'viewer'] as const;
const admins = ['owner', 'admin'] as const;

/** Rights of workspaces. */
export const workspacesPermissions: readonly PermissionDefinition[] = [
  {
    name: 'workspaces.list',
    scope: 'account',
    roles: ['user', 'guest', 'bot'],
    embed: 'session',
    summary: 'List one’s own workspaces',
  },
  { name: 'workspaces.create', scope: 'account', roles: ['user'], summary: 'Create a workspace' },
  { name: 'workspaces.join', scope: 'account', roles: ['user'], summary: 'Accept an invitation' },
  {
    name: 'workspaces.view',
    scope: 'workspace',
    roles: everybody,
    summary: 'See a workspace and its members',
  },
  {
    name: 'workspaces.leave',
    scope: 'workspace',
    roles: [...everybody, 'guest'],
    summary: 'Leave a workspace; remove others with `workspaces.members`',
  },
  {
    name: 'workspaces.invite',
    scope: 'workspace',
    roles: ['owner', 'admin', 'member'],
    summary: 'Invite people; for members where the workspace allows it',
  },
  { name: 'workspaces.update', scope: 'workspace', roles: admins, summary: 'Change a workspace' },
  {
    name: 'workspaces.members',
    scope: 'workspace',
    roles: admins,
    summary: 'Add and remove members, change roles (not to or of the owner), see invitations',
  },
  { name: 'workspaces.audit', scope: 'workspace', roles: admins, summary: 'Read audit trail and numbers' },
  { name: 'workspaces.delete', scope: 'workspace', roles: ['owner'], summary: 'Delete a workspace' },
  {
    name: 'workspaces.hand_over',
    scope: 'workspace',
    roles: ['owner'],
    summary: 'Hand a workspace over to another owner',
  },
];
