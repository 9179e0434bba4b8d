import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newestChange } from '../../scripts/sources.mjs';
import { examples, root } from './shop.js';

/** Packages that a product installs to embed the widget; how they are built, and how their types are. */
const packages = [
  { dir: 'sdk', types: 'sdk/build-types.mjs' },
  { dir: 'widget/element', types: 'widget/element/build-types.mjs' },
];

/**
 * Installs what the examples of embedding need, ours packed as they are published, by the command of their READMEs. Takes
 * half a minute where nothing is there yet, nothing where nothing changed.
 */
export function installExamples(): void {
  for (const { dir, types } of packages) {
    const declared = join(root, dir, 'dist/index.d.ts');
    // `npm test` builds without types.
    if (!existsSync(declared) || statSync(declared).mtimeMs < newestChange(root))
      run(process.execPath, [types], root);
  }
  const stamp = join(examples, 'node_modules/.installed');
  const wanted = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  // Packages of the same version would not be taken anew.
  rmSync(join(examples, 'node_modules/@teambrain'), { recursive: true, force: true });
  run('npm', ['install', '--loglevel=error'], examples);
  writeFileSync(stamp, wanted);
}

function fingerprint(): string {
  const hash = createHash('sha256');
  const manifests = readdirSync(examples, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('package.json') && !file.includes('node_modules') && !file.includes('.next'),
  );
  for (const file of manifests) hash.update(readFileSync(join(examples, file)));
  for (const { dir } of packages) {
    hash.update(readFileSync(join(root, dir, 'package.json')));
    for (const file of readdirSync(join(root, dir, 'dist'), { recursive: true, encoding: 'utf8' }).sort()) {
      const path = join(root, dir, 'dist', file);
      if (statSync(path).isFile()) hash.update(file).update(readFileSync(path));
    }
  }
  return hash.digest('hex');
}

export function run(command: string, args: string[], cwd: string): string {
  const { NODE_ENV: _mode, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', env });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}:\n${stdout}${stderr}`);
  return stdout;
}
