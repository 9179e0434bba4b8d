import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Options } from 'tsup';
import { bundleWidget } from '../../scripts/bundle-widget.mjs';
import { templatePlugin } from '../../scripts/minify-templates.mjs';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const cdn = here('./dist/cdn');
const isProduct = process.env.TEAMBRAIN_BUILD === 'product';

// Not by `clean`: the builds run side by side, and one would take away what another just wrote.
rmSync(isProduct ? cdn : here('./dist'), { recursive: true, force: true });

const common: Options = {
  target: 'es2022',
  minify: true,
  tsconfig: here('../../tsconfig.json'),
  esbuildPlugins: [templatePlugin],
  outExtension: () => ({ js: '.js' }),
  esbuildOptions(options) {
    // Pages without a charset read anything else than ASCII wrongly.
    options.charset = 'ascii';
    options.conditions = ['teambrain-source', 'browser'];
    options.legalComments = 'none';
    options.chunkNames = 'chunks/[name]-[hash]';
  },
};

/** What the first opening loads although it stands behind a dynamic import. */
const firstOpening = /(messaging-panel\.component|create-client|client\/timeline|rooms-store)\.ts$/;

/** The loader, and beside it the self-contained file for script tags with its lazy chunks. */
const forPages: Options[] = [
  {
    ...common,
    entry: { embed: here('./src/embed.ts') },
    outDir: cdn,
    format: 'iife',
    onSuccess: () => bundleWidget(here('./src/widget.ts'), cdn, firstOpening),
  },
];

/** The module for npm. */
const forPackages: Options = {
  ...common,
  entry: { index: here('./src/index.ts') },
  outDir: here('./dist'),
  format: 'esm',
  splitting: true,
  // Lit stays an import: under Node it brings a build that needs no DOM, so that a server may import the widget.
  external: ['lit', /^lit\//],
  noExternal: [/^@teambrain\//],
  dts: { resolve: [/^@teambrain\//] },
};

export default defineConfig(isProduct ? forPages : [...forPages, forPackages]);
