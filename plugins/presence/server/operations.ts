import type { Operation } from '@teambrain/core';

export const presenceOperations = {
  list: {
    id: 'presence.list',
    summary: 'List who is in a room',
    permission: 'presence.read',
    resource: 'room',
    limit: { bucket: 'messages' },
  },
} as const satisfies Record<string, Operation>;
