import type { Operation } from '@teambrain/core';

const workspace = { resource: 'workspace' } as const;
const room = { resource: 'room' } as const;
const frequent = { limit: { bucket: 'messages' } } as const;

export const roomsOperations = {
  list: { id: 'rooms.list', summary: 'List rooms of a workspace', permission: 'rooms.list', ...workspace },
  create: { id: 'rooms.create', summary: 'Create a room', permission: 'rooms.create', ...workspace },
  direct: {
    id: 'rooms.direct',
    summary: 'Open the direct room of these people',
    permission: 'rooms.direct',
    ...workspace,
  },
  get: { id: 'rooms.get', summary: 'Read a room', permission: 'rooms.view', ...room },
  update: { id: 'rooms.update', summary: 'Change a room', permission: 'rooms.update', ...room },
  delete: { id: 'rooms.delete', summary: 'Delete a room', permission: 'rooms.delete', ...room },
  join: { id: 'rooms.join', summary: 'Join a room', permission: 'rooms.join', ...room },
  leave: { id: 'rooms.leave', summary: 'Leave a room', permission: 'rooms.leave', ...room },
  invite: { id: 'rooms.invite', summary: 'Invite somebody to a room', permission: 'rooms.members', ...room },
  listMembers: { id: 'rooms.listMembers', summary: 'List members', permission: 'rooms.read', ...room },
  addMember: {
    id: 'rooms.addMember',
    summary: 'Add a member of the workspace to a room',
    permission: 'rooms.members',
    ...room,
  },
  changeRole: {
    id: 'rooms.changeRole',
    summary: 'Change a role; `owner` hands the room over',
    permission: 'rooms.members',
    ...room,
  },
  removeMember: {
    id: 'rooms.removeMember',
    summary: 'Remove a member',
    permission: 'rooms.members',
    ...room,
  },
  read: {
    id: 'rooms.read',
    summary: 'Move the read cursor',
    permission: 'rooms.read',
    ...room,
    ...frequent,
  },
  unread: {
    id: 'rooms.unread',
    summary: 'Count what is unread',
    permission: 'rooms.read',
    ...room,
    ...frequent,
  },
} as const satisfies Record<string, Operation>;
