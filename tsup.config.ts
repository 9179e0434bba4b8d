import { existsSync, readdirSync } from 'node:fs';
import { defineConfig, type Options } from 'tsup';

/**
 * Builds the server-side packages. The browser packages have a configuration of their own, because their output
 * differs: `sdk/tsup.config.ts`, `widget/element/tsup.config.ts`, `server/web/tsup.config.ts`.
 */
const shared: Options = {
  format: ['esm'],
  target: 'node20',
  platform: 'node',
  splitting: true,
  sourcemap: true,
  clean: true,
  esbuildOptions(options) {
    options.conditions = ['teambrain-source'];
  },
};

const product: Options[] = [
  {
    ...shared,
    entry: {
      cli: 'server/src/cli.ts',
      index: 'server/src/index.ts',
      'embedded-worker': 'core/host/src/database/embedded/worker.mjs',
    },
    outDir: 'server/dist',
    // TypeBox is 700 small files: bundled, a start takes 0.1 s less.
    noExternal: [/^@teambrain\//, /^typebox/],
    // Bundled, sequelize asks for pg-hstore, and PGlite no longer finds its files.
    skipNodeModulesBundle: true,
    clean: ['server/dist/*.js', 'server/dist/*.map'],
  },
];

const library = (dir: string, entry: Record<string, string>): Options => ({
  ...shared,
  entry: Object.fromEntries(Object.entries(entry).map(([name, file]) => [name, `${dir}/${file}`])),
  outDir: `${dir}/dist`,
  platform: dir === 'core/host' ? 'node' : 'neutral',
  // Whatever a package imports by name, its consumers install.
  skipNodeModulesBundle: true,
});

/** What a plugin brings: not each has a panel, a part in the client or a stage for tests. */
function partsOf(name: string): Record<string, string> {
  const parts = [
    'shared/index',
    'shared/schemas',
    'server/index',
    'client/index',
    'panel/index',
    'testing/index',
  ];
  const present = parts.filter((part) => existsSync(`plugins/${name}/${part}.ts`));
  return Object.fromEntries(present.map((part) => [part, `${part}.ts`]));
}

const packages: Options[] = [
  library('core/protocol', { index: 'src/index.ts' }),
  library('core/client', { index: 'src/index.ts' }),
  library('core/host', {
    index: 'src/index.ts',
    'testing/index': 'src/testing/index.ts',
    'embedded-worker': 'src/database/embedded/worker.mjs',
  }),
  library('widget/kit', { index: 'src/index.ts' }),
  ...readdirSync('plugins').map((name) => library(`plugins/${name}`, partsOf(name))),
];

export default defineConfig(process.env.TEAMBRAIN_BUILD === 'product' ? product : [...product, ...packages]);
