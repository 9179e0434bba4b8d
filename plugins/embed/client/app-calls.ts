import type { ClientCore, Loaded } from '@teambrain/client';
import { path } from '@teambrain/client';
import type { AppsApi } from './api.js';

export function createAppCalls({ request }: ClientCore): Loaded<AppsApi> {
  return {
    list: (page, workspace, query) =>
      request('GET', path`/workspaces/${workspace}/apps`, { query: { ...query, ...page } }),
    create: (workspace, body) => request('POST', path`/workspaces/${workspace}/apps`, { body }),
    get: (appId) => request('GET', path`/apps/${appId}`),
    update: (appId, body) => request('PATCH', path`/apps/${appId}`, { body }),
    delete: (appId) => request('DELETE', path`/apps/${appId}`),
    rotateSecret: (appId) => request('POST', path`/apps/${appId}/secrets`),
    deleteSecret: (appId, secretId) => request('DELETE', path`/apps/${appId}/secrets/${secretId}`),
  };
}
