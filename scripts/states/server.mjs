import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup.mjs';

/** The built product with its sample data in `folder`. `child` is for whoever ends it. */
export async function startDemo(folder) {
  const args = [join(root, 'server', 'dist', 'cli.js'), 'start', '--demo', '--data-dir', folder];
  const { DATABASE_URL: _database, REDIS_URL: _redis, ...env } = process.env;
  // Pictures sign in more often than one address may.
  env.TEAMBRAIN_LIMITS__FACTOR = '100';
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  await new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      printed += chunk;
      if (printed.includes('Stop with')) resolve();
    });
    child.once('exit', () => reject(new Error(`the server did not start:\n${printed}`)));
  });
  return {
    child,
    url: new URL(/App\s+(\S+)/.exec(printed)[1]).origin,
    setupKey: /\/setup#k=(\S+)/.exec(printed)?.[1],
    password: readFileSync(join(folder, 'demo-password'), 'utf8').trim(),
    app: JSON.parse(readFileSync(join(folder, 'demo-app'), 'utf8')),
  };
}
