// `npm run build` builds every package with its types; `--product` only what `npm start` needs, without types.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './setup.mjs';

const product = process.argv.includes('--product');
const tsup = join(root, 'node_modules', 'tsup', 'dist', 'cli-default.js');
const types = join(root, 'scripts', 'build-types.mjs');

/** Folder and program of each step; the web app comes after the widget, which it takes along. */
const steps = [
  ...['.', 'sdk', 'widget/element', 'server/web'].map((dir) => [dir, tsup]),
  ...(product ? [] : [['.', types]]),
];
const env = { ...process.env, TEAMBRAIN_BUILD: product ? 'product' : 'packages' };

for (const [dir, program] of steps) {
  const { status } = spawnSync(process.execPath, [program], { cwd: join(root, dir), stdio: 'inherit', env });
  if (status !== 0) process.exit(status ?? 1);
}
