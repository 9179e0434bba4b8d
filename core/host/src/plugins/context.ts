import type { FastifyBaseLogger } from 'fastify';
import type { Access, ResourceKind } from '../access/contract.js';
import type { Auth, Users } from '../auth/contract.js';
import type { Bus } from '../bus/contract.js';
import type { Cache } from '../cache/contract.js';
import type { Database } from '../database/contract.js';
import type { Embedding } from '../embedding/contract.js';
import type { Jobs } from '../jobs/contract.js';
import type { Limits } from '../limits/contract.js';
import type { Realtime } from '../realtime/contract.js';
import { containJobs } from './contained-jobs.js';
import { type ContainDeps, containRealtime } from './contained-realtime.js';
import type { PluginContext } from './contract.js';
import type { Exchange } from './hooks.js';
import type { ServiceTable } from './services.js';

/** What the host offers, before it is cut to one plugin. */
export interface Capabilities {
  log: FastifyBaseLogger;
  db: Database;
  access: Access;
  auth: Auth;
  users: Users;
  cache: Cache;
  bus: Bus;
  limits: Limits;
  jobs: Jobs;
  realtime: Realtime;
  embedding: Embedding;
}

export interface ContextDeps extends ContainDeps {
  capabilities: Capabilities;
  services: ServiceTable;
  exchange: Exchange;
  publicUrl: string | undefined;
}

/** The context of one plugin: the host's capabilities under its name. */
export function createContext<C>(plugin: string, config: C, deps: ContextDeps): PluginContext<C> {
  const { capabilities, services, exchange } = deps;
  const context = {
    ...capabilities,
    access: Object.assign(Object.create(capabilities.access) as Access, {
      registerKind(kind: ResourceKind) {
        deps.kinds.addResource(kind);
        capabilities.access.registerKind(kind);
      },
    }),
    plugin,
    config,
    log: capabilities.log.child({ plugin }),
    jobs: containJobs(plugin, capabilities.jobs, deps),
    realtime: containRealtime(plugin, capabilities.realtime, deps),
    publicUrl: deps.publicUrl,
    isOnIn: (workspaceId: string) => deps.gate.isOn(plugin, { workspaceId }),
    provide: (name: string, service: unknown) => services.provide(plugin, name, service),
    use: (name: string) => services.use(plugin, name),
    tryUse: (name: string) => services.tryUse(name),
    events: {
      on: (name: string, handler: (payload: unknown) => unknown) =>
        exchange.addListener(name, plugin, handler),
      emit: (name: string, payload: unknown) => exchange.emit(name, payload),
    },
    hooks: {
      before: (name: string, handler: (payload: unknown) => unknown) =>
        exchange.addHook(name, plugin, handler),
      run: (name: string, payload: unknown) => exchange.run(name, payload),
    },
  };
  // The tables behind are keyed by text; the contract gives each name its type.
  return context as unknown as PluginContext<C>;
}
