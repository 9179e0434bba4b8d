import type {
  CreatedEmbedApp,
  CreateEmbedApp,
  EmbedApp,
  EmbedSecret,
  UpdateEmbedApp,
} from '@teambrain/plugin-embed/shared';
import type { TeamBrain } from '@teambrain/sdk';

/** The calls for apps that the console makes. */
export interface AppsApi {
  list(workspace: string): Promise<EmbedApp[]>;
  create(workspace: string, input: CreateEmbedApp): Promise<CreatedEmbedApp>;
  get(appId: string): Promise<EmbedApp>;
  update(appId: string, changes: UpdateEmbedApp): Promise<EmbedApp>;
  delete(appId: string): Promise<void>;
  rotateSecret(appId: string): Promise<EmbedSecret>;
  deleteSecret(appId: string, secretId: string): Promise<void>;
}

export function appsOf(client: TeamBrain): AppsApi {
  const at = (appId: string, rest = ''): string => `/apps/${encodeURIComponent(appId)}${rest}`;
  const inside = (workspace: string): string => `/workspaces/${encodeURIComponent(workspace)}/apps`;
  return {
    async list(workspace) {
      const { items } = await client.request<{ items: EmbedApp[] }>('GET', inside(workspace), {
        query: { limit: 100 },
      });
      return items;
    },
    create: (workspace, body) => client.request('POST', inside(workspace), { body }),
    get: (appId) => client.request('GET', at(appId)),
    update: (appId, body) => client.request('PATCH', at(appId), { body }),
    delete: (appId) => client.request('DELETE', at(appId)),
    rotateSecret: (appId) => client.request('POST', at(appId, '/secrets')),
    deleteSecret: (appId, secretId) =>
      client.request('DELETE', at(appId, `/secrets/${encodeURIComponent(secretId)}`)),
  };
}
