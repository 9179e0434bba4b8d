// Runs a command with a private PostgreSQL and Redis: `tsx tests/services/run.ts -- command …`.
import { spawn } from 'node:child_process';
import { startPostgres } from './postgres.js';
import { startRedis } from './redis.js';

const [command, ...args] = process.argv.slice(process.argv.indexOf('--') + 1);
if (!command) throw new Error('usage: run.ts -- command …');

const postgres = await startPostgres();
const redis = await startRedis();
const child = spawn(command, args, {
  stdio: 'inherit',
  env: { ...process.env, TEST_DATABASE_URL: postgres.url, TEST_REDIS_URL: redis.url },
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
const code = await new Promise<number>((resolve) => child.once('exit', (status) => resolve(status ?? 1)));
await redis.stop();
await postgres.stop();
process.exit(code);
