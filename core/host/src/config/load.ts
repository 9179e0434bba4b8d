import { Ajv, type ValidateFunction } from 'ajv';
import { addStrictFormats } from '../transport/formats.js';
import { closest } from './closest.js';
import { ConfigError } from './config-error.js';
import { readEnvironment } from './environment.js';
import { readConfigFile } from './file.js';
import { type ConfigurablePlugin, configSchema, leaves, nodeAt, type SchemaNode } from './schema.js';
import type { Config, ConfigInput } from './sections.js';
import { unsafeSettings } from './unsafe.js';

export interface LoadOptions {
  /** Installed plugins: their sections join the schema. */
  plugins: readonly ConfigurablePlugin[];
  /** Values of the command line; they win over everything. */
  flags?: ConfigInput;
  /** Default: `process.env`. */
  env?: NodeJS.ProcessEnv;
  /** Where `teambrain.config.*` is looked for. Default: the working directory. */
  cwd?: string;
  /** A config file to read instead. Default: `TEAMBRAIN_CONFIG`. */
  file?: string;
}

export interface LoadedConfig {
  config: Config;
  /** Where each value comes from, by dotted path: `flag`, `env PORT`, the file's path, or `default`. */
  sources: ReadonlyMap<string, string>;
}

/** Reads the configuration: flags, then environment, then file, then defaults. Throws one {@link ConfigError} with all faults. */
export async function loadConfig(options: LoadOptions): Promise<LoadedConfig> {
  const env = options.env ?? process.env;
  const file = await readConfigFile(options.cwd ?? process.cwd(), options.file ?? env.TEAMBRAIN_CONFIG);
  const schema = schemaOf(options.plugins);
  const environment = readEnvironment(env, schema);
  const layers: Layer[] = [];
  if (file) layers.push({ value: file.value, source: file.path });
  for (const { path, value, source } of environment.values) layers.push({ value: nest(path, value), source });
  if (options.flags) layers.push({ value: options.flags, source: 'flag' });
  return complete(schema, layers, environment.errors);
}

/** Completes and checks a part of the configuration given in code; reads neither environment nor files. */
export function resolveConfig(input: ConfigInput, plugins: readonly ConfigurablePlugin[]): LoadedConfig {
  return complete(schemaOf(plugins), [{ value: input, source: 'option' }], []);
}

/** A start asks twice: for its command, and for its server. */
const schemas = new WeakMap<readonly ConfigurablePlugin[], SchemaNode>();
const validators = new WeakMap<SchemaNode, ValidateFunction>();

function schemaOf(plugins: readonly ConfigurablePlugin[]): SchemaNode {
  const known = schemas.get(plugins);
  if (known) return known;
  const schema = configSchema(plugins) as SchemaNode;
  schemas.set(plugins, schema);
  return schema;
}

function validatorOf(schema: SchemaNode): ValidateFunction {
  const known = validators.get(schema);
  if (known) return known;
  // The sections are TypeBox values: checking them against the schema of schemas would double the time.
  const ajv = new Ajv({
    allErrors: true,
    useDefaults: true,
    strict: false,
    meta: false,
    validateSchema: false,
  });
  addStrictFormats(ajv);
  const validate = ajv.compile(schema);
  validators.set(schema, validate);
  return validate;
}

interface Layer {
  value: unknown;
  source: string;
}

function complete(schema: SchemaNode, layers: readonly Layer[], problems: readonly string[]): LoadedConfig {
  const issues = [...problems];
  const sources = new Map<string, string>();
  const value = skeleton(schema);
  for (const layer of layers) {
    if (isGroup(layer.value)) overlay(value, layer.value, [], layer.source, sources);
    else issues.push(`${layer.source} must give an object`);
  }
  for (const { path, node } of leaves(schema)) {
    const key = path.join('.');
    if (!sources.has(key) && node.default !== undefined) sources.set(key, 'default');
  }

  const validate = validatorOf(schema);
  if (!validate(value))
    issues.push(...(validate.errors ?? []).map((error) => describe(error, schema, sources)));
  const config = value as unknown as Config;
  if (issues.length === 0) issues.push(...unsafeSettings(config));
  if (issues.length > 0) throw new ConfigError([...new Set(issues)]);
  return { config, sources };
}

/** Ajv fills in defaults only inside objects that are there. */
function skeleton(node: SchemaNode): Record<string, unknown> {
  const groups = Object.entries(node.properties ?? {}).filter(([, child]) => child.properties);
  return Object.fromEntries(groups.map(([key, child]) => [key, skeleton(child)]));
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function overlay(
  target: Record<string, unknown>,
  from: Record<string, unknown>,
  path: string[],
  source: string,
  sources: Map<string, string>,
): void {
  for (const [key, value] of Object.entries(from)) {
    if (value === undefined || key === '__proto__') continue;
    const below = [...path, key];
    const present = target[key];
    if (isGroup(value) && isGroup(present)) overlay(present, value, below, source, sources);
    else {
      target[key] = structuredClone(value);
      sources.set(below.join('.'), source);
    }
  }
}

function nest(path: readonly string[], value: unknown): Record<string, unknown> {
  return path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as Record<string, unknown>;
}

interface Issue {
  instancePath: string;
  message?: string;
  params: Record<string, unknown>;
  keyword: string;
}

function describe(issue: Issue, schema: SchemaNode, sources: ReadonlyMap<string, string>): string {
  const path = issue.instancePath.split('/').slice(1);
  const unknown = issue.params.additionalProperty;
  if (typeof unknown === 'string') {
    const key = [...path, unknown].join('.');
    const hint = closest(unknown, Object.keys(nodeAt(schema, path)?.properties ?? {}));
    return `${key}: there is no such setting${hint ? `; did you mean "${hint}"?` : ''}${from(key, sources)}`;
  }
  const allowed = issue.params.allowedValue ?? issue.params.allowedValues;
  const wanted = allowed === undefined ? '' : ` (${JSON.stringify(allowed)})`;
  return `${path.join('.')}: ${issue.message ?? 'is not valid'}${wanted}${from(path.join('.'), sources)}`;
}

function from(key: string, sources: ReadonlyMap<string, string>): string {
  const source = sources.get(key);
  return source === undefined || source === 'option' || source === 'default' ? '' : ` [${source}]`;
}
