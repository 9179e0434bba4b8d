// `npm run build` builds every package with its types; `--product` only what `npm start` needs, without types.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './setup.mjs';

const product = process.argv.includes('--product');
const tsup = join(root, 'node_modules', 'tsup', 'dist', 'cli-default.js');

/** Each step's folder; the web app comes last, because it takes the built widget along. */
const steps = ['.', 'sdk', 'widget/element', 'server/web'];
const env = { ...process.env, TEAMBRAIN_BUILD: product ? 'product' : 'packages' };

for (const dir of steps) {
  const { status } = spawnSync(process.execPath, [tsup], { cwd: join(root, dir), stdio: 'inherit', env });
  if (status !== 0) process.exit(status ?? 1);
}
if (!product) {
  const types = join(root, 'scripts', 'build-types.mjs');
  const { status } = spawnSync(process.execPath, [types], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
