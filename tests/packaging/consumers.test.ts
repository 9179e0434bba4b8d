import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { installExamples, run } from '../embedding/install.js';
import { examples, root } from '../embedding/shop.js';

/** A consumer has the packages as they are published: these tests stand where the examples have them installed. */
const installed = join(examples, 'node_modules/@teambrain');
beforeAll(installExamples, 300_000);

const node = (code: string, ...flags: string[]): string =>
  run(process.execPath, [...flags, '--eval', code], examples).trim();

type Target = string | { [condition: string]: Target };

/** Files behind one entry of `exports`, without the one that is for this repository. */
function pathsOf(target: Target): string[] {
  if (typeof target === 'string') return [target];
  const { 'teambrain-source': _source, ...published } = target;
  return Object.values(published).flatMap(pathsOf);
}

describe.each(['sdk', 'widget'])('@teambrain/%s as it is packed', (name) => {
  it('has every file that it exports, and no source', () => {
    const { exports } = JSON.parse(readFileSync(join(installed, name, 'package.json'), 'utf8')) as {
      exports: Record<string, Target>;
    };
    const targets = Object.values(exports).flatMap(pathsOf);
    expect(targets.length).toBeGreaterThan(5);
    // Metadata is made with the release, after the tests.
    const made = targets.filter((path) => !/custom-elements|vscode/.test(path));
    expect(made.filter((path) => !existsSync(join(installed, name, path)))).toEqual([]);
    // The licences of what the widget brings along.
    const notice = name === 'widget' ? ['NOTICE.md'] : [];
    expect(readdirSync(join(installed, name)).sort()).toEqual([
      ...notice,
      'README.md',
      'dist',
      'package.json',
    ]);
  });
});

describe('Node', () => {
  it('imports the widget without a DOM, and nothing of the page comes into being', () => {
    const code = `const before = new Set(Object.keys(globalThis));
      const { TeamBrainElement, registerPanel } = await import('@teambrain/widget');
      // Lit says its version, and brings a registry of its own where there is none.
      const added = Object.keys(globalThis).filter((name) => !before.has(name) && !/^(lit|reactive|customElements)/.test(name));
      console.log(TeamBrainElement.tag, typeof registerPanel, typeof window, typeof document, added.join());`;
    expect(node(code, '--input-type=module')).toBe('team-brain function undefined undefined');
  });

  it('requires the widget, the SDK and its server part', () => {
    const code = `const names = ['widget', 'sdk', 'sdk/server'].map((name) => Object.keys(require('@teambrain/' + name)));
      console.log(names.map((list) => list.length > 0).join(), names[2].includes('signEmbedToken'));`;
    expect(node(code)).toBe('true,true,true true');
  });

  it('renders the tag of the wrapper for React on the server', () => {
    const code = `import { TeamBrainWidget } from '@teambrain/widget/react';
      import { createElement } from 'react';
      import { renderToString } from 'react-dom/server';
      const props = { app: 'pk_1', tokenUrl: '/token', open: true, readonly: false, className: 'chat', onUnread() {}, getToken() {} };
      console.log(renderToString(createElement(TeamBrainWidget, props)));`;
    expect(node(code, '--input-type=module')).toBe(
      '<team-brain app="pk_1" token-url="/token" open="" class="chat"></team-brain>',
    );
  });
});

describe('bundlers', () => {
  const folder = join(root, 'tests/.artifacts/bundled');
  const entry = join(examples, 'node_modules/.entry.js');
  beforeAll(() => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(entry, `import '@teambrain/widget';\nconsole.log(document.querySelector('team-brain'));\n`);
  });

  /** Panels stay chunks of their own, and nothing is left that a browser cannot load. */
  function check(dir: string): void {
    const files = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.js'),
    );
    expect(files.length).toBeGreaterThan(10);
    const text = files.map((file) => readFileSync(join(dir, file), 'utf8')).join('\n');
    expect(text).toContain('tb-messaging-panel');
    expect(text).not.toMatch(/from\s*["'](lit|@teambrain|node:)|require\(["']/);
  }

  it('esbuild', async () => {
    const outdir = join(folder, 'esbuild');
    await build({
      entryPoints: [entry],
      bundle: true,
      splitting: true,
      format: 'esm',
      outdir,
      logLevel: 'silent',
    });
    check(outdir);
  });

  it('Vite', async () => {
    const { build: viteBuild } = await import('vite');
    const outDir = join(folder, 'vite');
    await viteBuild({
      root: examples,
      configFile: false,
      logLevel: 'silent',
      build: { outDir, rollupOptions: { input: entry } },
    });
    check(outDir);
  }, 60_000);

  it('webpack', () => {
    const outDir = join(folder, 'webpack');
    const options = {
      mode: 'production',
      entry,
      output: { path: outDir },
      optimization: { minimize: false },
    };
    const code = `require('webpack')(${JSON.stringify(options)}, (error, stats) => {
      if (error || stats.hasErrors()) throw error ?? new Error(stats.toString('errors-only'));
    });`;
    node(code);
    check(outDir);
  }, 120_000);
});

describe('TypeScript', () => {
  const folder = join(examples, 'node_modules/.types');
  const compile = (options: string[]): string => {
    const files = ['uses.ts', 'uses-react.tsx', 'uses-tags.ts'].map((file) => join(folder, file));
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const common = [
      '--noEmit',
      '--strict',
      '--target',
      'es2022',
      '--lib',
      'es2023,dom,dom.iterable,esnext.disposable',
    ];
    return run(
      process.execPath,
      [tsc, ...common, '--jsx', 'react-jsx', '--types', 'react', ...options, ...files],
      examples,
    );
  };
  beforeAll(() => {
    mkdirSync(folder, { recursive: true });
    for (const name of ['uses.ts', 'uses-react.tsx', 'uses-tags.ts'])
      writeFileSync(join(folder, name), readFileSync(join(import.meta.dirname, 'consumer', name)));
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  });

  it.each([
    ['nodenext', ['--module', 'nodenext', '--moduleResolution', 'nodenext']],
    ['bundler', ['--module', 'esnext', '--moduleResolution', 'bundler']],
  ])(
    'knows the element, its events and what frameworks are told, with resolution %s',
    (_name, options) => {
      expect(compile([...options, '--skipLibCheck'])).toBe('');
    },
    120_000,
  );

  it('takes the example in React as it stands', () => {
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    expect(run(process.execPath, [tsc, '-p', join(examples, 'react'), '--skipLibCheck'], examples)).toBe('');
  }, 60_000);
});
