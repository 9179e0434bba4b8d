import { rmSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { defineConfig, type Options } from 'tsup';
import { templatePlugin } from '../../scripts/minify-templates.mjs';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const outDir = here('../dist/web');

const common: Options = {
  outDir,
  target: 'es2022',
  platform: 'browser',
  minify: true,
  tsconfig: here('../../tsconfig.json'),
  noExternal: [/.*/],
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

// Not by `clean`: the two builds run side by side, and one would take away what the other just wrote.
rmSync(outDir, { recursive: true, force: true });

/** Puts a gzip and a Brotli copy beside every text file: the server sends them as they are. */
async function compressAll(): Promise<void> {
  const files = await readdir(outDir, { recursive: true });
  const texts = files.filter((file) => /\.(js|css|html|svg)$/.test(file)).map((file) => join(outDir, file));
  await Promise.all(
    texts.map(async (file) => {
      const bytes = await readFile(file);
      await writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }));
      await writeFile(`${file}.br`, await promisify(brotliCompress)(bytes));
    }),
  );
}

/**
 * The web app, the playground and the widget in one build, so that they share their chunks: `chunks/*` carry a hash and
 * never change, everything else is small and revalidated. Then the loader, which is a classic script.
 */
export default defineConfig([
  {
    ...common,
    entry: {
      app: here('./src/main.ts'),
      playground: here('./playground/main.ts'),
      widget: here('../../widget/element/src/widget.ts'),
    },
    format: 'esm',
    splitting: true,
    publicDir: here('./public'),
    onSuccess: compressAll,
  },
  {
    ...common,
    entry: { embed: here('../../widget/element/src/embed.ts') },
    format: 'iife',
    onSuccess: compressAll,
  },
]);
