import type { ClientCore } from '@teambrain/client';
import { path } from '@teambrain/client';
import type { WorkspacesApi } from './api.js';

export function createWorkspaces({ request, list }: ClientCore): WorkspacesApi {
  const member = (workspace: string, userId: string) => path`/workspaces/${workspace}/members/${userId}`;
  return {
    list: (query) => list('/workspaces', query),
    create: (body) => request('POST', '/workspaces', { body }),
    get: (workspace) => request('GET', path`/workspaces/${workspace}`),
    update: (workspace, body) => request('PATCH', path`/workspaces/${workspace}`, { body }),
    delete: (workspace) => request('DELETE', path`/workspaces/${workspace}`),
    members: (workspace, query) => list(path`/workspaces/${workspace}/members`, query),
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
