import type { FastifyInstance } from 'fastify';
import type { PluginManifest } from '../plugins/contract.js';
import type { Faults } from '../plugins/faults.js';
import type { Gate, SwitchScope } from '../plugins/gate.js';
import type { Switches } from '../plugins/switches.js';
import { problem } from '../transport/problem-error.js';
import { actorOf } from '../transport/route-config.js';
import { type AdminJobsDeps, addAdminJobs } from './admin-jobs.js';
import { type AdminLimitsDeps, addAdminLimits } from './admin-limits.js';
import { adminOperations } from './admin-operations.js';
import { healthAnswer, pluginAnswer, pluginsAnswer, switchBody } from './admin-schemas.js';
import { type AdminUsersDeps, addAdminUsers } from './admin-users.js';
import type { HealthReport } from './health-report.js';

export interface AdminDeps extends AdminLimitsDeps, AdminUsersDeps, AdminJobsDeps {
  gate: Gate;
  faults: Faults;
  installed: readonly PluginManifest[];
  switches: Switches;
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
  const { gate, faults, switches } = deps;

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

  addAdminLimits(app, deps);
  addAdminUsers(app, deps);
  addAdminJobs(app, deps);
}
