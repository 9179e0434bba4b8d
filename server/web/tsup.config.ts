import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { defineConfig } from 'tsup';
import { templatePlugin } from '../../scripts/minify-templates.mjs';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const outDir = here('../dist/web');

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

/** The widget for other sites comes along as `widget/element` built it. */
async function takeWidget(): Promise<void> {
  await cp(here('../../widget/element/dist/cdn'), outDir, { recursive: true });
}

/**
 * The web app and the playground, which share their chunks: `chunks/*` carry a hash and never change, everything else is
 * small and revalidated.
 */
export default defineConfig({
  outDir,
  entry: {
    app: here('./src/main.ts'),
    playground: here('./playground/main.ts'),
    'playground-site': here('./playground/site/site.ts'),
  },
  target: 'es2022',
  platform: 'browser',
  format: 'esm',
  splitting: true,
  minify: true,
  clean: true,
  publicDir: here('./public'),
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
  async onSuccess() {
    await takeWidget();
    await compressAll();
  },
});
