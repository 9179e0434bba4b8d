import { type BootError, createLog, createServer, definePlugin, type PluginManifest } from '@teambrain/core';
import { type Static, Type } from 'typebox';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { openTestDatabase } from '../../src/testing/test-database.js';

// Each test opens servers of its own, and the embedded engine takes seconds to open on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const operation = { id: 'odd.read', summary: 'Read', permission: 'public' } as const;
const ok = { response: { 200: Type.Object({}) } };
type Setup = PluginManifest['setup'];
const odd = (setup: Setup, more: Partial<PluginManifest> = {}): PluginManifest =>
  definePlugin({ name: 'odd', version: '1.0.0', setup, ...more });

const database = await openTestDatabase();
afterAll(() => database.drop());
const config = {
  server: { environment: 'test', port: 0 },
  database: { dataDir: 'memory', url: database.url },
  auth: { bcryptCost: 4 },
} as const;
const log = createLog({ level: 'silent' }) as never;

async function bootError(...plugins: PluginManifest[]): Promise<BootError> {
  const server = await createServer({ plugins, config, log }).catch((error: unknown) => error as BootError);
  if (server instanceof Error) return server;
  await server.close();
  throw new Error('the server started');
}

describe('a plugin that would open a hole', () => {
  it.each<[string, string, PluginManifest, string]>([
    [
      'a route without an access decision',
      'route_without_operation',
      odd((app) => void app.get('/odd', { schema: ok }, async () => ({}))),
      'route GET /v1/odd: has no access decision',
    ],
    [
      'a route whose permission nobody declared',
      'permission_unknown',
      odd(
        (app) =>
          void app.get(
            '/odd',
            { config: { operation: { ...operation, permission: 'odd.secret' } }, schema: ok },
            async () => ({}),
          ),
      ),
      '"odd.secret"',
    ],
    [
      'a route without a response schema',
      'route_without_response',
      odd((app) => void app.get('/odd', { config: { operation } }, async () => ({}))),
      'no response schema',
    ],
    [
      'a right on a thing that the path does not name',
      'route_without_param',
      odd(
        (app) =>
          void app.get(
            '/odd',
            { config: { operation: { ...operation, resource: 'room' } }, schema: ok },
            async () => ({}),
          ),
      ),
      '":roomId"',
    ],
    [
      'one operation with two rights',
      'operation_clash',
      odd(
        (app) => {
          app.get('/odd', { config: { operation }, schema: ok }, async () => ({}));
          app.post(
            '/odd',
            { config: { operation: { ...operation, permission: 'odd.use' } }, schema: ok },
            async () => ({}),
          );
        },
        { permissions: [{ name: 'odd.use', scope: 'account', roles: ['user'], summary: 'Use' }] },
      ),
      '"odd.read"',
    ],
    [
      'an action without a route',
      'action_without_route',
      odd((_app, ctx) => {
        ctx.realtime.registerKind({ kind: 'odd' });
        ctx.realtime.registerAction({
          operation,
          channel: 'odd',
          data: Type.Object({}),
          handler: async () => ({}),
        });
      }),
      'no route declares this operation',
    ],
    [
      'a permission of somebody else',
      'permission_clash',
      odd(() => {}, {
        permissions: [{ name: 'auth.session', scope: 'account', roles: [], summary: 'Mine' }],
      }),
      '"auth.session"',
    ],
    [
      'an error code of the core',
      'error_code_clash',
      odd(() => {}, { errors: { not_found: { status: 200, title: 'Found' } } }),
      '"not_found"',
    ],
    [
      'a service that nobody provides',
      'service_missing',
      odd((_app, ctx) => void ctx.use('nothing' as never)),
      '"nothing"',
    ],
  ])('is refused at boot: %s', async (_what, code, plugin, text) => {
    const error = await bootError(plugin);
    expect(error.code).toBe(code);
    expect(error.message).toContain('plugin "odd"');
    expect(error.message).toContain(text);
  });
});

it('says 404 where a route for any path has nothing, and 405 where another method would do', async () => {
  const server = await createServer({
    plugins: [],
    config,
    log,
    site: async (app) => {
      app.get('/*', (_request, reply) => reply.callNotFound());
    },
  });
  const codes = [];
  for (const method of ['GET', 'HEAD', 'POST'] as const)
    codes.push((await server.app.inject({ method, url: '/nowhere' })).statusCode);
  expect(codes).toEqual([404, 404, 405]);
  await server.close();
});

