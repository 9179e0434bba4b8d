import type { LoadedConfig } from './load.js';
import {
  type ConfigurablePlugin,
  configSchema,
  isSecret,
  leaves,
  nodeAt,
  type SchemaNode,
} from './schema.js';

/** Every value with its source, one a line, secrets masked: for `config print` and bug reports. */
export function printConfig(
  { config, sources }: LoadedConfig,
  plugins: readonly ConfigurablePlugin[],
): string {
  const schema = configSchema(plugins) as SchemaNode;
  const rows = [...leaves(schema)].map(({ path }) => {
    const value = path.reduce<unknown>(
      (node, key) => (node as Record<string, unknown> | undefined)?.[key],
      config,
    );
    const key = path.join('.');
    return [key, shown(value, path, nodeAt(schema, path)), sources.get(key) ?? 'default'] as const;
  });
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => (row[column] as string).length)));
  return rows
    .map(
      ([key, value, source]) =>
        `${key.padEnd(widths[0] as number)}  ${value.padEnd(widths[1] as number)}  ${source}`,
    )
    .join('\n');
}

function shown(value: unknown, path: readonly string[], node: SchemaNode | undefined): string {
  if (value === undefined) return '–';
  if (isSecret(path, node)) return '***';
  if (typeof value === 'string') return value.replace(/^(\w+:\/\/[^:@/]*):[^@/]*@/, '$1:***@');
  return JSON.stringify(value);
}
