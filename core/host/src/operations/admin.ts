import type { FastifyInstance } from 'fastify';
import type { Database } from '../database/contract.js';
import type { LimitsService } from '../limits/limits.js';
import type { PluginManifest } from '../plugins/contract.js';
import type { Faults } from '../plugins/faults.js';
import type { Gate, SwitchScope } from '../plugins/gate.js';
import type { Operation } from '../plugins/operation.js';
import type { Switches } from '../plugins/switches.js';
import { problem } from '../transport/problem-error.js';
import { actorOf } from '../transport/route-config.js';
import { adminOperations } from './admin-operations.js';
import { createAdminRepository } from './admin-repository.js';
import {
  healthAnswer,
  jobsAnswer,
  limitsAnswer,
  pluginAnswer,
  pluginsAnswer,
  switchBody,
  usersAnswer,
  usersQuery,
} from './admin-schemas.js';
import type { HealthReport } from './health-report.js';

export interface AdminDeps {
  db: Database;
  gate: Gate;
  faults: Faults;
  limits: LimitsService;
  factor: number;
  installed: readonly PluginManifest[];
  switches: Switches;
  operations: ReadonlyMap<string, Operation>;
  report: () => Promise<HealthReport>;
}

interface SwitchBody {
  plugin: string;
  enabled: boolean;
  scope?: SwitchScope;
  scopeId?: string;
}

/** Registers `/admin/…`, for server admins. They read no room because of it. */
export function addAdmin(app: FastifyInstance, deps: AdminDeps): void {
  const { gate, faults, limits, switches } = deps;
  const repository = createAdminRepository(deps.db);

  async function describe(plugins: readonly PluginManifest[]) {
    const rows = await switches.list();
    return plugins.map(({ name, version, summary, dependsOn = [] }) => ({
      name,
      version,
      summary,
      dependsOn,
      mounted: gate.isMounted(name),
      enabled: gate.isEnabled(name),
      failure: gate.failure(name),
      suspendedFor: faults.suspendedFor(name),
      faults: faults.total(name),
      recentFaults: faults.recent(name),
      switches: rows.filter(({ plugin }) => plugin === name),
    }));
  }

  app.get(
    '/admin/plugins',
    { config: { operation: adminOperations.listPlugins }, schema: { response: { 200: pluginsAnswer } } },
    async () => ({
      items: await describe(deps.installed),
    }),
  );

  app.patch<{ Body: SwitchBody }>(
    '/admin/plugins',
    {
      config: { operation: adminOperations.switchPlugin },
      schema: { body: switchBody, response: { 200: pluginAnswer } },
    },
    async (request) => {
      const { plugin, enabled, scope = 'server', scopeId = '' } = request.body;
      const manifest = deps.installed.find(({ name }) => name === plugin);
      if (!manifest) throw problem('not_found', `No plugin named "${plugin}" is installed.`);
      if ((scope === 'server') !== (scopeId === ''))
        throw problem(
          'unprocessable',
          'A switch of a workspace or app needs its id, one of the server has none.',
        );
      await switches.set({ plugin, scope, scopeId, enabled }, actorOf(request));
      if (enabled) faults.resume(plugin);
      const [answer] = await describe([manifest]);
      return answer;
    },
  );

  app.get(
    '/admin/health',
    {
      config: { operation: adminOperations.health, cacheControl: 'no-store' },
      schema: { response: { 200: healthAnswer } },
    },
    deps.report,
  );

  app.get(
    '/admin/limits',
    { config: { operation: adminOperations.limits }, schema: { response: { 200: limitsAnswer } } },
    async () => ({
      factor: deps.factor,
      degraded: limits.degraded,
      items: [...deps.operations.values()]
        .filter(({ limit }) => limit?.bucket !== 'none')
        .map(({ id, limit }) => ({
          operation: id,
          max: limits.maxOf(id, limit),
          windowSeconds: (limit?.windowMs ?? 60_000) / 1000,
        }))
        .sort((a, b) => a.operation.localeCompare(b.operation)),
    }),
  );

  app.get<{ Querystring: { limit: number; cursor?: string; q?: string } }>(
    '/admin/users',
    {
      config: { operation: adminOperations.listUsers },
      schema: { querystring: usersQuery, response: { 200: usersAnswer } },
    },
    async ({ query }) => {
      const items = await repository.users(query.limit + 1, query.cursor ?? null, query.q ?? null);
      const more = items.length > query.limit;
      const page = items.slice(0, query.limit);
      return { items: page, nextCursor: more ? (page.at(-1)?.id ?? null) : null };
    },
  );

  app.get(
    '/admin/jobs',
    { config: { operation: adminOperations.jobs }, schema: { response: { 200: jobsAnswer } } },
    async () => ({
      items: await repository.jobs(),
    }),
  );
}
