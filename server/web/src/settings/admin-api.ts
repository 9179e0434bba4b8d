import type { Page } from '@teambrain/protocol';
import type { TeamBrain } from '@teambrain/sdk';
import { formatBytes, formatNumber } from '@teambrain/widget-kit';
import { dateLocale } from '../web-messages.js';

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

/** What an instance says of itself, as label and value. */
export type Health = readonly (readonly [label: string, value: string])[];

interface HealthAnswer {
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
    async health(): Promise<Health> {
      return healthLines(await client.request<HealthAnswer>('GET', '/admin/health'));
    },
    users: (search: string, cursor?: string): Promise<Page<AdminUser>> =>
      client.request('GET', '/admin/users', { query: { limit: 20, cursor, q: search.trim() || undefined } }),
  };
}

function healthLines(health: HealthAnswer): Health {
  const hours = Math.floor(health.uptimeSeconds / 3600);
  const minutes = Math.floor((health.uptimeSeconds % 3600) / 60);
  return [
    ['Version', health.version],
    ['Database', health.engine],
    ['Between instances', health.bus],
    ['Up for', `${hours} h ${minutes} min`],
    ['Memory', formatBytes(health.memoryBytes, dateLocale)],
    ['Event loop, p99', `${health.loopDelayMs.p99} ms`],
    ['Sockets', formatNumber(health.sockets, dateLocale)],
    ...Object.entries(health.checks).map(([name, state]) => [`Check: ${name}`, state] as const),
  ];
}
