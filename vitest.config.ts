import { defineConfig } from 'vitest/config';

// Not `import` or `module`: node would apply them to `require` too, and pg then gets an ES module where it wants a class.
const conditions = ['teambrain-source', 'node'];

const shared = {
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
};
const exclude = ['**/node_modules/**', '**/dist/**'];
const test = {
  testTimeout: 40_000,
  hookTimeout: 90_000,
  pool: 'forks' as const,
  // Shared runners stall now and then; a test that fails twice has a reason of its own.
  retry: process.env.CI ? 1 : 0,
  server: { deps: { inline: [/@teambrain\//] } },
};
/** These start several processes, browsers and databases each, and judge times: one file at a time, after the others. */
const wholeServers = ['tests/{system,faults,browser,examples,packaging}/**/*.test.ts'];

export default defineConfig({
  test: {
    projects: [
      {
        ...shared,
        test: {
          ...test,
          name: 'suites',
          include: ['{core,plugins,sdk,widget,server,tests}/**/*.test.ts'],
          exclude: [...exclude, ...wholeServers],
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        ...shared,
        test: {
          ...test,
          name: 'whole servers',
          include: wholeServers,
          exclude,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
