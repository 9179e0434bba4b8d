import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const sourceRoots = ['core', 'plugins', 'sdk', 'widget', 'server'];
const skipped = new Set(['node_modules', 'dist', 'test', '.git']);

/** Newest modification, in milliseconds, among the files that the product is built from. */
export function newestChange(root) {
  let newest = statSync(join(root, 'package.json')).mtimeMs;
  const visit = (dir) => {
    for (const entry of readdirSync(dir, { withFileTypes: true })) {
      if (skipped.has(entry.name)) continue;
      const path = join(dir, entry.name);
      if (entry.isDirectory()) visit(path);
      else newest = Math.max(newest, statSync(path).mtimeMs);
    }
  };
  for (const name of sourceRoots) visit(join(root, name));
  return newest;
}

/** `core/*` → `core/client/package.json` … for every folder that has a manifest. */
export function manifestsBelow(root, pattern) {
  const parent = pattern.replace(/\/\*$/, '');
  if (parent === pattern)
    return existsSync(join(root, pattern, 'package.json')) ? [`${pattern}/package.json`] : [];
  if (!existsSync(join(root, parent))) return [];
  return readdirSync(join(root, parent))
    .map((name) => `${parent}/${name}/package.json`)
    .filter((file) => existsSync(join(root, file)));
}
