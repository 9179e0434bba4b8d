import type { PermissionDefinition } from '@teambrain/core';

const everybody = ['owner', 'admin', 'member', 'viewer'] as const;
const writers = ['owner', 'admin', 'member'] as const;
const admins = ['owner', 'admin'] as const;

/** Rights of events, in a room and in a workspace. Who may change one event is decided by its own roles besides. */
export const eventsPermissions: readonly PermissionDefinition[] = [
  {
    name: 'events.read',
    scope: 'room',
    roles: everybody,
    embed: 'read',
    summary: 'Read the events of a room, their history and when people and resources are taken',
  },
  {
    name: 'events.create',
    scope: 'room',
    roles: writers,
    embed: 'write',
    summary: 'Create and import events',
  },
  {
    name: 'events.edit',
    scope: 'room',
    roles: everybody,
    embed: 'write',
    summary: 'Change and delete events that one owns or may edit; admins of the room: any',
  },
  {
    name: 'events.share',
    scope: 'room',
    roles: everybody,
    summary: 'Say who may change an event that one owns',
  },
  { name: 'events.rsvp', scope: 'room', roles: everybody, embed: 'write', summary: 'Answer an invitation' },
  {
    name: 'events.feed',
    scope: 'room',
    roles: everybody,
    summary: 'Make and revoke one’s own calendar address of a room',
  },
  {
    name: 'events.resources',
    scope: 'workspace',
    roles: everybody,
    summary: 'See what can be booked and when people and resources are taken',
  },
  {
    name: 'events.manage_resources',
    scope: 'workspace',
    roles: admins,
    summary: 'Add, change and remove what can be booked',
  },
];
