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
  // Of what is polled the outcome is judged, not how soon a busy machine comes to it; the default is 1 s.
  expect: { poll: { timeout: 10_000 } },
  pool: 'forks' as const,
  // Files of one worker share what they import: loading it anew was a third of the time of the whole suites.
  isolate: false,
  // Most of a test server's start was optimising the embedded database for minutes of use that never come: with the
  // first compiler alone it takes 1.5 instead of 2.8 s of processor time.
  execArgv: ['--liftoff-only'],
  // Shared runners stall now and then; a test that fails twice has a reason of its own.
  retry: process.env.CI ? 1 : 0,
  server: { deps: { inline: [/@teambrain\//] } },
};
/** Nothing in these depends on the database behind the server: a second pass on PostgreSQL and Redis leaves them out. */
const anyDatabase = [
  '{core/{protocol,client},widget,server/web,plugins/*/test/panel,tests/boundaries}/**/*.test.ts',
  'sdk/test/!(server|instances|embed-server).test.ts',
  // The calendar's engine and its files are worked out without any.
  'plugins/events/test/{recurrence/*,ics/{agreement,forms,instances,odd-forms,samples,writing,zones},schemas,walk,booking/{spans,timeline}}.test.ts',
  // Commands on the embedded database, by its folder.
  'server/test/user.test.ts',
];
const anyDatabaseWhole = ['tests/{packaging,examples}/*.test.ts', 'tests/faults/embedded.test.ts'];
/** These start several processes, browsers and databases each, and judge times: one file at a time, after the others. */
const wholeServers = ['tests/{system,faults,browser,examples,packaging}/**/*.test.ts'];

/** Group 0 runs two files at a time; group 1 comes after it, alone. */
const project = (name: string, group: 0 | 1, include: string[], without: string[] = []) => ({
  ...shared,
  test: {
    ...test,
    name,
    include,
    exclude: [...exclude, ...without],
    maxWorkers: 2 - group,
    sequence: { groupOrder: group },
  },
});

const everything = ['{core,plugins,sdk,widget,server,tests}/**/*.test.ts'];

export default defineConfig({
  test: {
    projects: [
      project('suites', 0, everything, [...anyDatabase, ...anyDatabaseWhole, ...wholeServers]),
      project('suites for any database', 0, anyDatabase),
      project('whole servers', 1, wholeServers, anyDatabaseWhole),
      project('whole servers for any database', 1, anyDatabaseWhole),
    ],
  },
});
