import { Validator } from '@seriousme/openapi-schema-validator';
import { buildTestServer, type TestServer } from '@teambrain/core/testing';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { notes } from '../support/notes.js';

// Each test opens servers of its own, and the embedded engine takes seconds to open on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

interface Described {
  operationId: string;
  summary: string;
  tags: string[];
  security: unknown[];
  responses: Record<string, { content?: Record<string, unknown> }>;
}

let server: TestServer;
let paths: Record<string, Record<string, Described>>;

beforeAll(async () => {
  server = await buildTestServer({
    plugins: [notes],
    config: { server: { publicUrl: 'http://127.0.0.1:4321' } },
  });
  paths = (await server.inject({ url: '/openapi.json' })).body.paths;
  return () => server.close();
});

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const { body } = await server.inject({ url: '/openapi.json' });
    expect(body.openapi).toBe('3.1.0');
    const { valid, errors } = await new Validator().validate(structuredClone(body));
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
  });

  it('names exactly the routes that are mounted', () => {
    const documented = Object.entries(paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
    );
    for (const route of documented) {
      const [method, url] = route.split(' ') as [string, string];
      expect(server.app.hasRoute({ method: method as 'GET', url }), route).toBe(true);
    }
    const printed = server.app.printRoutes({ commonPrefix: false });
    expect(printed).toContain('/v1/notes');
    for (const expected of [
      'GET /v1/notes',
      'POST /v1/notes',
      'DELETE /v1/notes/:noteId',
      'GET /v1/meta',
      'GET /healthz',
      'POST /v1/auth/login',
      'PATCH /v1/admin/plugins',
    ])
      expect(documented).toContain(expected);
  });

  it('says of every operation who may use it, what it answers in both formats, and how it fails', () => {
    const operations = Object.values(paths).flatMap((item) => Object.values(item));
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    for (const operation of operations) {
      expect(operation.summary, operation.operationId).toMatch(/\w/);
      expect(operation.tags, operation.operationId).toHaveLength(1);
      expect(operation.responses.default?.content, operation.operationId).toHaveProperty(
        'application/problem+json',
      );
    }
    const create = paths['/v1/notes']?.post as Described;
    expect(create.security).toEqual([{ bearer: [] }]);
    expect(Object.keys(create.responses['201']?.content ?? {})).toEqual([
      'application/json',
      'application/msgpack',
    ]);
    expect(paths['/v1/meta']?.get?.security).toEqual([]);
  });

  it('is not served when the configuration says so', async () => {
    const closed = await buildTestServer({ config: { docs: { enabled: false } } });
    for (const url of ['/openapi.json', '/docs', '/docs/docs.js'])
      expect((await closed.inject({ url })).status).toBe(404);
  });
});

describe('the page of the API', () => {
  it('loads nothing from elsewhere and runs under a policy without inline code', async () => {
    const page = await server.inject({ url: '/docs', headers: { accept: 'text/html' } });
    expect(page.status).toBe(200);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.headers['cache-control']).toBe('public, max-age=300');
    expect(page.headers['content-security-policy']).toContain("script-src 'self'");
    expect(page.headers['content-security-policy']).not.toContain('unsafe');
    const links = [...(page.body as string).matchAll(/(?:src|href)="([^"]+)"/g)].map(
      ([, link]) => link as string,
    );
    expect(links).toEqual(['data:,', '/docs/docs.css', '/docs/docs.js']);
    for (const url of links.slice(1)) {
      const file = await server.inject({ url, headers: { accept: '*/*' } });
      expect(file.status).toBe(200);
      expect(file.body).not.toMatch(/https?:\/\//);
      const again = await server.inject({
        url,
        headers: { accept: '*/*', 'if-none-match': file.headers.etag as string },
      });
      expect(again.status).toBe(304);
    }
    expect(page.body).not.toMatch(/ on\w+=|style=/);
  });
});
