import type { FastifyBaseLogger } from 'fastify';
import semver from 'semver';
import type { Config } from '../config/sections.js';
import { BootError } from './boot-error.js';
import type { PluginManifest } from './contract.js';
import { orderPlugins } from './order.js';
import { pluginApi } from './version.js';

/** Installed plugins, sorted, and the part of them that is mounted. */
export interface Registry {
  /** All that are here and fit this version: their migrations run. */
  installed: PluginManifest[];
  /** Those that are switched on by config. */
  mounted: PluginManifest[];
  /** Those left out because of their `api` range, with the reason. */
  refused: Map<string, string>;
}

/** Checks names, versions and needs, and decides what is mounted. Throws a BootError that names what is wrong. */
export function createRegistry(
  manifests: readonly PluginManifest[],
  config: Config,
  log: Pick<FastifyBaseLogger, 'error'>,
): Registry {
  const refused = new Map<string, string>();
  const ordered = orderPlugins(manifests);
  const installed: PluginManifest[] = [];
  for (const plugin of ordered) {
    const reason = refusalOf(plugin, refused);
    if (reason === undefined) installed.push(plugin);
    else if (config.plugins[plugin.name]?.mustLoad)
      throw new BootError('plugin_api_unsupported', reason, { plugin: plugin.name });
    else {
      refused.set(plugin.name, reason);
      log.error({ plugin: plugin.name }, reason);
    }
  }
  const mounted = installed.filter(({ name }) => config.plugins[name]?.enabled !== false);
  const on = new Set(mounted.map(({ name }) => name));
  for (const { name, dependsOn = [] } of mounted)
    for (const need of dependsOn)
      if (!on.has(need))
        throw new BootError(
          'plugin_off',
          `plugin "${name}" needs "${need}", which is switched off; set plugins.${need}.enabled to true or plugins.${name}.enabled to false`,
          { plugin: name },
        );
  return { installed, mounted, refused };
}

function refusalOf(
  { name, api, dependsOn = [] }: PluginManifest,
  refused: ReadonlyMap<string, string>,
): string | undefined {
  if (api !== undefined && !semver.satisfies(pluginApi, api))
    return `plugin "${name}" was made for the plugin API ${api}, this is ${pluginApi}; install a version of it that fits`;
  const lost = dependsOn.find((need) => refused.has(need));
  return lost === undefined ? undefined : `plugin "${name}" needs "${lost}", which was refused`;
}
