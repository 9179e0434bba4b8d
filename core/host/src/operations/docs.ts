import { createHash } from 'node:crypto';
import caching from '@fastify/caching';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { Gate } from '../plugins/gate.js';
import type { Operation } from '../plugins/operation.js';
import type { InventoryEntry } from '../plugins/route-policy.js';
import { docsPage } from './docs-page/html.js';
import { docsScript } from './docs-page/script.js';
import { docsStyle } from './docs-page/style.js';
import { buildOpenApi, type OpenApiOptions } from './openapi.js';

export interface DocsDeps extends OpenApiOptions {
  inventory: readonly InventoryEntry[];
  gate: Gate;
  /** AsyncAPI description of the socket. */
  describeChannels(): Record<string, unknown>;
}

const operations = {
  openapi: {
    id: 'core.openapi',
    summary: 'This server’s API as OpenAPI 3.1, without what is switched off',
    permission: 'public',
  },
  asyncapi: { id: 'core.asyncapi', summary: 'This server’s socket as AsyncAPI 3', permission: 'public' },
  page: { id: 'core.docs', summary: 'The API as a page', permission: 'public' },
  script: { id: 'core.docsScript', summary: 'Script of the API page', permission: 'public' },
  style: { id: 'core.docsStyle', summary: 'Style of the API page', permission: 'public' },
} satisfies Record<string, Operation>;

/** The page loads nothing from elsewhere and runs no inline code. */
const pagePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Registers `/openapi.json` and, in a scope with cache headers of its own, `/docs`. */
export function addDocs(app: FastifyInstance, deps: DocsDeps): void {
  const documents = new Map<string, Promise<object>>();

  /** The document of what is on now; one for each combination of switches that was asked for. */
  function current(): Promise<object> {
    const routes = deps.inventory.filter(({ plugin }) => deps.gate.isOn(plugin));
    const key = [...new Set(routes.map(({ plugin }) => plugin))].join(' ');
    let document = documents.get(key);
    if (!document) {
      document = buildOpenApi(routes, deps);
      documents.set(key, document);
      document.catch(() => documents.delete(key));
    }
    return document;
  }

  app.get(
    '/openapi.json',
    {
      config: { operation: operations.openapi, credentials: 'none' },
      schema: { response: { 200: Type.Object({}, { additionalProperties: true }) } },
    },
    current,
  );

  app.get(
    '/asyncapi.json',
    {
      config: { operation: operations.asyncapi, credentials: 'none' },
      schema: { response: { 200: Type.Object({}, { additionalProperties: true }) } },
    },
    async () => deps.describeChannels(),
  );

  app.register(async (pages) => {
    await pages.register(caching, { privacy: caching.privacy.PUBLIC, expiresIn: 300 });
    const files = [
      { url: '/docs', operation: operations.page, type: 'text/html; charset=utf-8', text: docsPage },
      {
        url: '/docs/docs.js',
        operation: operations.script,
        type: 'text/javascript; charset=utf-8',
        text: docsScript,
      },
      {
        url: '/docs/docs.css',
        operation: operations.style,
        type: 'text/css; charset=utf-8',
        text: docsStyle,
      },
    ];
    for (const { url, operation, type, text } of files) {
      const etag = `"${createHash('sha1').update(text).digest('base64url')}"`;
      const produces = [type.split(';')[0] as string];
      pages.get(
        url,
        { config: { operation, credentials: 'none', cacheControl: null, produces } },
        async (_request, reply) => {
          reply.header('content-security-policy', pagePolicy).header('etag', etag).type(type);
          return text;
        },
      );
    }
  });
}
