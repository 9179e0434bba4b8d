import { fileURLToPath } from 'node:url';
import { defineConfig, type Options } from 'tsup';
import { templatePlugin } from '../../scripts/minify-templates.mjs';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const common: Options = {
  target: 'es2022',
  minify: true,
  sourcemap: false,
  tsconfig: here('../../tsconfig.json'),
  esbuildPlugins: [templatePlugin],
  esbuildOptions(options) {
    // Pages without a charset read anything else than ASCII wrongly.
    options.charset = 'ascii';
    options.conditions = ['teambrain-source', 'browser'];
    options.legalComments = 'none';
  },
};

/** Three builds: the loader, the self-contained file for script tags with its lazy chunks, and the module for npm. */
export default defineConfig([
  {
    ...common,
    entry: { embed: here('./src/embed.ts') },
    outDir: here('./dist/cdn'),
    format: 'iife',
    outExtension: () => ({ js: '.js' }),
  },
  {
    ...common,
    entry: { widget: here('./src/widget.ts') },
    outDir: here('./dist/cdn'),
    format: 'esm',
    platform: 'browser',
    splitting: true,
    noExternal: [/.*/],
    esbuildOptions(options, context) {
      common.esbuildOptions?.(options, context);
      options.chunkNames = 'chunks/[name]-[hash]';
    },
  },
  {
    ...common,
    entry: { index: here('./src/index.ts') },
    outDir: here('./dist'),
    format: 'esm',
    splitting: true,
    // Lit stays an import: under Node it brings a build that needs no DOM, so that a server may import the widget.
    external: ['lit', /^lit\//],
    noExternal: [/^@teambrain\//],
    dts: { resolve: [/^@teambrain\//] },
    clean: ['!cdn/**'],
    esbuildOptions(options, context) {
      common.esbuildOptions?.(options, context);
      options.chunkNames = 'chunks/[name]-[hash]';
    },
  },
]);
