import type { Operation } from '@teambrain/core';

const manage = { permission: 'embed.manage' } as const;
const workspace = { resource: 'workspace' } as const;
const app = { resource: 'app' } as const;
/** Many visitors share an address: what one of them may ask for is counted by token, guest and app instead. */
const crowd = { limit: { max: 3_000 } } as const;

export const embedOperations = {
  list: { id: 'embed.listApps', summary: 'List the apps of a workspace', ...manage, ...workspace },
  create: { id: 'embed.createApp', summary: 'Make an app', ...manage, ...workspace },
  get: { id: 'embed.getApp', summary: 'Read an app', ...manage, ...app },
  update: { id: 'embed.updateApp', summary: 'Change an app', ...manage, ...app },
  delete: { id: 'embed.deleteApp', summary: 'Delete an app; its sessions end', ...manage, ...app },
  rotate: {
    id: 'embed.rotateSecret',
    summary: 'Make a new secret; the present one stays valid for a while',
    ...manage,
    ...app,
  },
  deleteSecret: {
    id: 'embed.deleteSecret',
    summary: 'Remove a secret; sessions opened under it end',
    ...manage,
    ...app,
  },
  config: {
    id: 'embed.config',
    summary: 'What a page may know of an app before anybody signs in',
    permission: 'public',
    ...crowd,
  },
  open: {
    id: 'embed.openSession',
    summary: 'Exchange a token of the host, or a guest, for a session',
    permission: 'public',
    ...crowd,
  },
  merge: {
    id: 'embed.mergeGuest',
    summary: 'Merge a guest into the signed user of this session, once',
    permission: 'embed.merge',
    limit: { max: 20 },
  },
} as const satisfies Record<string, Operation>;
