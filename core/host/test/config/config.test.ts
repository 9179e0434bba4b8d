import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Type } from 'typebox';
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/config/config-error.js';
import { type LoadOptions, loadConfig, resolveConfig } from '../../src/config/load.js';
import { printConfig } from '../../src/config/print.js';
import { configReference } from '../../src/config/reference.js';

const notes = {
  name: 'notes',
  config: Type.Object({
    shelfSize: Type.Integer({ default: 7, minimum: 1, description: 'Notes on a shelf.' }),
  }),
};
const cwd = mkdtempSync(join(tmpdir(), 'teambrain-config-'));
const load = (options: Partial<LoadOptions> = {}) =>
  loadConfig({ plugins: [notes], env: {}, cwd, ...options });
const secret = 'Zk3v9QpLx7TnWb2RsYc8Hd4MfJg6Ea1UoXiVqNzKtBw=';

async function issuesOf(promise: Promise<unknown>): Promise<readonly string[]> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ConfigError);
  return (error as ConfigError).issues;
}

describe('the configuration', () => {
  it('is complete without any input', async () => {
    const { config, sources } = await load();
    expect(config.server).toMatchObject({
      host: '127.0.0.1',
      port: 4321,
      trustProxy: false,
      corsOrigins: [],
    });
    expect(config.limits).toMatchObject({ factor: 1, auth: 5, default: 100, messages: 600 });
    expect(config.plugins.notes).toEqual({ enabled: true, mustLoad: false, shelfSize: 7 });
    expect(sources.get('server.port')).toBe('default');
  });

  it('takes flags before environment before file before defaults, and remembers where from', async () => {
    const file = join(cwd, 'layers.json');
    writeFileSync(
      file,
      JSON.stringify({
        server: { port: 1, host: '::1', name: 'file' },
        plugins: { notes: { shelfSize: 2 } },
      }),
    );
    const env = { PORT: '2', TEAMBRAIN_SERVER__NAME: 'env', TEAMBRAIN_PLUGINS__NOTES__SHELF_SIZE: '9' };
    const { config, sources } = await load({ file, env, flags: { server: { name: 'flag' } } });
    expect(config.server).toMatchObject({ port: 2, host: '::1', name: 'flag' });
    expect(config.plugins.notes).toMatchObject({ shelfSize: 9 });
    expect(sources.get('server.port')).toBe('env PORT');
    expect(sources.get('server.host')).toBe(file);
    expect(sources.get('server.name')).toBe('flag');
  });

  it('reads numbers, booleans, lists and records from the environment', async () => {
    const { config } = await load({
      env: {
        TEAMBRAIN_LIMITS__FACTOR: '2.5',
        TEAMBRAIN_DOCS__ENABLED: 'false',
        TEAMBRAIN_SERVER__CORS_ORIGINS: 'https://a.example, https://b.example',
        TEAMBRAIN_SERVER__TRUST_PROXY: '2',
        TEAMBRAIN_LIMITS__OPERATIONS: '{"rooms.join":3}',
        DATABASE_URL: 'postgres://u:p@db/teambrain',
      },
    });
    expect(config.limits).toMatchObject({ factor: 2.5, operations: { 'rooms.join': 3 } });
    expect(config.docs.enabled).toBe(false);
    expect(config.server.corsOrigins).toEqual(['https://a.example', 'https://b.example']);
    expect(config.server.trustProxy).toBe(2);
    expect(config.database.url).toBe('postgres://u:p@db/teambrain');
  });

  it('reads secrets from files', async () => {
    const file = join(cwd, 'secret');
    writeFileSync(file, `${secret}\n`);
    const { config } = await load({ env: { TEAMBRAIN_SECRET_FILE: file } });
    expect(config.server.secret).toBe(secret);
    expect(await issuesOf(load({ env: { TEAMBRAIN_SECRET_FILE: '/nowhere/secret' } }))).toEqual([
      'TEAMBRAIN_SECRET_FILE: cannot read the file "/nowhere/secret" (ENOENT)',
    ]);
  });

  it('reports everything that is wrong at once, with the word that was meant', async () => {
    const file = join(cwd, 'wrong.json');
    writeFileSync(file, JSON.stringify({ servr: {}, server: { prot: 1, host: 5 }, plugins: { note: {} } }));
    const issues = await issuesOf(load({ file, env: { PORT: 'many', TEAMBRAIN_LIMITS__FACTR: '2' } }));
    expect(issues).toEqual(
      expect.arrayContaining([
        expect.stringContaining('servr: there is no such setting; did you mean "server"?'),
        expect.stringContaining('server.prot: there is no such setting; did you mean "port"?'),
        expect.stringContaining('plugins.note: there is no such setting; did you mean "notes"?'),
        'TEAMBRAIN_LIMITS__FACTR: there is no such setting; did you mean TEAMBRAIN_LIMITS__FACTOR?',
        'server.port: must be integer [env PORT]',
        `server.host: must be string [${file}]`,
      ]),
    );
  });

  it('finds a file of each kind by itself', async () => {
    const files = {
      mjs: 'export default { server: { name: "mjs" } }',
      json: '{ "server": { "name": "json" } }',
    };
    for (const [extension, text] of Object.entries(files)) {
      const folder = mkdtempSync(join(tmpdir(), 'teambrain-config-'));
      writeFileSync(join(folder, `teambrain.config.${extension}`), text);
      expect((await load({ cwd: folder })).config.server.name).toBe(extension);
    }
  });

  it('refuses a plugin that claims a key of the host', () => {
    const greedy = { name: 'greedy', config: Type.Object({ enabled: Type.Boolean({ default: true }) }) };
    expect(() => resolveConfig({}, [greedy])).toThrow('declares the config key "enabled"');
  });
});

