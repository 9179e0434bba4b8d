import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { layerOf, pluginImport, serverOnly } from './layers.js';
import { importsOf, sourceFiles } from './sources.js';

const files = sourceFiles(['core', 'plugins', 'sdk', 'widget', 'server']);
const imports = files.flatMap(importsOf);

describe('imports', () => {
  it('are read from a source tree that is really there', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(imports.length).toBeGreaterThan(100);
  });

  it('come from files that belong to a layer', () => {
    expect(files.filter((file) => !layerOf(file))).toEqual([]);
  });

  it('run one way between packages', () => {
    const wrong = imports.filter(({ file, specifier }) => {
      const layer = layerOf(file);
      return specifier.startsWith('@teambrain/') && layer && !layer.may.test(specifier);
    });
    expect(wrong).toEqual([]);
  });

  it('of another plugin reach its shared types only', () => {
    const wrong = imports.filter(({ file, specifier }) => {
      const own = /^plugins\/([^/]+)\//.exec(file)?.[1];
      const other = pluginImport(specifier);
      if (!own || !other || other.plugin === own) return false;
      // A stage for tests starts servers with the plugins that its own needs.
      if (/^plugins\/[^/]+\/testing\//.test(file) && other.role === 'server') return false;
      // A panel may talk to another plugin through its client part's types: the SDK object is handed to it.
      return other.role !== 'shared' && other.role !== 'schemas' && !/\/(panel|client)\//.test(file);
    });
    expect(wrong).toEqual([]);
  });

  it('never leave their package by a relative path', () => {
    const packageOf = (path: string) =>
      /^(core\/[^/]+|plugins\/[^/]+|sdk|widget\/[^/]+|server\/web|server)\//.exec(path)?.[1];
    const wrong = imports.filter(({ file, specifier }) => {
      if (!specifier.startsWith('.')) return false;
      const target = normalize(join(dirname(file), specifier)).replaceAll('\\', '/');
      return packageOf(file) !== packageOf(`${target}/`);
    });
    expect(wrong).toEqual([]);
  });

  it('keep server code and schema values out of browser bundles', () => {
    const wrong = imports.filter(
      ({ file, specifier }) => layerOf(file)?.browser && serverOnly.test(specifier),
    );
    expect(wrong).toEqual([]);
  });

  it('name no index file of another folder', () => {
    const wrong = imports.filter(({ specifier }) => /^\.{1,2}(\/.*)?\/index\.js$|^\.{1,2}$/.test(specifier));
    expect(wrong.filter(({ file }) => !/\/(index|cli|embed|widget)\.ts$/.test(file))).toEqual([]);
  });
});
