import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Options } from 'tsup';
import { bundleWidget, writeIntegrity } from '../../scripts/bundle-widget.mjs';
import { templatePlugin } from '../../scripts/minify-templates.mjs';
import manifest from './package.json' with { type: 'json' };

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const cdn = here('./dist/cdn');
const isProduct = process.env.TEAMBRAIN_BUILD === 'product';

// Not by `clean`: the builds run side by side, and one would take away what another just wrote.
rmSync(here('./dist'), { recursive: true, force: true });

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
const firstOpening =
  /(messaging-panel\.component|create-client|client\/timeline|rooms-store|room-handle)\.ts$/;

/** The loader, and beside it the self-contained file for script tags with its lazy chunks. */
const forPages: Options[] = [
  {
    ...common,
    entry: { embed: here('./src/embed.ts') },
    outDir: cdn,
    format: 'iife',
    async onSuccess() {
      await bundleWidget(here('./src/widget.ts'), cdn, firstOpening);
      await writeIntegrity(cdn, manifest.version);
    },
  },
];

/** The modules for npm, the wrapper for React among them. */
const forPackages: Options = {
  ...common,
  entry: { index: here('./src/index.ts'), react: here('./frameworks/react.ts') },
  outDir: here('./dist'),
  format: 'esm',
  splitting: true,
  // Lit stays an import: under Node it brings a build that needs no DOM, so that a server may import the widget.
  external: ['lit', /^lit\//, 'react'],
  noExternal: [/^@teambrain\//],
  // `npm start` and `npm test` run the JavaScript; types and metadata are for publishing.
  onSuccess: isProduct ? undefined : async () => describe(),
};

/** Declarations, and what editors read about the element. */
function describe(): void {
  const run = (...args: string[]): void => {
    const { status } = spawnSync(process.execPath, args, { cwd: here('.'), stdio: 'inherit' });
    if (status !== 0) process.exit(status ?? 1);
  };
  run(here('./build-types.mjs'));
  run(
    '--import',
    'tsx',
    '--conditions=teambrain-source',
    here('../../scripts/metadata/write.ts'),
    '--out',
    here('./dist'),
  );
}

export default defineConfig([...forPages, forPackages]);
