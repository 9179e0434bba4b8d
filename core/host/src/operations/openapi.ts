import Fastify from 'fastify';
import { Type } from 'typebox';
import type { InventoryEntry } from '../plugins/route-policy.js';
import { productVersion } from '../plugins/version.js';
import { msgpackTypes } from '../transport/negotiate.js';

const formats = ['application/json', msgpackTypes[0] as string];

export const problemSchema = Type.Object(
  {
    type: Type.String({ description: 'urn:teambrain:error:<code>' }),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String({ description: 'Stable code, lower snake_case.' }),
    detail: Type.String(),
    requestId: Type.String(),
    errors: Type.Optional(Type.Array(Type.Object({ path: Type.String(), message: Type.String() }))),
    retryAfter: Type.Optional(Type.Number({ description: 'Seconds until a retry makes sense.' })),
    current: Type.Optional(
      Type.Unknown({ description: 'The present state where versions or client ids clash.' }),
    ),
  },
  { title: 'Problem', description: 'An error (RFC 9457).' },
);

export interface OpenApiOptions {
  name: string;
  publicUrl?: string;
}

/** The OpenAPI 3.1 document of these routes. Made on demand: most servers are never asked for one. */
export async function buildOpenApi(
  routes: readonly InventoryEntry[],
  options: OpenApiOptions,
): Promise<object> {
  const { default: swagger } = await import('@fastify/swagger');
  // An instance of its own that serves nothing, so that the document costs the boot neither time nor memory.
  const document = Fastify();
  document.setValidatorCompiler(() => () => true);
  document.setSerializerCompiler(() => () => '');
  await document.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: `${options.name} API`,
        version: productVersion,
        description:
          'Answers come as JSON or MessagePack by `Accept`; bodies by `Content-Type`. Errors are RFC 9457 problems.',
      },
      servers: [{ url: options.publicUrl ?? '/' }],
      components: {
        securitySchemes: { bearer: { type: 'http', scheme: 'bearer', description: 'An access token.' } },
        schemas: { Problem: problemSchema as never },
      },
      tags: [...new Set(routes.map(({ plugin }) => plugin))].sort().map((name) => ({ name })),
    },
    stripBasePath: false,
  });
  for (const route of routes) {
    if (route.socket) continue;
    document.route({
      method: route.method,
      url: route.url,
      schema: describe(route),
      handler: () => '',
      exposeHeadRoute: false,
    });
  }
  await document.ready();
  const api = document.swagger();
  await document.close();
  return api;
}

function describe({ plugin, operation, schema, produces }: InventoryEntry): object {
  const isPublic = operation.permission === 'public';
  const {
    response = {},
    consumes = formats,
    ...rest
  } = schema as { response?: Record<string, unknown>; consumes?: readonly string[] };
  const answers = produces
    ? {
        200: {
          description: 'The document.',
          content: Object.fromEntries(produces.map((type) => [type, { schema: { type: 'string' } }])),
        },
      }
    : response;
  return {
    ...rest,
    consumes,
    produces: formats,
    security: isPublic ? [] : [{ bearer: [] }],
    'x-plugin': plugin,
    'x-permission': operation.permission,
    response: {
      ...answers,
      default: {
        description: 'What went wrong.',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}
