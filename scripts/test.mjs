// `npm test`: installs and builds what is missing, finds a browser, then runs every suite.
// Without DATABASE_URL the suites run on the embedded database; with it (and REDIS_URL) on real servers.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { findBrowser } from './browser.mjs';
import { ensureBuilt, ensureInstalled, requireNode, root } from './setup.mjs';

requireNode();
ensureInstalled();
ensureBuilt();
const env = { ...process.env, CHROMIUM_PATH: await findBrowser() };
if (process.env.DATABASE_URL) env.TEST_DATABASE_URL ??= process.env.DATABASE_URL;
if (process.env.REDIS_URL) env.TEST_REDIS_URL ??= process.env.REDIS_URL;
// The servers under test get their database from the test helpers, never from the caller's environment.
delete env.DATABASE_URL;
delete env.REDIS_URL;
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const { status } = spawnSync(process.execPath, [vitest, 'run', ...process.argv.slice(2)], {
  cwd: root,
  env,
  stdio: 'inherit',
});
process.exit(status ?? 1);
