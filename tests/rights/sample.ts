/** The part of a JSON schema that samples are made from. */
export interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  minProperties?: number;
  items?: Schema;
  minItems?: number;
  anyOf?: Schema[];
  const?: unknown;
  enum?: unknown[];
  format?: string;
  minimum?: number;
}

/** The least value that a schema accepts; `known` gives those that must name something real. */
export function sample(schema: Schema, known: Record<string, unknown>, name = ''): unknown {
  if (name in known) return known[name];
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf) return sample(schema.anyOf[0] as Schema, known);
  if (schema.type === 'object') {
    const properties = schema.properties ?? {};
    const keys = [...(schema.required ?? [])];
    for (const key of Object.keys(properties))
      if (keys.length < (schema.minProperties ?? 0) && !keys.includes(key)) keys.push(key);
    return Object.fromEntries(keys.map((key) => [key, sample(properties[key] as Schema, known, key)]));
  }
  if (schema.type === 'array')
    return Array.from({ length: schema.minItems ?? 0 }, () => sample(schema.items as Schema, known, name));
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 1;
  if (schema.type === 'boolean') return true;
  if (schema.type === 'null') return null;
  if (schema.type === 'string' && schema.format === undefined) return 'sample';
  throw new Error(`"${name}" needs a value of its own: name one`);
}
