import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { afterEach, describe, expect, it } from 'vitest';
import { type Instance, startInstance } from '../system/instance.js';

const root = resolve(import.meta.dirname, '../..');
let instance: Instance | undefined;
afterEach(() => instance?.stop('SIGKILL'));

describe('the built server', () => {
  it('imports only packages that its manifest declares', async () => {
    const { dependencies } = JSON.parse(readFileSync(join(root, 'server/package.json'), 'utf8'));
    const { metafile } = await build({
      entryPoints: [join(root, 'server/dist/cli.js')],
      bundle: true,
      splitting: true,
      outdir: join(root, 'tests/.artifacts/imports'),
      write: false,
      metafile: true,
      logLevel: 'silent',
      packages: 'external',
      platform: 'node',
      format: 'esm',
    });
    const specifiers = Object.values(metafile.outputs).flatMap(({ imports }) =>
      imports.filter(({ external }) => external).map(({ path }) => path),
    );
    const packages = specifiers
      .filter((name) => !name.startsWith('node:') && !builtinModules.includes(name))
      .map((name) =>
        name
          .split('/')
          .slice(0, name.startsWith('@') ? 2 : 1)
          .join('/'),
      );
    expect(packages.length).toBeGreaterThan(10);
    expect([...new Set(packages)].filter((name) => !(name in dependencies))).toEqual([]);
  });

  const refused: [string, Record<string, string>, RegExp][] = [
    ['no secret', { TEAMBRAIN_SECRET: '' }, /secret/i],
    ['a short secret', { TEAMBRAIN_SECRET: 'sixteen-bytes-xx' }, /secret/i],
    ['a placeholder', { TEAMBRAIN_SECRET: 'your-super-secret-key-change-this-in-production' }, /secret/i],
    ['a trusted header of anybody', { TEAMBRAIN_SERVER__TRUST_PROXY: 'true' }, /trustProxy/],
    ['an unknown setting', { TEAMBRAIN_SERVER__PROT: '1' }, /did you mean/],
  ];
  it.each(refused)('refuses production with %s', async (_what, env, reason) => {
    const start = startInstance({ dataDir: 'memory', env: { NODE_ENV: 'production', ...env } });
    await expect(start.then((started) => (instance = started))).rejects.toThrow(reason);
  });

  it('says what is wrong with all settings at once', async () => {
    const env = { TEAMBRAIN_LIMITS__FACTOR: 'many', TEAMBRAIN_AUTH__BCRYPT_COST: '99' };
    const start = startInstance({ dataDir: 'memory', env });
    await expect(start.then((started) => (instance = started))).rejects.toThrow(
      /limits\.factor[\s\S]*auth\.bcryptCost|auth\.bcryptCost[\s\S]*limits\.factor/,
    );
  });
});