describe('a plugin that does not fit', () => {
  const later = odd(() => {}, { api: '^9.0.0' });
  const needy = definePlugin({ name: 'needy', version: '1.0.0', dependsOn: ['odd'], setup() {} });

  it('is left out with one line, together with those that need it, and the rest runs', async () => {
    const lines: string[] = [];
    const stream = { write: (line: string) => lines.push(JSON.parse(line).msg) };
    const fine = definePlugin({ name: 'fine', version: '1.0.0', setup() {} });
    const server = await createServer({
      plugins: [later, needy, fine],
      config,
      log: createLog({ level: 'error', stream: stream as never }) as never,
    });
    expect(lines).toEqual([
      'plugin "odd" was made for the plugin API ^9.0.0, this is 1.0.0; install a version of it that fits',
      'plugin "needy" needs "odd", which was refused',
    ]);
    expect(server.context('fine').plugin).toBe('fine');
    expect(() => server.context('odd')).toThrow('not mounted');
    await server.close();
  });

  it('ends the boot when it must load', async () => {
    const failing = createServer({
      plugins: [later],
      config: { ...config, plugins: { odd: { mustLoad: true } } },
      log,
    });
    await expect(failing).rejects.toMatchObject({ code: 'plugin_api_unsupported', plugin: 'odd' });
  });

  it('is named when what it needs is switched off', async () => {
    const failing = createServer({
      plugins: [odd(() => {}), needy],
      config: { ...config, plugins: { odd: { enabled: false } } },
      log,
    });
    await expect(failing).rejects.toMatchObject({
      code: 'plugin_off',
      message: expect.stringContaining('plugins.needy.enabled'),
    });
  });
});

describe('the manifest of a plugin', () => {
  const limited = { limits: { maxThings: 7 } };

  it('gives clients its limits for as long as it is on', async () => {
    const limitsWith = async (enabled: boolean) => {
      const plugins = { odd: { enabled } };
      const server = await createServer({
        plugins: [odd(() => {}, limited)],
        config: { ...config, plugins },
        log,
      });
      const { limits } = (await server.app.inject({ url: '/v1/meta' })).json();
      await server.close();
      return limits;
    };
    expect(await limitsWith(true)).toEqual({ maxBodyBytes: expect.any(Number), maxThings: 7 });
    expect(await limitsWith(false)).toEqual({ maxBodyBytes: expect.any(Number) });
  });

  it('may ask that its failure ends the boot, which configuration may take back', async () => {
    const failing = () =>
      odd(
        () => {
          throw new Error('no disk');
        },
        { mustLoad: true },
      );
    await expect(createServer({ plugins: [failing()], config, log })).rejects.toMatchObject({
      code: 'plugin_failed',
      plugin: 'odd',
      message: expect.stringContaining('no disk'),
    });
    const plugins = { odd: { mustLoad: false } };
    const server = await createServer({ plugins: [failing()], config: { ...config, plugins }, log });
    expect(server.config.plugins.odd?.mustLoad).toBe(false);
    await server.close();
  });
});

describe('the context of a plugin', () => {
  const settings = Type.Object({ size: Type.Integer({ default: 3, description: 'Things.' }) });

  it('holds its own configuration, and services of others that are on', async () => {
    let seen: Static<typeof settings> | undefined;
    let found: unknown = 'not asked';
    const giver = definePlugin({
      name: 'giver',
      version: '1.0.0',
      setup: (_app, ctx) => ctx.provide('gift' as never, { give: () => 1 } as never),
    });
    const taker = definePlugin({
      name: 'taker',
      version: '1.0.0',
      config: settings,
      dependsOn: ['giver'],
      setup(_app, ctx) {
        seen = ctx.config;
        found = [ctx.use('gift' as never), ctx.tryUse('nothing' as never)];
      },
    });
    const server = await createServer({
      plugins: [taker, giver],
      config: { ...config, plugins: { taker: { size: 5 } } },
      log,
    });
    expect(seen).toEqual({ enabled: true, mustLoad: false, size: 5 });
    expect(found).toEqual([{ give: expect.any(Function) }, undefined]);
    await server.close();
  });
});
