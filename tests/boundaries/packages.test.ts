import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { manifestsBelow } from '../../scripts/sources.mjs';
import { importsOf, root, sourceFiles } from './sources.js';

interface Manifest {
  name: string;
  version: string;
  private?: boolean;
  exports: Record<string, Record<string, unknown>>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

const workspaces = ['core/*', 'plugins/*', 'sdk', 'widget/*', 'server'];
const packages = workspaces
  .flatMap((pattern) => manifestsBelow(root, pattern))
  .map((file) => ({
    dir: file.replace('/package.json', ''),
    manifest: JSON.parse(readFileSync(join(root, file), 'utf8')) as Manifest,
  }));

const packageName = (specifier: string) =>
  specifier.startsWith('@')
    ? specifier.split('/').slice(0, 2).join('/')
    : (specifier.split('/')[0] as string);

describe.each(packages)('$manifest.name', ({ dir, manifest }) => {
  it('exports only sources that exist', () => {
    const sources = Object.values(manifest.exports).map(
      (conditions) => conditions['teambrain-source'] as string,
    );
    expect(sources.filter((source) => source && !existsSync(join(root, dir, source)))).toEqual([]);
  });

  it('declares every package that its sources import', () => {
    const declared = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.peerDependencies };
    const used = sourceFiles([dir]).flatMap(importsOf);
    const missing = used
      .map(({ specifier }) => specifier)
      .filter((specifier) => !specifier.startsWith('.') && !specifier.startsWith('node:'))
      .map(packageName)
      .filter((name) => name !== manifest.name && !(name in declared));
    expect([...new Set(missing)]).toEqual([]);
  });

  it('pins exact versions', () => {
    const ranges = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(ranges.filter(([, range]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(range))).toEqual([]);
  });
});

it('keeps the protocol free of dependencies', () => {
  const protocol = packages.find(({ dir }) => dir === 'core/protocol');
  expect(Object.keys(protocol?.manifest.dependencies ?? {})).toEqual([]);
});

it('gives all packages one version', () => {
  expect(new Set(packages.map(({ manifest }) => manifest.version)).size).toBe(1);
});
