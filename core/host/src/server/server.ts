import type { FastifyBaseLogger, FastifyInstance, FastifyPluginAsync } from 'fastify';
import type { AuthArea } from '../auth/auth.js';
import { resolveConfig } from '../config/load.js';
import type { Config, ConfigInput } from '../config/sections.js';
import { migrate } from '../database/migrate.js';
import { versionMigrations } from '../history/migrations.js';
import type { Checks } from '../operations/health-report.js';
import { createLog } from '../operations/log.js';
import { createLoopDelay } from '../operations/loop-delay.js';
import { overrideMigrations } from '../operations/override-repository.js';
import { addRequestStats, createRequestStats } from '../operations/request-stats.js';
import { checkActions } from '../plugins/action-policy.js';
import { BootError } from '../plugins/boot-error.js';
import type { PluginContext, PluginManifest } from '../plugins/contract.js';
import type { MountDeps } from '../plugins/mount.js';
import { createRegistry, type Registry } from '../plugins/registry.js';
import type { InventoryEntry } from '../plugins/route-policy.js';
import { switchMigrations } from '../plugins/switch-repository.js';
import { realtimeMigrations } from '../realtime/migrations.js';
import { addRedis } from '../redis/for-plugins.js';
import { addEntry } from '../transport/entry.js';
import { addFailures } from '../transport/failures.js';
import { createHttp } from '../transport/http.js';
import { createPageOrigins } from '../transport/page-origins.js';
import { createRouteIndex } from '../transport/route-index.js';
import { securityHeaders } from '../transport/security-headers.js';
import { createValidators, type Validators } from '../transport/validator.js';
import { type OpenCapabilities, openCapabilities } from './capabilities.js';
import { addApiRoutes, addRootRoutes, type CoreRouteDeps } from './core-routes.js';
import { declareAll, mountPlugins } from './mount-plugins.js';
import { createPluginHost } from './plugin-host.js';
import { guardProcess } from './process-guard.js';

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
  readonly accounts: Pick<
    AuthArea,
    'createSetupToken' | 'createResetLink' | 'promote' | 'hasAdmin' | 'provisionAccount'
  >;
  /** The context of a mounted plugin. */
  context(plugin: string): PluginContext;
  /** Every mounted route with its plugin, operation and schemas: what rights tests and documents are made from. */
  readonly routes: readonly InventoryEntry[];
}

/** Boots the host with these plugins. Throws a ConfigError or a BootError that says what to change. */
export async function createServer(options: ServerOptions): Promise<TeamBrainServer> {
  const { config } = resolveConfig(options.config ?? {}, options.plugins);
  const log = options.log ?? (createLog({ level: config.log.level }) as FastifyBaseLogger);
  const registry = createRegistry(options.plugins, config, log);
  const validators = createValidators({ eager: isTest(config) });
  const capabilities = await openCapabilities(config, log, validators);
  try {
    return await boot({ config, log, registry, validators, capabilities, site: options.site });
  } catch (error) {
    await capabilities.close();
    throw error;
  }
}

/** Tests are to find a faulty schema, also one that they send nothing to. */
const isTest = ({ server }: Config): boolean => server.environment === 'test';

interface BootDeps {
  config: Config;
  log: FastifyBaseLogger;
  registry: Registry;
  validators: Validators;
  capabilities: OpenCapabilities;
  site: FastifyPluginAsync | undefined;
}

/** Tables of everything that is installed, switched on or not: switching off never loses data. */
async function prepareDatabase({ capabilities, registry, log }: BootDeps): Promise<void> {
  const { db, authArea } = capabilities;
  const installed = [authArea.manifest, ...registry.installed];
  for (const { models } of installed) if (models) db.addModels([...models]);
  const sets = installed.map(({ name, migrations = [] }) => ({ plugin: name, migrations }));
  await migrate(
    db,
    [
      { plugin: 'core', migrations: [...switchMigrations, ...overrideMigrations, ...versionMigrations] },
      { plugin: 'realtime', migrations: realtimeMigrations },
      ...sets,
    ],
    log,
  );
}

