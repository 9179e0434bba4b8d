import type { ClientCore } from '@teambrain/client';
import { path } from '@teambrain/client';
import type { WorkspacesApi } from './api.js';
import { createManagement } from './management.js';

export function createWorkspaces(core: ClientCore): WorkspacesApi {
  const { request, list } = core;
  return createManagement(core, {
    list: (query) => list('/workspaces', query),
    get: (workspace) => request('GET', path`/workspaces/${workspace}`),
    members: (workspace, query) => list(path`/workspaces/${workspace}/members`, query),
  });
}
