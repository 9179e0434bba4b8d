// Installs and builds what is missing. Uses Node's own modules only: it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { manifestsBelow, newestChange } from './sources.mjs';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Ends the process with one clear line where Node is too old. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`TeamBrain needs Node 20.19 or newer; this is ${process.version}.`);
  process.exit(1);
}

function run(title, command, args, env = {}) {
  const started = Date.now();
  process.stdout.write(`  ${title} …`);
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status === 0) {
    console.log(` done in ${((Date.now() - started) / 1000).toFixed(1)} s`);
    return;
  }
  console.log(' failed');
  console.error(`${stdout}\n${stderr}`.trim());
  process.exit(status ?? 1);
}

/** Runs `npm install` when a package.json changed since the last time. Install scripts are not needed and not run. */
export function ensureInstalled() {
  const manifests = ['package.json', ...workspaceManifests()];
  const hash = createHash('sha256');
  for (const file of manifests) hash.update(file).update(readFileSync(join(root, file)));
  const wanted = hash.digest('hex');
  const stamp = join(root, 'node_modules', '.teambrain-install');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  run('Installing packages', 'npm', [
    'install',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

function workspaceManifests() {
  const { workspaces } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return workspaces.flatMap((pattern) => manifestsBelow(root, pattern)).sort();
}

/** Builds the product (server, widget, web app) when a source is newer than the last build. */
export function ensureBuilt() {
  const stamp = join(root, 'server', 'dist', '.built');
  const builtAt = existsSync(stamp) ? Number(readFileSync(stamp, 'utf8')) : 0;
  if (newestChange(root) <= builtAt) return;
  const started = Date.now();
  run('Building', process.execPath, [join(root, 'scripts', 'build.mjs'), '--product']);
  writeFileSync(stamp, String(started));
}
