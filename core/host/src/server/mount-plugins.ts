import { coreErrorCodes } from '@teambrain/protocol';
import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import type { Access } from '../access/contract.js';
import { corePermissions, workspaceSwitchPermissions } from '../operations/admin-operations.js';
import { runAs } from '../plugins/attribution.js';
import { BootError } from '../plugins/boot-error.js';
import { type ContextDeps, createContext } from '../plugins/context.js';
import type { PluginContext, PluginManifest } from '../plugins/contract.js';
import { addRoutePolicy, type MountDeps } from '../plugins/mount.js';

export interface PluginMountDeps {
  context: ContextDeps;
  mount: MountDeps;
  /** Plugins whose failure ends the boot. */
  mustLoad(name: string): boolean;
  configOf(name: string): unknown;
  contexts: Map<string, PluginContext>;
}

/** Declares the rights of every installed plugin and of the core, and refuses names that clash. */
export function declareAll(plugins: readonly PluginManifest[], access: Access): void {
  access.registerPermissions('core', corePermissions);
  const owners = new Map<string, string>(Object.keys(coreErrorCodes).map((code) => [code, 'core']));
  for (const { name, permissions = [], errors = {} } of plugins) {
    try {
      access.registerPermissions(name, permissions);
    } catch (error) {
      throw new BootError('permission_clash', (error as Error).message, { plugin: name, cause: error });
    }
    for (const code of Object.keys(errors)) {
      const owner = owners.get(code);
      if (owner)
        throw new BootError(
          'error_code_clash',
          `plugin "${name}" declares the error code "${code}", which "${owner}" owns`,
          { plugin: name },
        );
      owners.set(code, name);
    }
  }
  if (access.matrix().some(({ scope }) => scope === 'workspace'))
    access.registerPermissions('core', workspaceSwitchPermissions);
}

/** Registers each plugin on an encapsulated instance of its own, below the prefix of `scope`. */
export function mountPlugins(
  scope: FastifyInstance,
  plugins: readonly PluginManifest[],
  deps: PluginMountDeps,
): void {
  for (const plugin of plugins) {
    const { name } = plugin;
    const ctx = createContext(name, deps.configOf(name), deps.context);
    deps.contexts.set(name, ctx);
    const load = async (app: FastifyInstance): Promise<void> => {
      addRoutePolicy(app, name, deps.mount);
      try {
        await runAs(name, async () => plugin.setup(app, ctx as never));
      } catch (error) {
        if (error instanceof BootError) throw error;
        if (deps.mustLoad(name))
          throw new BootError(
            'plugin_failed',
            `plugin "${name}" failed to start: ${(error as Error).message}`,
            { plugin: name, cause: error },
          );
        deps.context.faults.record(name, 'setup', error);
        deps.context.gate.fail(name, (error as Error).message);
      }
    };
    scope.register(fp(load, { name, encapsulate: true }));
  }
}
