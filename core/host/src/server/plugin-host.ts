import type { Config } from '../config/sections.js';
import { createEmbedding } from '../embedding/embedding.js';
import { createOverrides } from '../operations/overrides.js';
import type { DeclaredAction } from '../plugins/action-policy.js';
import type { ContextDeps } from '../plugins/context.js';
import { createFaults } from '../plugins/faults.js';
import { createGate } from '../plugins/gate.js';
import { createExchange } from '../plugins/hooks.js';
import { createOwnedKinds } from '../plugins/owned-kinds.js';
import type { Registry } from '../plugins/registry.js';
import { createServices } from '../plugins/services.js';
import { createSwitches } from '../plugins/switches.js';
import type { OpenCapabilities } from './capabilities.js';

/** Everything that stands between the capabilities and the plugins. */
export function createPluginHost(config: Config, registry: Registry, capabilities: OpenCapabilities) {
  const { log, db, bus, realtime, limits, jobs } = capabilities;
  const faults = createFaults({ log, perMinute: config.server.faultsPerMinute });
  const installed = registry.installed.map(({ name }) => name);
  const gate = createGate({ faults, mounted: registry.mounted, installed });
  const kinds = createOwnedKinds();
  const actions: DeclaredAction[] = [];
  const switches = createSwitches({ db, bus, gate, realtime, kinds, log });
  const overrides = createOverrides({ db, bus, limits, jobs, log });
  realtime.showWith({
    isRestricted: gate.isRestricted,
    isOn: (plugin, appId) => gate.isOn(plugin, { appId }),
  });
  const embedding = createEmbedding(capabilities.apps, {
    authArea: capabilities.authArea,
    secret: config.server.secret,
    restrictPlugins: switches.restrict,
  });
  const exchange = createExchange({ faults, gate, hookTimeoutMs: config.server.hookTimeout });
  capabilities.access.onDenied((denial) => {
    kinds.workspaceOf(denial.scope, denial.scopeId).then(
      (workspaceId) => {
        if (workspaceId !== undefined) exchange.emit('access.denied', { ...denial, workspaceId });
      },
      (error: unknown) => log.warn({ err: error }, 'a refused right could not be announced'),
    );
  });
  const context: ContextDeps = {
    capabilities: { ...capabilities, embedding },
    services: createServices(gate),
    exchange,
    faults,
    gate,
    kinds,
    actions,
    publicUrl: config.server.publicUrl,
  };
  return { faults, gate, kinds, actions, switches, overrides, context };
}

export type PluginHost = ReturnType<typeof createPluginHost>;
