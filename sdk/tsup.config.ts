import { defineConfig } from 'tsup';

export default defineConfig({
  entry: { index: 'src/index.ts', msgpack: 'src/msgpack.ts', testing: 'src/testing.ts' },
  format: ['esm', 'cjs'],
  target: 'es2022',
  platform: 'neutral',
  // Zero run-time dependencies: everything of ours, and MessagePack, is inside; so are its types.
  noExternal: [/.*/],
  dts: { resolve: true },
  splitting: true,
  treeshake: true,
  sourcemap: true,
  clean: true,
  esbuildOptions(options) {
    options.conditions = ['teambrain-source', 'import', 'module'];
    options.charset = 'ascii';
  },
});
