import type { ClientCore } from '@teambrain/client';
import type { WorkspacesApi } from './api.js';

export function createWorkspaces(_core: ClientCore): WorkspacesApi {
  throw new Error('under construction');
}
