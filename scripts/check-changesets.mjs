// A release is made of notes: there must be at least one, and each must name packages that exist.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './setup.mjs';
import { manifestsBelow } from './sources.mjs';

const { workspaces } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const names = new Set(
  workspaces
    .flatMap((pattern) => manifestsBelow(root, pattern))
    .map((file) => JSON.parse(readFileSync(join(root, file), 'utf8')).name),
);
const notes = readdirSync(join(root, '.changeset')).filter(
  (file) => file.endsWith('.md') && file !== 'README.md',
);
const faults = notes.length === 0 ? ['there is no note below .changeset/'] : [];
for (const note of notes) {
  const [, head = '', body = ''] = readFileSync(join(root, '.changeset', note), 'utf8').split(/^---$/m);
  const named = [...head.matchAll(/^['"]?(@?[\w/-]+)['"]?:\s*(major|minor|patch)\s*$/gm)].map(
    ([, name]) => name,
  );
  if (named.length === 0) faults.push(`${note} names no package`);
  for (const name of named) if (!names.has(name)) faults.push(`${note} names ${name}, which does not exist`);
  if (body.trim().length < 20) faults.push(`${note} says nothing to users`);
}
for (const fault of faults) console.error(fault);
console.log(`${notes.length} note(s) checked`);
process.exit(faults.length === 0 ? 0 : 1);
