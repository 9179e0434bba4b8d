import { readFileSync } from 'node:fs';
import { closest } from './closest.js';
import { leaves, nodeAt, type SchemaNode } from './schema.js';

/** Names that hosting platforms and habits set, and what they mean. */
const aliases: Record<string, string[]> = {
  PORT: ['server', 'port'],
  NODE_ENV: ['server', 'environment'],
  DATABASE_URL: ['database', 'url'],
  REDIS_URL: ['redis', 'url'],
  TEAMBRAIN_SECRET: ['server', 'secret'],
};
/** Read by the command line and by fault tests, not by the configuration. */
const reserved = new Set(['TEAMBRAIN_CONFIG', 'TEAMBRAIN_FAILPOINT']);
const prefix = 'TEAMBRAIN_';

export interface EnvironmentValue {
  path: string[];
  value: unknown;
  /** The variable, for messages and `config print`. */
  source: string;
}

/**
 * Values named by environment variables: `TEAMBRAIN_SERVER__PUBLIC_URL` is `server.publicUrl`; `…_FILE` names a file
 * that holds the value. Unknown names are reported, not thrown.
 */
export function readEnvironment(
  env: NodeJS.ProcessEnv,
  schema: SchemaNode,
): { values: EnvironmentValue[]; errors: string[] } {
  const values: EnvironmentValue[] = [];
  const errors: string[] = [];
  for (const [name, raw] of Object.entries(env)) {
    if (raw === undefined || raw === '' || reserved.has(name)) continue;
    const direct = pathOf(name, schema);
    const path = direct ?? (name.endsWith('_FILE') ? pathOf(name.slice(0, -5), schema) : undefined);
    if (!path) {
      if (name.startsWith(prefix)) errors.push(unknownVariable(name, schema));
      continue;
    }
    try {
      const text = direct ? raw : readFileSync(raw, 'utf8').trim();
      values.push({ path, value: parse(text, nodeAt(schema, path)), source: `env ${name}` });
    } catch (error) {
      errors.push(
        `${name}: cannot read the file "${raw}" (${(error as NodeJS.ErrnoException).code ?? 'unreadable'})`,
      );
    }
  }
  // A name of the project's own wins over one that a platform set.
  values.sort(
    (a, b) => Number(a.source.startsWith(`env ${prefix}`)) - Number(b.source.startsWith(`env ${prefix}`)),
  );
  return { values, errors };
}

/** The variable that sets a path. */
export function variableOf(path: readonly string[]): string {
  const alias = Object.entries(aliases).find(([, target]) => target.join('.') === path.join('.'));
  if (alias?.[0].startsWith(prefix)) return alias[0];
  return (
    prefix +
    path
      .map((key) =>
        key
          .replace(/[A-Z]/g, (letter) => `_${letter}`)
          .replaceAll('-', '_')
          .toUpperCase(),
      )
      .join('__')
  );
}

function pathOf(name: string, schema: SchemaNode): string[] | undefined {
  const alias = Object.hasOwn(aliases, name) ? aliases[name] : undefined;
  if (alias) return nodeAt(schema, alias) ? alias : undefined;
  if (!name.startsWith(prefix)) return undefined;
  let node: SchemaNode | undefined = schema;
  const path: string[] = [];
  for (const segment of name.slice(prefix.length).split('__')) {
    const key: string | undefined = Object.keys(node?.properties ?? {}).find(
      (candidate) => squeeze(candidate) === squeeze(segment),
    );
    if (key === undefined) return undefined;
    path.push(key);
    node = node?.properties?.[key];
  }
  return node?.properties ? undefined : path;
}

function squeeze(text: string): string {
  return text.toLowerCase().replaceAll(/[_-]/g, '');
}

function unknownVariable(name: string, schema: SchemaNode): string {
  const known = [...Object.keys(aliases), ...[...leaves(schema)].map(({ path }) => variableOf(path))];
  const hint = closest(name, known);
  return `${name}: there is no such setting${hint ? `; did you mean ${hint}?` : ''}`;
}

/** Reads a text as the type that the schema asks for; what does not fit stays a text for the check to refuse. */
export function parse(text: string, node: SchemaNode | undefined): unknown {
  if (!node) return text;
  if (node.anyOf) {
    for (const option of node.anyOf) {
      const value = parse(text, option);
      if (typeof value !== 'string' || option.const === value) return value;
    }
    return text;
  }
  if (node.type === 'integer' || node.type === 'number') {
    const number = Number(text);
    return text.trim() !== '' && Number.isFinite(number) ? number : text;
  }
  if (node.type === 'boolean')
    return text === 'true' || text === '1' ? true : text === 'false' || text === '0' ? false : text;
  if (node.type === 'array') {
    if (text.trim().startsWith('[')) return json(text);
    return text
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== '')
      .map((item) => parse(item, node.items));
  }
  return node.type === 'object' ? json(text) : text;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
