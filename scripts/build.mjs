// `npm run build` builds every package with its types; `--product` only what `npm start` needs, without types.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './setup.mjs';

const product = process.argv.includes('--product');
const tsup = join(root, 'node_modules', 'tsup', 'dist', 'cli-default.js');

/** Each step: folder, and what it makes. Order matters only for `server`, which takes the built widget along. */
const steps = [
  { dir: '.', env: { TEAMBRAIN_BUILD: product ? 'product' : 'packages' } },
  ...(product ? [] : [{ dir: 'sdk' }]),
  { dir: 'widget/element', env: product ? { TEAMBRAIN_BUILD: 'product' } : {} },
  { dir: 'server/web' },
];

for (const { dir, env = {} } of steps) {
  const { status } = spawnSync(process.execPath, [tsup], {
    cwd: join(root, dir),
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  if (status !== 0) process.exit(status ?? 1);
}
