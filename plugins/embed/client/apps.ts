import type { ClientCore } from '@teambrain/client';
import { path } from '@teambrain/client';
import type { AppsApi } from './api.js';

/** Made by those who administer a workspace. The widget for script tags is built without. */
export function createApps({ request, list }: ClientCore): AppsApi {
  return {
    list: (workspace, query) => list(path`/workspaces/${workspace}/apps`, query),
    create: (workspace, body) => request('POST', path`/workspaces/${workspace}/apps`, { body }),
    get: (appId) => request('GET', path`/apps/${appId}`),
    update: (appId, body) => request('PATCH', path`/apps/${appId}`, { body }),
    delete: (appId) => request('DELETE', path`/apps/${appId}`),
    rotateSecret: (appId) => request('POST', path`/apps/${appId}/secrets`),
    deleteSecret: (appId, secretId) => request('DELETE', path`/apps/${appId}/secrets/${secretId}`),
  };
}
