import type { FastifyBaseLogger, FastifyInstance, FastifyPluginAsync } from 'fastify';
import type { AuthArea } from '../auth/index.js';
import { resolveConfig } from '../config/load.js';
import type { Config, ConfigInput } from '../config/sections.js';
import { migrate } from '../database/migrate.js';
import { addHealth } from '../operations/health.js';
import { createLog } from '../operations/log.js';
import { addMeta } from '../operations/meta.js';
import { checkActions, type DeclaredAction } from '../plugins/action-policy.js';
import { BootError } from '../plugins/boot-error.js';
import type { PluginContext, PluginManifest } from '../plugins/contract.js';
import { createFaults } from '../plugins/faults.js';
import { createGate } from '../plugins/gate.js';
import { createExchange } from '../plugins/hooks.js';
import { addRoutePolicy, type MountDeps } from '../plugins/mount.js';
import { createOwnedKinds } from '../plugins/owned-kinds.js';
import { createRegistry } from '../plugins/registry.js';
import { createServices } from '../plugins/services.js';
import { switchMigrations } from '../plugins/switch-repository.js';
import { createSwitches } from '../plugins/switches.js';
import { realtimeMigrations } from '../realtime/migrations.js';
import { addEntry } from '../transport/entry.js';
import { addFailures } from '../transport/failures.js';
import { createHttp } from '../transport/http.js';
import { createRouteIndex } from '../transport/route-index.js';
import { openCapabilities } from './capabilities.js';
import { declareAll, mountPlugins, type PluginMountDeps } from './mount-plugins.js';

export interface ServerOptions {
  /** Any part of the configuration; what is missing gets its default. Environment and files are `loadConfig`'s work. */
  config?: ConfigInput;
  /** Installed plugins, in any order. */
  plugins: readonly PluginManifest[];
  /** Default: a JSON log on standard output. */
  log?: FastifyBaseLogger;
  /** Static pages beside the API: registered at the root, on an instance of its own, after everything else. */
  site?: FastifyPluginAsync;
}

export interface TeamBrainServer {
  readonly app: FastifyInstance;
  readonly config: Config;
  readonly log: FastifyBaseLogger;
  /** Starts to serve. Gives the address, http://127.0.0.1:4321. */
  listen(): Promise<string>;
  /** Stops serving, waits for running requests, and closes everything. Safe to call twice. */
  close(): Promise<void>;
  /** Accounts as the operator sees them: the first admin, and accounts made without a request. */
  readonly accounts: Pick<AuthArea, 'createSetupToken' | 'hasAdmin' | 'provisionAccount'>;
  /** The context of a mounted plugin. */
  context(plugin: string): PluginContext;
}

/** Boots the host with these plugins. Throws a ConfigError or a BootError that says what to change. */
export async function createServer(options: ServerOptions): Promise<TeamBrainServer> {
  const { config } = resolveConfig(options.config ?? {}, options.plugins);
  const log = options.log ?? (createLog({ level: config.log.level }) as FastifyBaseLogger);
  const registry = createRegistry(options.plugins, config, log);
  const capabilities = await openCapabilities(config, log);
  try {
    return await boot(config, log, registry, capabilities, options.site);
  } catch (error) {
    await capabilities.close();
    throw error;
  }
}

async function boot(
  config: Config,
  log: FastifyBaseLogger,
  registry: ReturnType<typeof createRegistry>,
  capabilities: Awaited<ReturnType<typeof openCapabilities>>,
  site?: FastifyPluginAsync,
): Promise<TeamBrainServer> {
  const { db, authArea, access, limits, realtime } = capabilities;
  const always = [authArea.manifest];
  const installed = [...always, ...registry.installed];
  const mounted = [...always, ...registry.mounted];

  for (const { models } of installed) if (models) db.addModels([...models]);
  await migrate(
    db,
    [
      { plugin: 'core', migrations: switchMigrations },
      { plugin: 'realtime', migrations: realtimeMigrations },
      ...installed.map(({ name, migrations = [] }) => ({ plugin: name, migrations })),
    ],
    log,
  );

  const faults = createFaults({ log, perMinute: config.server.faultsPerMinute });
  const gate = createGate({
    faults,
    mounted: registry.mounted,
    installed: registry.installed.map(({ name }) => name),
  });
  const kinds = createOwnedKinds();
  const actions: DeclaredAction[] = [];
  const context = {
    capabilities,
    services: createServices(gate),
    exchange: createExchange({ faults, gate, hookTimeoutMs: config.server.hookTimeout }),
    faults,
    gate,
    kinds,
    actions,
  };
  declareAll(installed, { context });

  const { server } = config;
  const routes = createRouteIndex();
  const { app, validators } = createHttp({ log, ...server });
  addEntry(app, { https: server.publicUrl?.startsWith('https:') ?? false, corsOrigins: server.corsOrigins });
  addFailures(app, { limits, faults, log, methodsOf: routes.methodsOf });
  app.addHook('onRoute', ({ method, url }) => {
    for (const name of [method].flat()) routes.add(name, url);
  });

  const permissions = new Set(access.matrix().map(({ name }) => name));
  const mount: MountDeps = {
    isPermission: (name) => permissions.has(name),
    inventory: [],
    operations: new Map(),
    guard: { auth: authArea.auth, limits, access, gate, workspaceOf: kinds.workspaceOf },
    validators,
  };
  const contexts = new Map<string, PluginContext>();
  const pluginDeps: PluginMountDeps = {
    context,
    mount,
    contexts,
    mustLoad: (name) => name === authArea.manifest.name || config.plugins[name]?.mustLoad === true,
    configOf: (name) => config.plugins[name],
  };

  let serving = false;
  await app.register(async (scope) => {
    addRoutePolicy(scope, 'core', mount);
    addHealth(scope, { isServing: () => serving, checks: { database: () => db.ping(1000) } });
  });
  await app.register(
    async (v1) => {
      await v1.register(async (scope) => {
        addRoutePolicy(scope, 'core', mount);
        addMeta(scope, {
          name: server.name,
          registration: authArea.registration,
          bodyLimit: server.bodyLimit,
          epoch: () => realtime.epoch(),
          access,
          gate,
          plugins: registry.mounted,
          workspaceOf: kinds.workspaceOf,
        });
      });
      mountPlugins(v1, mounted, pluginDeps);
    },
    { prefix: '/v1' },
  );
  if (site) await app.register(site);
  await app.ready();
  checkActions(actions, mount.inventory);

  const switches = createSwitches({ db, bus: capabilities.bus, gate, realtime, kinds, log });
  await switches.start();
  await capabilities.jobs.start();
  serving = true;

  let closing: Promise<void> | undefined;
  async function stop(): Promise<void> {
    serving = false;
    switches.stop();
    await app.close();
    await capabilities.close();
  }

  return {
    app,
    config,
    log,
    accounts: authArea,
    listen: () => app.listen({ host: server.host, port: server.port }),
    close() {
      closing ??= stop();
      return closing;
    },
    context(plugin) {
      const found = contexts.get(plugin);
      if (!found) throw new BootError('plugin_missing', `plugin "${plugin}" is not mounted`, { plugin });
      return found;
    },
  };
}
