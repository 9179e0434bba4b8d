// Packs every published package and checks its exports the way consumers resolve them.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { root } from './setup.mjs';
import { manifestsBelow } from './sources.mjs';

const { workspaces } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
let problems = 0;
for (const file of workspaces
  .filter((w) => !w.startsWith('examples'))
  .flatMap((w) => manifestsBelow(root, w))) {
  const pkgDir = join(root, dirname(file));
  const manifest = JSON.parse(readFileSync(join(root, file), 'utf8'));
  if (manifest.private) continue;
  const { messages } = await publint({ pkgDir, level: 'warning', strict: true });
  // The `teambrain-source` condition points at sources on purpose: it is for this repository only.
  for (const message of messages.filter(({ path }) => !path?.includes('teambrain-source'))) {
    problems += 1;
    console.error(`${manifest.name}: ${formatMessage(message, manifest)}`);
  }
}
console.log(problems === 0 ? 'all packages are fit to publish' : `${problems} problem(s)`);
process.exit(problems === 0 ? 0 : 1);
