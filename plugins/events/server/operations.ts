import type { Operation } from '@teambrain/core';

const room = { resource: 'room' } as const;
const event = { resource: 'event' } as const;
const workspace = { resource: 'workspace' } as const;
const resource = { resource: 'resource' } as const;
const read = { permission: 'events.read' } as const;
const create = { permission: 'events.create' } as const;
const edit = { permission: 'events.edit' } as const;

/** Everything that clients can ask of events. History's operations come with `versioned`. */
export const eventsOperations = {
  list: { id: 'events.list', summary: 'Read the occurrences of a room in a window', ...read, ...room },
  create: { id: 'events.create', summary: 'Create an event or series', ...create, ...room },
  batch: { id: 'events.batch', summary: 'Change up to 50 events, all or nothing', ...edit, ...room },
  get: { id: 'events.get', summary: 'Read an event', ...read, ...event },
  update: { id: 'events.update', summary: 'Change an event or a whole series', ...edit, ...event },
  delete: { id: 'events.delete', summary: 'Delete an event or a whole series', ...edit, ...event },
  occurrences: {
    id: 'events.occurrences',
    summary: 'Read the occurrences of an event in a window',
    ...read,
    ...event,
  },
  occurrence: {
    id: 'events.occurrence',
    summary: 'Read one occurrence with the answers for it',
    ...read,
    ...event,
  },
  updateOccurrence: {
    id: 'events.updateOccurrence',
    summary: 'Change one occurrence, or it and those after it',
    ...edit,
    ...event,
  },
  deleteOccurrence: {
    id: 'events.deleteOccurrence',
    summary: 'Cancel one occurrence, or end the series before it',
    ...edit,
    ...event,
  },
  conflicts: { id: 'events.conflicts', summary: 'What an event clashes with', ...read, ...event },
  check: {
    id: 'events.check',
    summary: 'Try an event without creating it: clashes and free times',
    ...create,
    ...room,
  },
  permissions: { id: 'events.permissions', summary: 'Who may change an event', ...read, ...event },
  share: {
    id: 'events.share',
    summary: 'Give somebody a role in an event',
    permission: 'events.share',
    ...event,
  },
  unshare: {
    id: 'events.unshare',
    summary: 'Take somebody’s role in an event',
    permission: 'events.share',
    ...event,
  },
  rsvp: { id: 'events.rsvp', summary: 'Answer an invitation', permission: 'events.rsvp', ...event },
  import: {
    id: 'events.import',
    summary: 'Import a calendar file',
    ...create,
    ...room,
    limit: { max: 20 },
  },
  export: {
    id: 'events.export',
    summary: 'Export the events of a room as a calendar file',
    ...read,
    ...room,
  },
  exportOne: { id: 'events.exportOne', summary: 'Export an event as a calendar file', ...read, ...event },
  makeFeed: {
    id: 'events.makeFeed',
    summary: 'Make one’s own calendar address of a room; the one before ends',
    permission: 'events.feed',
    ...room,
  },
  endFeed: {
    id: 'events.endFeed',
    summary: 'Revoke one’s own calendar address of a room',
    permission: 'events.feed',
    ...room,
  },
  feed: {
    id: 'events.feed',
    summary: 'The calendar that an address stands for',
    permission: 'public',
    limit: { max: 60 },
  },
  resources: {
    id: 'events.resources',
    summary: 'List what can be booked',
    permission: 'events.resources',
    ...workspace,
  },
  createResource: {
    id: 'events.createResource',
    summary: 'Add something that can be booked',
    permission: 'events.manage_resources',
    ...workspace,
  },
  updateResource: {
    id: 'events.updateResource',
    summary: 'Change something that can be booked',
    permission: 'events.manage_resources',
    ...resource,
  },
  deleteResource: {
    id: 'events.deleteResource',
    summary: 'Remove something that can be booked; its bookings end',
    permission: 'events.manage_resources',
    ...resource,
  },
  freeBusy: {
    id: 'events.freeBusy',
    summary: 'When people and resources are taken',
    permission: 'events.resources',
    ...workspace,
  },
} as const satisfies Record<string, Operation>;
