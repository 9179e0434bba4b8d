import type { Page } from '@teambrain/protocol';
import type { TeamBrain } from '@teambrain/sdk';

export interface AdminPlugin {
  name: string;
  version: string;
  summary?: string;
  dependsOn: string[];
  /** Switched on by the configuration, which no switch can exceed. */
  mounted: boolean;
  enabled: boolean;
  failure?: string;
  faults: number;
}

export interface AdminUser {
  id: string;
  username: string;
  displayName: string;
  roles: string[];
  createdAt: string;
  deactivatedAt?: string;
}

/** What an instance says of itself. */
export interface Health {
  version: string;
  engine: string;
  bus: string;
  uptimeSeconds: number;
  memoryBytes: number;
  loopDelayMs: { p99: number };
  sockets: number;
  checks: Record<string, 'ok' | 'failing'>;
}

/** The calls of the admin page. */
export function adminOf(client: TeamBrain) {
  return {
    async plugins(): Promise<AdminPlugin[]> {
      const { items } = await client.request<{ items: AdminPlugin[] }>('GET', '/admin/plugins');
      return items;
    },
    switch: (plugin: string, enabled: boolean): Promise<AdminPlugin> =>
      client.request('PATCH', '/admin/plugins', { body: { plugin, enabled } }),
    health: (): Promise<Health> => client.request('GET', '/admin/health'),
    users: (search: string, cursor?: string): Promise<Page<AdminUser>> =>
      client.request('GET', '/admin/users', { query: { limit: 20, cursor, q: search.trim() || undefined } }),
  };
}
