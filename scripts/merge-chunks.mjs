import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { rollup } from 'rollup';

/**
 * Puts everything that is needed at the first opening into one chunk. esbuild makes a chunk for each set of entries that
 * share code: nine requests for the first message, and 7 KB more because each is compressed for itself.
 *
 * @param {string} dir Folder with the built entry and its `chunks/`.
 * @param {string} entry File name of the entry.
 * @param {RegExp} needed Lazy chunks that the first opening always loads.
 */
export async function mergeChunks(dir, entry, needed) {
  const bundle = await rollup({ input: { [entry.replace(/\.js$/, '')]: join(dir, entry) }, onwarn() {} });
  const { output } = await bundle.generate({
    dir,
    format: 'es',
    chunkFileNames: 'chunks/[name]-[hash].js',
    hashCharacters: 'base36',
    hoistTransitiveImports: false,
    manualChunks(id, { getModuleInfo }) {
      const core = firstLoad(join(dir, entry), needed, getModuleInfo);
      return core.has(id) ? 'core' : undefined;
    },
  });
  await bundle.close();
  for (const name of await readdir(join(dir, 'chunks'))) await rm(join(dir, 'chunks', name));
  for (const chunk of output) {
    if (chunk.type !== 'chunk') continue;
    const { code } = await transform(chunk.code, {
      minify: true,
      charset: 'ascii',
      format: 'esm',
      target: 'es2022',
      legalComments: 'none',
    });
    await writeFile(join(dir, chunk.fileName), code);
  }
}

/** Modules that the entry and the needed lazy chunks load, with all that these import. */
function firstLoad(entry, needed, getModuleInfo) {
  const core = new Set();
  const add = (id) => {
    if (core.has(id)) return;
    core.add(id);
    const { importedIds, dynamicallyImportedIds } = getModuleInfo(id);
    for (const next of importedIds) add(next);
    for (const next of dynamicallyImportedIds) if (needed.test(next)) add(next);
  };
  add(entry);
  return core;
}
