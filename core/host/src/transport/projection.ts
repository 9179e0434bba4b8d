import type { ValidateFunction } from 'ajv';

/** Reduces a value to what a schema declares, as a value of the JSON set. */
export type Project = (value: unknown) => unknown;

type Schema = Record<string, unknown>;

/** Decides between the branches of a union that are not told apart by their JavaScript type alone. */
export type CompileCheck = (schema: object) => ValidateFunction;

/**
 * Compiles the projection of a response schema. MessagePack answers go through it as JSON answers go through the
 * compiled serializer: a key that the schema does not declare never leaves the server, in either format.
 */
export function compileProjection(schema: object, compileCheck: CompileCheck): Project {
  return new ProjectionCompiler(schema as Schema, compileCheck).compile(schema as Schema);
}

class ProjectionCompiler {
  private readonly root: Schema;
  private readonly compileCheck: CompileCheck;
  private readonly references = new Map<string, Project>();

  constructor(root: Schema, compileCheck: CompileCheck) {
    this.root = root;
    this.compileCheck = compileCheck;
  }

  compile(schema: Schema): Project {
    if (typeof schema.$ref === 'string') return this.reference(schema.$ref);
    const union = schema.anyOf ?? schema.oneOf;
    if (Array.isArray(union)) return this.union(union as Schema[]);
    if (Array.isArray(schema.allOf)) return this.object(merge(schema.allOf as Schema[]));
    if (schema.type === 'array' || 'items' in schema) return this.array(schema);
    if (schema.type === 'object' || 'properties' in schema) return this.object(schema);
    if (schema.type === 'null') return () => null;
    return toJson;
  }

  private reference(name: string): Project {
    const known = this.references.get(name);
    if (known) return known;
    const target = this.resolve(name);
    let project: Project | undefined;
    // A recursive schema refers to itself before it is compiled.
    this.references.set(name, (value) => (project ?? toJson)(value));
    project = this.compile(target);
    return project;
  }

  private resolve(name: string): Schema {
    const definitions = (this.root.$defs ?? this.root.definitions ?? {}) as Record<string, Schema>;
    const key = name.replace(/^#\/(?:\$defs|definitions)\//, '');
    const target = definitions[key] ?? Object.values(definitions).find(({ $id }) => $id === name);
    if (!target) throw new Error(`the response schema refers to "${name}", which it does not define`);
    return target;
  }

  private object(schema: Schema): Project {
    const properties = (schema.properties ?? {}) as Record<string, Schema>;
    const fields = Object.entries(properties).map(([key, part]) => ({ key, project: this.compile(part) }));
    const patterns = Object.entries((schema.patternProperties ?? {}) as Record<string, Schema>).map(
      ([pattern, part]) => ({ pattern: new RegExp(pattern, 'u'), project: this.compile(part) }),
    );
    const rest = restOf(schema, (part) => this.compile(part));
    if (fields.length === 0 && patterns.length === 0 && rest === undefined && !('properties' in schema))
      return toJson;

    return (input) => {
      const value = unwrap(input);
      if (typeof value !== 'object' || value === null) return value;
      const source = value as Record<string, unknown>;
      const result: Record<string, unknown> = {};
      for (const { key, project } of fields) {
        const field = source[key];
        if (field !== undefined) result[key] = field === null ? null : project(field);
      }
      if (patterns.length === 0 && rest === undefined) return result;
      for (const key of Object.keys(source)) {
        if (key in properties || source[key] === undefined) continue;
        const project = patterns.find(({ pattern }) => pattern.test(key))?.project ?? rest;
        if (project) result[key] = project(source[key]);
      }
      return result;
    };
  }

  private array(schema: Schema): Project {
    const items = schema.items;
    if (Array.isArray(items)) {
      const projects = (items as Schema[]).map((item) => this.compile(item));
      return (value) =>
        Array.isArray(value) ? value.map((item, index) => (projects[index] ?? toJson)(item)) : toJson(value);
    }
    const project = typeof items === 'object' && items !== null ? this.compile(items as Schema) : toJson;
    return (value) => (Array.isArray(value) ? value.map((item) => project(item ?? null)) : toJson(value));
  }

  private union(branches: Schema[]): Project {
    const structured = branches.filter(
      (branch) =>
        '$ref' in branch || 'allOf' in branch || branch.type === 'object' || branch.type === 'array',
    );
    if (structured.length === 0) return toJson;
    const [only] = structured;
    if (structured.length === 1 && only) {
      const project = this.compile(only);
      return (input) => {
        const value = unwrap(input);
        return typeof value === 'object' && value !== null ? project(value) : value;
      };
    }
    const definitions = this.root.$defs ? { $defs: this.root.$defs } : {};
    const choices = structured.map((branch) => ({
      matches: this.compileCheck({ ...definitions, ...branch }),
      project: this.compile(branch),
    }));
    return (input) => {
      const value = toJson(input);
      if (typeof value !== 'object' || value === null) return value;
      const choice = choices.find(({ matches }) => matches(value));
      if (!choice) throw new Error('the answer fits no branch of its response schema');
      return choice.project(value);
    };
  }
}

function restOf(schema: Schema, compile: (part: Schema) => Project): Project | undefined {
  const rest = schema.additionalProperties;
  if (rest === true) return toJson;
  return typeof rest === 'object' && rest !== null ? compile(rest as Schema) : undefined;
}

function merge(parts: readonly Schema[]): Schema {
  const properties = Object.assign({}, ...parts.map((part) => part.properties ?? {}));
  return { type: 'object', properties };
}

function unwrap(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { toJSON } = value as { toJSON?: () => unknown };
  return typeof toJSON === 'function' ? toJSON.call(value) : value;
}

/** What JSON.parse(JSON.stringify(value)) would give, without the text between. */
function toJson(value: unknown): unknown {
  const plain = unwrap(value);
  if (typeof plain === 'number') return Number.isFinite(plain) ? plain : null;
  if (typeof plain !== 'object' || plain === null) return typeof plain === 'bigint' ? Number(plain) : plain;
  if (Array.isArray(plain)) return plain.map((item) => toJson(item) ?? null);
  const result: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(plain)) {
    const json = toJson(item);
    if (json !== undefined && typeof json !== 'function' && typeof json !== 'symbol') result[key] = json;
  }
  return result;
}
