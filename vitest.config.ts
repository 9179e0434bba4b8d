import { defineConfig } from 'vitest/config';

// Not `import` or `module`: node would apply them to `require` too, and pg then gets an ES module where it wants a class.
const conditions = ['teambrain-source', 'node'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: ['{core,plugins,sdk,widget,server,tests,examples}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // Shared runners stall now and then; a test that fails twice has a reason of its own.
    retry: process.env.CI ? 1 : 0,
    maxWorkers: 2,
    server: { deps: { inline: [/@teambrain\//] } },
  },
});
