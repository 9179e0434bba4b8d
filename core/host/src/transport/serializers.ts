import SerializerSelector from '@fastify/fast-json-stringify-compiler';
import type { FastifyServerOptions } from 'fastify';
import { proveOnce } from './proving.js';

type Factory = NonNullable<
  NonNullable<NonNullable<FastifyServerOptions['schemaController']>['compilersFactory']>['buildSerializer']
>;

/**
 * Fastify's own serializers, each compiled by the first answer that needs it: compiling those of every status of every
 * route took 0.2 s of a start. With `eager` those that are new to this process are tried at once, so that a faulty
 * response schema ends the boot.
 */
export function serializers({ eager = false }: { eager?: boolean } = {}): Factory {
  const select = SerializerSelector() as unknown as Factory;
  return (schemas, options) => {
    const compile = select(schemas, options);
    return (route) => {
      if (eager) proveOnce('answer', route.schema, () => compile(route));
      let serialize: ReturnType<typeof compile> | undefined;
      return (data) => {
        serialize ??= compile(route);
        return serialize(data);
      };
    };
  };
}
