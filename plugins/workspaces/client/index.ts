import type { ClientPart } from '@teambrain/client';
import { workspacesWireKeys } from '../shared/index.js';
import type { WorkspacesApi } from './api.js';
import { createWorkspaces } from './workspaces.js';

export type * from './api.js';

/** Adds `tb.workspaces`. */
export const workspaces: ClientPart<'workspaces', WorkspacesApi> = {
  name: 'workspaces',
  wireKeys: workspacesWireKeys,
  setup: createWorkspaces,
};
