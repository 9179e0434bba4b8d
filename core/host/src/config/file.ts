import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ConfigError } from './config-error.js';

const names = ['ts', 'mts', 'js', 'mjs', 'cjs', 'json'].map((extension) => `teambrain.config.${extension}`);

/** Finds and reads the config file: the named one, else the first of `teambrain.config.{ts,js,mjs,json}` in `cwd`. */
export async function readConfigFile(
  cwd: string,
  named?: string,
): Promise<{ path: string; value: unknown } | null> {
  const path =
    named === undefined ? names.map((name) => resolve(cwd, name)).find(existsSync) : resolve(cwd, named);
  if (path === undefined) return null;
  if (!existsSync(path)) throw new ConfigError([`there is no config file "${path}"`]);
  try {
    return { path, value: await load(path) };
  } catch (error) {
    throw new ConfigError([`${path} cannot be read: ${(error as Error).message}`]);
  }
}

async function load(path: string): Promise<unknown> {
  if (path.endsWith('.json')) return createRequire(import.meta.url)(path);
  const url = pathToFileURL(path).href;
  const module = (await importTypeScriptToo(url, path)) as { default?: unknown };
  const value = module.default ?? module;
  return typeof value === 'function' ? await value() : value;
}

/** Node reads TypeScript itself from 22.18 on; before that, tsx does when it is installed beside the file. */
async function importTypeScriptToo(url: string, path: string): Promise<unknown> {
  try {
    return await import(url);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_UNKNOWN_FILE_EXTENSION') throw error;
  }
  let tsx: { tsImport(specifier: string, parent: string): Promise<unknown> };
  try {
    tsx = await import(pathToFileURL(createRequire(path).resolve('tsx/esm/api')).href);
  } catch {
    throw new Error(
      'this Node version does not read TypeScript; rename it to .mjs, install tsx, or use Node 22.18 or later',
    );
  }
  return tsx.tsImport(url, import.meta.url);
}
