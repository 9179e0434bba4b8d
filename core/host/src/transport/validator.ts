import { Ajv, type Options, type ValidateFunction } from 'ajv';
import type { FastifySchema, FastifySchemaCompiler } from 'fastify';
import { addStrictFormats } from './formats.js';
import { proveOnce } from './proving.js';

const common: Options = {
  useDefaults: true,
  removeAdditional: false,
  allErrors: true,
  strict: true,
  strictTypes: false,
  strictTuples: false,
  strictRequired: false,
  validateFormats: true,
};

function createAjv(options: Options): Ajv {
  const ajv = new Ajv({ ...common, ...options });
  ajv.addVocabulary(['example']);
  addStrictFormats(ajv);
  return ajv;
}

export interface ValidatorOptions {
  /**
   * Compiles every schema that is new to this process at once, so that a faulty one ends the boot. Each is compiled
   * again by its first value, as always: all of them took 0.4 s of a start and 15 MiB, and few are needed soon.
   */
  eager?: boolean;
}

/**
 * Two validators: bodies are strict (no coercion), query, params and headers are texts and get coerced. Both fill in
 * defaults and neither drops keys silently, which the stock validator does.
 */
export function createValidators({ eager = false }: ValidatorOptions = {}) {
  // The schema of schemas is compiled too, which is worth its time only where faults are looked for.
  const lean: Options = { meta: false, validateSchema: false };
  const strict = createAjv({ ...lean, coerceTypes: false });
  const coerced = createAjv({ ...lean, coerceTypes: 'array' });
  let prover: Ajv | undefined;
  function prove(schema: object): void {
    proveOnce('value', schema, () => {
      prover ??= createAjv({});
      prover.compile(schema);
    });
  }

  const compiler: FastifySchemaCompiler<FastifySchema> = ({ schema, httpPart }) => {
    if (eager) prove(schema as object);
    return compiledOnUse(() =>
      httpPart === 'body' ? strict.compile(schema as object) : finite(coerced.compile(schema as object)),
    );
  };

  return {
    compiler,
    /** Strict check of any value: socket actions go through the same instance as HTTP bodies. */
    compile<T>(schema: object): ValidateFunction<T> {
      if (eager) prove(closed(schema));
      return compiledOnUse(() => strict.compile<T>(closed(schema))) as unknown as ValidateFunction<T>;
    },
  };
}

export type Validators = ReturnType<typeof createValidators>;

function compiledOnUse(compile: () => ValidateFunction): ValidateFunction {
  let compiled: ValidateFunction | undefined;
  const check = (data: unknown): boolean => {
    compiled ??= compile();
    const fits = compiled(data) as boolean;
    check.errors = compiled.errors;
    return fits;
  };
  check.errors = null as ValidateFunction['errors'];
  return check as unknown as ValidateFunction;
}

/** Coercion reads `1e999` as Infinity, and Ajv then skips `maximum`, because the value was no number when it looked. */
function finite(validate: ValidateFunction): ValidateFunction {
  const checked = (data: unknown): boolean => {
    const fits = validate(data) as boolean;
    checked.errors = validate.errors;
    const key = fits ? Object.entries(data as object).find(([, value]) => isInfinite(value))?.[0] : undefined;
    if (key === undefined) return fits;
    checked.errors = [
      {
        instancePath: `/${key}`,
        schemaPath: '#',
        keyword: 'type',
        params: {},
        message: 'must be a finite number',
      },
    ];
    return false;
  };
  checked.errors = null as ValidateFunction['errors'];
  return checked as unknown as ValidateFunction;
}

function isInfinite(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isInfinite);
  return typeof value === 'number' && !Number.isFinite(value);
}

/**
 * The same schema with unknown keys refused in every object that does not say otherwise. Parts of `allOf` stay open:
 * each sees the keys of the others.
 */
export function closed(schema: object): object {
  return close(schema, false) as object;
}

function close(node: unknown, open: boolean): unknown {
  if (Array.isArray(node)) return node.map((item) => close(item, open));
  if (typeof node !== 'object' || node === null) return node;
  const copy: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(node)) {
    if (key === 'properties' || key === 'patternProperties' || key === '$defs')
      copy[key] = Object.fromEntries(
        Object.entries(value as object).map(([name, part]) => [name, close(part, false)]),
      );
    else if (key === 'allOf') copy[key] = close(value, true);
    else if (key === 'anyOf' || key === 'oneOf' || key === 'items' || key === 'not')
      copy[key] = close(value, open && key !== 'items');
    else copy[key] = value;
  }
  const isRecord =
    'additionalProperties' in copy || 'patternProperties' in copy || 'unevaluatedProperties' in copy;
  if (copy.type === 'object' && 'properties' in copy && !isRecord && !open) copy.additionalProperties = false;
  return copy;
}