describe('production', () => {
  const production = {
    NODE_ENV: 'production',
    TEAMBRAIN_SECRET: secret,
    TEAMBRAIN_SERVER__PUBLIC_URL: 'https://chat.example',
  };

  it('starts with a secret and a public address', async () => {
    expect((await load({ env: production })).config.server.environment).toBe('production');
  });

  it.each([
    ['no secret', { TEAMBRAIN_SECRET: undefined }, 'server.secret: production needs one'],
    [
      'a short secret',
      { TEAMBRAIN_SECRET: 'abcdefghijklmnop' },
      'server.secret: must have at least 32 bytes',
    ],
    [
      'a sample secret',
      { TEAMBRAIN_SECRET: 'your-super-secret-key-change-this-in-production' },
      'server.secret: is a placeholder',
    ],
    [
      'another sample secret',
      { TEAMBRAIN_SECRET: 'change-me-change-me-change-me-change-me' },
      'server.secret: is a placeholder',
    ],
    ['one letter repeated', { TEAMBRAIN_SECRET: 'a'.repeat(40) }, 'server.secret: is a placeholder'],
    ['every origin', { TEAMBRAIN_SERVER__CORS_ORIGINS: '*' }, 'server.corsOrigins: "*" is not allowed'],
    ['every proxy', { TEAMBRAIN_SERVER__TRUST_PROXY: 'true' }, 'server.trustProxy: true lets clients choose'],
    ['no public address', { TEAMBRAIN_SERVER__PUBLIC_URL: undefined }, 'server.publicUrl: production needs'],
    [
      'an open Redis elsewhere',
      { REDIS_URL: 'redis://cache.internal:6379' },
      'redis.url: a Redis on another machine',
    ],
    ['cheap password hashes', { TEAMBRAIN_AUTH__BCRYPT_COST: '8' }, 'auth.bcryptCost: must be at least 10'],
  ])('refuses %s', async (_name, change, issue) => {
    const issues = await issuesOf(load({ env: { ...production, ...change } }));
    expect(issues).toHaveLength(1);
    expect(issues[0]).toContain(issue);
  });
});

describe('printing', () => {
  it('masks secrets and names the source of each value', async () => {
    const env = { TEAMBRAIN_SECRET: secret, DATABASE_URL: 'postgres://user:canary-4c1@db/teambrain' };
    const text = printConfig(await load({ env }), [notes]);
    expect(text).not.toContain(secret);
    expect(text).not.toContain('canary-4c1');
    expect(text).toContain('postgres://user:***@db/teambrain');
    expect(text).toMatch(/server\.port\s+4321\s+default/);
    expect(text).toMatch(/server\.secret\s+\*\*\*\s+env TEAMBRAIN_SECRET/);
  });

  it('documents every key with its variable, default and meaning', () => {
    const text = configReference([notes]);
    expect(text).toContain('| `server.publicUrl` | `TEAMBRAIN_SERVER__PUBLIC_URL` |');
    expect(text).toContain(
      '| `plugins.notes.shelfSize` | `TEAMBRAIN_PLUGINS__NOTES__SHELF_SIZE` | integer ≥ 1 | `7` | Notes on a shelf. |',
    );
    expect(text).not.toMatch(/undefined|\| {2}\|$/m);
  });
});
