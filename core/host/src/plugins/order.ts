import { BootError } from './boot-error.js';

/** The part of a manifest that decides the order. */
export interface Orderable {
  name: string;
  dependsOn?: readonly string[];
  optionalDependsOn?: readonly string[];
}

/**
 * Sorts so that each plugin comes after those it needs, by name among equals: the order of the input never matters.
 * Names a duplicate, a missing need and a cycle.
 */
export function orderPlugins<P extends Orderable>(plugins: readonly P[]): P[] {
  const byName = new Map<string, P>();
  for (const plugin of plugins) {
    if (!/^[a-z][a-z0-9-]{0,39}$/.test(plugin.name))
      throw new BootError(
        'plugin_name_invalid',
        `"${plugin.name}" is not a plugin name: use lower case letters, digits and dashes`,
      );
    if (byName.has(plugin.name))
      throw new BootError('plugin_name_taken', `two plugins are named "${plugin.name}"; leave one out`, {
        plugin: plugin.name,
      });
    byName.set(plugin.name, plugin);
  }
  for (const { name, dependsOn = [] } of plugins)
    for (const need of dependsOn)
      if (!byName.has(need))
        throw new BootError(
          'plugin_missing',
          `plugin "${name}" needs "${need}", which is not installed; add it or leave "${name}" out`,
          { plugin: name },
        );

  const waiting = new Map(
    [...byName.values()].map((plugin) => [plugin.name, new Set(needsOf(plugin, byName))]),
  );
  const sorted: P[] = [];
  while (waiting.size > 0) {
    const ready = [...waiting]
      .filter(([, needs]) => needs.size === 0)
      .map(([name]) => name)
      .sort();
    const [next] = ready;
    if (next === undefined)
      throw new BootError(
        'plugin_cycle',
        `plugins need each other in a circle: ${circle(waiting).join(' → ')}; break it with a service or an event`,
      );
    waiting.delete(next);
    for (const needs of waiting.values()) needs.delete(next);
    sorted.push(byName.get(next) as P);
  }
  return sorted;
}

function needsOf(plugin: Orderable, installed: ReadonlyMap<string, unknown>): string[] {
  return [
    ...(plugin.dependsOn ?? []),
    ...(plugin.optionalDependsOn ?? []).filter((name) => installed.has(name)),
  ];
}

/** One circle among the plugins that wait, starting with the first name. */
function circle(waiting: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const path: string[] = [];
  let name = [...waiting.keys()].sort()[0] as string;
  while (!path.includes(name)) {
    path.push(name);
    name = [...(waiting.get(name) ?? [])].sort()[0] as string;
  }
  return [...path.slice(path.indexOf(name)), name];
}
