import type { ClientCore, Loaded } from '@teambrain/client';
import { path } from '@teambrain/client';
import type { ManagementApi } from './api.js';

export function createManagementCalls({ request }: ClientCore): Loaded<ManagementApi> {
  const member = (workspace: string, userId: string) => path`/workspaces/${workspace}/members/${userId}`;
  return {
    create: (body) => request('POST', '/workspaces', { body }),
    update: (workspace, body) => request('PATCH', path`/workspaces/${workspace}`, { body }),
    delete: (workspace) => request('DELETE', path`/workspaces/${workspace}`),
    addMember: (workspace, body) => request('POST', path`/workspaces/${workspace}/members`, { body }),
    setRole: (workspace, userId, role) => request('PATCH', member(workspace, userId), { body: { role } }),
    removeMember: (workspace, userId) => request('DELETE', member(workspace, userId)),
    invites: (page, workspace) => request('GET', path`/workspaces/${workspace}/invites`, { query: page }),
    invite: (workspace, body = {}) => request('POST', path`/workspaces/${workspace}/invites`, { body }),
    revokeInvite: (inviteId) => request('DELETE', path`/invites/${inviteId}`),
    acceptInvite: (token) => request('POST', path`/invites/${token}/accept`),
    audit: (page, workspace, query) =>
      request('GET', path`/workspaces/${workspace}/audit`, { query: { ...query, ...page } }),
    stats: (workspace) => request('GET', path`/workspaces/${workspace}/stats`),
  };
}
