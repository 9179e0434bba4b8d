import { defineConfig } from 'tsup';

const isProduct = process.env.TEAMBRAIN_BUILD === 'product';

export default defineConfig(({ outDir = 'dist' }) => ({
  entry: {
    index: 'src/index.ts',
    msgpack: 'src/msgpack.ts',
    testing: 'src/testing.ts',
    server: 'src/server.ts',
  },
  format: ['esm', 'cjs'],
  target: 'es2022',
  platform: 'neutral',
  // Zero run-time dependencies: everything of ours, and MessagePack, is inside; so are its types.
  noExternal: [/.*/],
  splitting: true,
  sourcemap: true,
  clean: true,
  // `npm start` and `npm test` run the JavaScript; types are for publishing.
  onSuccess: isProduct ? undefined : `"${process.execPath}" build-types.mjs "${outDir}"`,
  esbuildOptions(options) {
    options.conditions = ['teambrain-source', 'import', 'module'];
    options.charset = 'ascii';
  },
}));
