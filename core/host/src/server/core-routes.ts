import type { FastifyInstance } from 'fastify';
import type { Config } from '../config/sections.js';
import { addAdmin } from '../operations/admin.js';
import { addDocs } from '../operations/docs.js';
import { addHealth } from '../operations/health.js';
import { type Checks, reportHealth } from '../operations/health-report.js';
import type { LoopDelay } from '../operations/loop-delay.js';
import { addMeta } from '../operations/meta.js';
import { addMetrics } from '../operations/metrics.js';
import type { createRequestStats } from '../operations/request-stats.js';
import { addWorkspaceSwitches } from '../operations/workspace-switches.js';
import { addRoutePolicy, type MountDeps } from '../plugins/mount.js';
import type { Registry } from '../plugins/registry.js';
import type { OpenCapabilities } from './capabilities.js';
import type { PluginHost } from './plugin-host.js';
import { readingsOf } from './readings.js';

export interface CoreRouteDeps {
  config: Config;
  registry: Registry;
  capabilities: OpenCapabilities;
  host: PluginHost;
  mount: MountDeps;
  stats: ReturnType<typeof createRequestStats>;
  loopDelay: LoopDelay;
  checks: Checks;
  isServing(): boolean;
}

/** Health, metrics and the documentation of the API, at the root. */
export async function addRootRoutes(scope: FastifyInstance, deps: CoreRouteDeps): Promise<void> {
  const { config, capabilities, host, mount, stats, loopDelay } = deps;
  addRoutePolicy(scope, 'core', mount);
  addHealth(scope, deps);
  addMetrics(scope, {
    token: config.server.metricsToken,
    readings: readingsOf(capabilities, { ...host, loopDelay }),
    register: stats.register,
  });
  if (config.docs.enabled)
    addDocs(scope, {
      name: config.server.name,
      publicUrl: config.server.publicUrl,
      inventory: mount.inventory,
      gate: host.gate,
      describeChannels: capabilities.realtime.describe,
    });
}

/** The host's own routes below `/v1`: the handshake, administration, and the socket. */
export async function addApiRoutes(scope: FastifyInstance, deps: CoreRouteDeps): Promise<void> {
  const { config, registry, capabilities, host, mount, loopDelay, checks } = deps;
  const { access, db, bus, limits, realtime, authArea } = capabilities;
  const { gate, faults, switches, kinds } = host;
  addRoutePolicy(scope, 'core', mount);
  addMeta(scope, {
    name: config.server.name,
    registration: authArea.registration,
    passwordReset: authArea.offersReset,
    bodyLimit: config.server.bodyLimit,
    epoch: realtime.epoch,
    access,
    gate,
    plugins: registry.mounted,
    workspaceOf: kinds.workspaceOf,
    idOf: kinds.idOf,
    appOf: capabilities.apps.byKey,
  });
  addAdmin(scope, {
    db,
    gate,
    faults,
    changeAccount: authArea.changeAccount,
    jobs: capabilities.jobs,
    overrides: host.overrides,
    limits,
    factor: config.limits.factor,
    installed: registry.installed,
    switches,
    operations: mount.operations,
    report: () => reportHealth({ db, bus, loopDelay, checks, sockets: () => realtime.stats().sockets }),
  });
  if (mount.isPermission('core.switch'))
    addWorkspaceSwitches(scope, {
      gate,
      mounted: registry.mounted,
      switches,
      fixed: ['workspaces', 'rooms'],
    });
  await scope.register(realtime.gateway);
}
