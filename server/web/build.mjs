/**
 * Builds the web app, the playground, the widget and its loader into `server/dist/web`, in one run, so that all of them
 * share their chunks. `chunks/*` carry a hash and never change; everything else is small and revalidated by its ETag.
 *
 *   node --import tsx server/web/build.mjs
 */
import { cp, mkdir, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { templatePlugin } from '../../widget/kit/build/minify-templates.ts';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const outdir = here('../dist/web');

/** @type {import('esbuild').BuildOptions} */
const common = {
  absWorkingDir: here('../..'),
  bundle: true,
  minify: true,
  target: 'es2022',
  platform: 'browser',
  charset: 'ascii',
  legalComments: 'none',
  conditions: ['teambrain-source'],
  tsconfig: here('../../tsconfig.json'),
  plugins: [templatePlugin],
  logLevel: 'warning',
  metafile: true,
};

export async function buildWeb() {
  await rm(outdir, { recursive: true, force: true });
  await mkdir(outdir, { recursive: true });
  const [modules] = await Promise.all([
    build({
      ...common,
      entryPoints: {
        app: here('./src/main.ts'),
        playground: here('./playground/main.ts'),
        widget: here('../../widget/element/src/widget.ts'),
      },
      outdir,
      format: 'esm',
      splitting: true,
      chunkNames: 'chunks/[name]-[hash]',
    }),
    build({ ...common, entryPoints: { embed: here('../../widget/element/src/embed.ts') }, outdir, format: 'iife' }),
    cp(here('./public'), outdir, { recursive: true }),
  ]);
  return modules.metafile;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildWeb();
