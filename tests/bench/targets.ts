import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { end, freePort } from '../services/process.js';
import type { LoadClient } from './clients/contract.js';
import { rawClient } from './clients/raw.js';
import { socketioClient } from './clients/socketio.js';
import { teambrainClient } from './clients/teambrain.js';

export type TargetName = 'raw naive' | 'raw best' | 'socket.io' | 'TeamBrain';

export interface Services {
  databaseUrl: string;
  redisUrl?: string;
}

export interface Target {
  name: TargetName;
  pid: number;
  port: number;
  client: LoadClient;
  stop(): Promise<void>;
}

const root = join(import.meta.dirname, '../..');
const secret = randomBytes(32).toString('hex');

/** For profiles: `BENCH_NODE_ARGS='--cpu-prof --cpu-prof-dir=/tmp/profile'`. */
const nodeArgs = process.env.BENCH_NODE_ARGS?.split(' ') ?? [];

/** What each server under test is started with. All run in production mode on the same PostgreSQL. */
const recipes: Record<
  TargetName,
  { args: string[]; env: Record<string, string>; client(port: number): LoadClient }
> = {
  'raw naive': { args: ['tests/bench/servers/raw.ts'], env: { RAW_MODE: 'naive' }, client: rawClient },
  'raw best': { args: ['tests/bench/servers/raw.ts'], env: { RAW_MODE: 'best' }, client: rawClient },
  'socket.io': { args: ['tests/bench/servers/socketio.ts'], env: {}, client: socketioClient },
  TeamBrain: {
    args: ['server/dist/cli.js', 'start'],
    env: {
      TEAMBRAIN_SECRET: secret,
      // Rights, limits and the log stay on; only their numbers are raised above what the load needs.
      TEAMBRAIN_LIMITS__FACTOR: '100000',
      // The load generator does not heed "connection: close", with which a used-up connection ends.
      TEAMBRAIN_SERVER__MAX_REQUESTS_PER_SOCKET: '100000000',
      TEAMBRAIN_AUTH__REGISTRATION: 'open',
      TEAMBRAIN_AUTH__BCRYPT_COST: '10',
      TEAMBRAIN_LOG__LEVEL: 'warn',
      TEAMBRAIN_SERVER__PUBLIC_URL: 'http://127.0.0.1',
    },
    client: teambrainClient,
  },
};

/** Peers run compiled too: a loader at run time would be counted as their start-up time and memory. */
async function compile(script: string): Promise<string> {
  const outfile = join(root, 'tests/.artifacts/bench', basename(script).replace('.ts', '.mjs'));
  const entryPoints = [join(root, script)];
  await build({ entryPoints, outfile, bundle: true, packages: 'external', platform: 'node', format: 'esm' });
  return outfile;
}

/** Starts one server and waits until it answers. */
export async function startTarget(
  name: TargetName,
  services: Services,
  more: { nodeArgs?: readonly string[]; env?: Record<string, string> } = {},
): Promise<Target> {
  const recipe = recipes[name];
  const port = await freePort();
  const [script = '', ...args] = recipe.args;
  const file = script.endsWith('.ts') ? await compile(script) : script;
  const child = spawn(process.execPath, [...nodeArgs, ...(more.nodeArgs ?? []), file, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      ...recipe.env,
      ...more.env,
      NODE_ENV: 'production',
      PORT: String(port),
      DATABASE_URL: services.databaseUrl,
      ...(services.redisUrl ? { REDIS_URL: services.redisUrl } : {}),
    },
  });
  await answering(child, port, name);
  return { name, pid: child.pid as number, port, client: recipe.client(port), stop: () => end(child) };
}

async function answering(child: ChildProcess, port: number, name: string): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode} before it answered`);
    if (Date.now() > deadline) throw new Error(`${name} did not answer in 30 s`);
    const answered = await fetch(`http://127.0.0.1:${port}/healthz`).then(
      () => true,
      () => false,
    );
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
