import type { ClientCore } from '@teambrain/client';
import { path } from '@teambrain/client';
import type { WorkspacesApi } from './api.js';

/** What changes a workspace, and what only its admins read. The widget for script tags is built without. */
export function createManagement({
  request,
  list,
}: ClientCore): Omit<WorkspacesApi, 'list' | 'get' | 'members'> {
  const member = (workspace: string, userId: string) => path`/workspaces/${workspace}/members/${userId}`;
  return {
    create: (body) => request('POST', '/workspaces', { body }),
    update: (workspace, body) => request('PATCH', path`/workspaces/${workspace}`, { body }),
    delete: (workspace) => request('DELETE', path`/workspaces/${workspace}`),
    addMember: (workspace, body) => request('POST', path`/workspaces/${workspace}/members`, { body }),
    setRole: (workspace, userId, role) => request('PATCH', member(workspace, userId), { body: { role } }),
    removeMember: (workspace, userId) => request('DELETE', member(workspace, userId)),
    invites: (workspace) => list(path`/workspaces/${workspace}/invites`),
    invite: (workspace, body = {}) => request('POST', path`/workspaces/${workspace}/invites`, { body }),
    revokeInvite: (inviteId) => request('DELETE', path`/invites/${inviteId}`),
    acceptInvite: (token) => request('POST', path`/invites/${token}/accept`),
    audit: (workspace, query) => list(path`/workspaces/${workspace}/audit`, query),
    stats: (workspace) => request('GET', path`/workspaces/${workspace}/stats`),
  };
}
