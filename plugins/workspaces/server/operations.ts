import type { Operation } from '@teambrain/core';

const workspace = { resource: 'workspace' } as const;

export const workspacesOperations = {
  list: { id: 'workspaces.list', summary: 'List one’s workspaces', permission: 'workspaces.list' },
  create: { id: 'workspaces.create', summary: 'Create a workspace', permission: 'workspaces.create' },
  get: {
    id: 'workspaces.get',
    summary: 'Read a workspace',
    permission: 'workspaces.view',
    ...workspace,
  },
  update: {
    id: 'workspaces.update',
    summary: 'Change a workspace',
    permission: 'workspaces.update',
    ...workspace,
  },
  delete: {
    id: 'workspaces.delete',
    summary: 'Delete a workspace',
    permission: 'workspaces.delete',
    ...workspace,
  },
  listMembers: {
    id: 'workspaces.listMembers',
    summary: 'List members',
    permission: 'workspaces.view',
    ...workspace,
  },
  addMember: {
    id: 'workspaces.addMember',
    summary: 'Add a user to a workspace',
    permission: 'workspaces.members',
    ...workspace,
  },
  changeRole: {
    id: 'workspaces.changeRole',
    summary: 'Change a role; `owner` hands the workspace over',
    permission: 'workspaces.members',
    ...workspace,
  },
  removeMember: {
    id: 'workspaces.removeMember',
    summary: 'Leave a workspace, or remove a member',
    permission: 'workspaces.leave',
    ...workspace,
  },
  listInvites: {
    id: 'workspaces.listInvites',
    summary: 'List open invitations',
    permission: 'workspaces.members',
    ...workspace,
  },
  createInvite: {
    id: 'workspaces.createInvite',
    summary: 'Invite people to a workspace',
    permission: 'workspaces.invite',
    ...workspace,
  },
  deleteInvite: {
    id: 'workspaces.deleteInvite',
    summary: 'Revoke an invitation',
    permission: 'workspaces.invite',
    resource: 'invite',
  },
  acceptInvite: {
    id: 'workspaces.acceptInvite',
    summary: 'Join a workspace by invitation',
    permission: 'workspaces.join',
    limit: { max: 10 },
  },
  audit: {
    id: 'workspaces.audit',
    summary: 'Read the audit trail',
    permission: 'workspaces.audit',
    ...workspace,
  },
  stats: {
    id: 'workspaces.stats',
    summary: 'Read the numbers of a workspace',
    permission: 'workspaces.audit',
    ...workspace,
  },
} as const satisfies Record<string, Operation>;
