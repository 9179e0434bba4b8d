import { type TObject, Type } from 'typebox';
import { pluginSwitches, sections } from './sections.js';

/** The part of a manifest that the configuration needs. */
export interface ConfigurablePlugin {
  name: string;
  config?: TObject;
  mustLoad?: boolean;
}

/** The schema of the whole configuration for these plugins. */
export function configSchema(plugins: readonly ConfigurablePlugin[]): TObject {
  const owned = plugins.map((plugin) => [plugin.name, pluginSection(plugin)] as const);
  return Type.Object(
    { ...sections, plugins: Type.Object(Object.fromEntries(owned), { additionalProperties: false }) },
    { additionalProperties: false },
  );
}

function pluginSection({ name, config, mustLoad = false }: ConfigurablePlugin): TObject {
  const own = config?.properties ?? {};
  for (const key of Object.keys(pluginSwitches))
    if (key in own)
      throw new Error(
        `plugin "${name}" declares the config key "${key}", which the host gives to every plugin`,
      );
  const switches = {
    ...pluginSwitches,
    mustLoad: Type.Boolean({ ...pluginSwitches.mustLoad, default: mustLoad }),
  };
  return Type.Object({ ...switches, ...own }, { additionalProperties: false });
}

export interface SchemaNode {
  type?: string;
  properties?: Record<string, SchemaNode>;
  items?: SchemaNode;
  anyOf?: SchemaNode[];
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  description?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  'x-secret'?: boolean;
}

/** The node at a path, or undefined. */
export function nodeAt(schema: SchemaNode, path: readonly string[]): SchemaNode | undefined {
  let node: SchemaNode | undefined = schema;
  for (const key of path)
    node = node?.properties && Object.hasOwn(node.properties, key) ? node.properties[key] : undefined;
  return node;
}

/** Every key below a node that is not a group of keys itself. */
export function* leaves(
  node: SchemaNode,
  path: readonly string[] = [],
): Generator<{ path: string[]; node: SchemaNode }> {
  for (const [key, child] of Object.entries(node.properties ?? {})) {
    const below = [...path, key];
    if (child.properties) yield* leaves(child, below);
    else yield { path: below, node: child };
  }
}

/** Secrets are masked when printed: keys marked so, and addresses that may hold a password. */
export function isSecret(path: readonly string[], node: SchemaNode | undefined): boolean {
  return node?.['x-secret'] === true || /(?:secret|password|token|apiKey)$/i.test(path.at(-1) ?? '');
}
