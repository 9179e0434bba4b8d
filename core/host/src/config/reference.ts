import { variableOf } from './environment.js';
import { type ConfigurablePlugin, configSchema, leaves, type SchemaNode } from './schema.js';

/** The configuration reference as Markdown, made from the schema: every key, its variable, type, default and meaning. */
export function configReference(plugins: readonly ConfigurablePlugin[]): string {
  const schema = configSchema(plugins) as SchemaNode;
  const sections = Object.entries(schema.properties ?? {}).flatMap(([name, node]) =>
    name === 'plugins'
      ? Object.entries(node.properties ?? {}).map(([plugin, own]) => section([name, plugin], own))
      : [section([name], node)],
  );
  return `${intro}\n${sections.join('\n')}`;
}

const intro = `# Configuration

Values come from command-line flags, then environment variables, then \`teambrain.config.{ts,js,mjs,json}\` in the working
directory (or the file named by \`TEAMBRAIN_CONFIG\`), then the defaults below. A variable with \`_FILE\` at its end names a
file that holds the value. \`PORT\`, \`NODE_ENV\`, \`DATABASE_URL\` and \`REDIS_URL\` are understood as well. Unknown names are
refused. \`teambrain config print\` shows every value and where it comes from.
`;

function section(path: string[], node: SchemaNode): string {
  const rows = [...leaves(node, path)].map(({ path: key, node: leaf }) => {
    const cells = [
      `\`${key.join('.')}\``,
      `\`${variableOf(key)}\``,
      typeOf(leaf),
      leaf.default === undefined ? 'none' : `\`${JSON.stringify(leaf.default)}\``,
      leaf.description ?? '',
    ];
    return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  });
  return [
    `## ${path.join('.')}`,
    '',
    '| key | variable | type | default | meaning |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

function typeOf(node: SchemaNode): string {
  if (node.const !== undefined) return JSON.stringify(node.const);
  if (node.enum) return node.enum.map((value) => JSON.stringify(value)).join(', ');
  if (node.anyOf) return node.anyOf.map(typeOf).join(', ');
  if (node.type === 'array') return `list of ${typeOf(node.items ?? {})}`;
  const bounds = [
    node.minimum === undefined ? '' : ` ≥ ${node.minimum}`,
    node.maximum === undefined ? '' : ` ≤ ${node.maximum}`,
  ].join('');
  return `${node.type ?? 'any'}${bounds}`;
}