async function boot(deps: BootDeps): Promise<TeamBrainServer> {
  const { config, log, registry, validators, capabilities, site } = deps;
  const { db, authArea, access, limits, realtime, jobs } = capabilities;
  const { server } = config;
  await prepareDatabase(deps);
  const host = createPluginHost(config, registry, capabilities);
  const { faults, gate, kinds } = host;
  declareAll([authArea.manifest, ...registry.installed], access);

  const routes = createRouteIndex();
  const headers = securityHeaders({ https: server.publicUrl?.startsWith('https:') ?? false });
  const app = createHttp({ log, headers, ...server, eager: isTest(config) }, validators);
  const stats = createRequestStats();
  const pageOf = createPageOrigins({
    corsOrigins: server.corsOrigins,
    publicUrl: server.publicUrl,
    ofApps: capabilities.apps.knowsOrigin,
  });
  addEntry(app, { headers, pageOf });
  addRequestStats(app, stats, config.log);
  addFailures(app, { limits, faults, log, methodsOf: routes.methodsOf });
  app.addHook('onRoute', ({ method, url }) => routes.add([method].flat(), url));
  await app.register(realtime.upgrades);
  if (capabilities.redis) await addRedis(app, capabilities.redis.client);

  const permissions = new Set(access.matrix().map(({ name }) => name));
  const mount: MountDeps = {
    isPermission: (name) => permissions.has(name),
    inventory: [],
    operations: new Map(),
    guard: {
      auth: authArea.auth,
      limits,
      access,
      gate,
      visitors: capabilities.visitors,
      workspaceOf: kinds.workspaceOf,
    },
    validators,
  };
  const contexts = new Map<string, PluginContext>();
  let serving = false;
  const loopDelay = createLoopDelay(log, () => serving);
  const { redis } = capabilities;
  const checks: Checks = {
    database: { run: () => db.ping(1000), vital: true },
    migrations: { run: () => serving, vital: true },
    eventLoop: { run: () => loopDelay.last().p99 < 1000, vital: true },
    // An accelerator: were it vital, its loss would take every instance out of service at once.
    ...(redis ? { redis: { run: () => redis.healthy, vital: false } } : {}),
    plugins: {
      run: () => registry.mounted.every(({ name }) => gate.failure(name) === undefined),
      vital: false,
    },
  };
  const core: CoreRouteDeps = {
    config,
    registry,
    capabilities,
    host,
    mount,
    stats,
    loopDelay,
    checks,
    isServing: () => serving,
  };

  try {
    await app.register((scope) => addRootRoutes(scope, core));
    await app.register(
      async (v1) => {
        await v1.register((scope) => addApiRoutes(scope, core));
        mountPlugins(v1, [authArea.manifest, ...registry.mounted], {
          context: host.context,
          mount,
          contexts,
          mustLoad: (name) => name === authArea.manifest.name || config.plugins[name]?.mustLoad === true,
          configOf: (name) => config.plugins[name],
        });
      },
      { prefix: '/v1' },
    );
    if (site) await app.register(site);
    await app.ready();
    checkActions(host.actions, mount.inventory);
    await realtime.start();
    await host.switches.start();
    await host.overrides.start();
    // Nobody's first answer waits for the queue: its import and its own checks of the database cost 0.1 s and more.
    jobs.startSoon();
  } catch (error) {
    loopDelay.stop();
    host.switches.stop();
    host.overrides.stop();
    await app.close();
    throw error;
  }
  serving = true;

  let unguard = (): void => {};
  let closing: Promise<void> | undefined;
  /** Running requests get their time; then connections are cut, so that a stop always ends. */
  async function stop(): Promise<void> {
    serving = false;
    host.switches.stop();
    host.overrides.stop();
    loopDelay.stop();
    const cut = setTimeout(() => app.server.closeAllConnections(), server.shutdownTimeout);
    await app.close();
    clearTimeout(cut);
    await capabilities.close();
    unguard();
  }

  return {
    app,
    config,
    log,
    accounts: authArea,
    routes: mount.inventory,
    listen() {
      if (server.environment !== 'test') unguard = guardProcess({ faults, log, stop });
      return app.listen({ host: server.host, port: server.port });
    },
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
