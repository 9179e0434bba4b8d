import type { ClientCore } from '@teambrain/client';
import { lazyApi } from '@teambrain/client';
import type { ManagementApi, ReadingApi, WorkspacesApi } from './api.js';

/** Adds what changes a workspace, and what only its admins read. The widget for script tags is built without. */
export const createManagement = (core: ClientCore, reading: ReadingApi): WorkspacesApi =>
  lazyApi<ManagementApi, ReadingApi>(
    core,
    async () => (await import('./management-calls.js')).createManagementCalls(core),
    ['invites', 'audit'],
    reading,
  );
