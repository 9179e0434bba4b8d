import type { PermissionDefinition } from '@teambrain/core';

const everybody = ['owner', 'admin', 'member', 'viewer'] as const;
const admins = ['owner', 'admin'] as const;

/** Rights of rooms, in a workspace and in a room. */
export const roomsPermissions: readonly PermissionDefinition[] = [
  {
    name: 'rooms.list',
    scope: 'workspace',
    roles: [...everybody, 'guest'],
    embed: 'read',
    summary: 'List one’s own rooms of a workspace',
  },
  {
    name: 'rooms.discover',
    scope: 'workspace',
    roles: everybody,
    summary: 'Find the public and password rooms of a workspace',
  },
  { name: 'rooms.create', scope: 'workspace', roles: ['owner', 'admin', 'member'], summary: 'Create rooms' },
  {
    name: 'rooms.direct',
    scope: 'workspace',
    roles: ['owner', 'admin', 'member'],
    summary: 'Open direct rooms',
  },
  {
    name: 'rooms.view',
    scope: 'room',
    roles: [...everybody, 'visitor'],
    embed: 'read',
    summary: 'See that a room exists, with its name and topic',
  },
  {
    name: 'rooms.join',
    scope: 'room',
    roles: [...everybody, 'visitor'],
    summary: 'Join a room that one can see',
  },
  {
    name: 'rooms.read',
    scope: 'room',
    roles: everybody,
    embed: 'read',
    summary: 'Read a room: its members, its log, one’s read cursor',
  },
  { name: 'rooms.leave', scope: 'room', roles: everybody, summary: 'Leave a room' },
  { name: 'rooms.update', scope: 'room', roles: admins, summary: 'Change a room' },
  {
    name: 'rooms.members',
    scope: 'room',
    roles: admins,
    summary: 'Add, invite and remove members and change their roles (not to or of the owner)',
  },
  { name: 'rooms.delete', scope: 'room', roles: ['owner'], summary: 'Delete a room' },
  { name: 'rooms.hand_over', scope: 'room', roles: ['owner'], summary: 'Hand a room over to another owner' },
];
