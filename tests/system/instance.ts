import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { end, freePort } from '../services/process.js';

const cli = join(import.meta.dirname, '../../server/dist/cli.js');

/** Shared by all instances of a test run, as a real deployment shares it. */
const secret = randomBytes(32).toString('hex');

export interface InstanceOptions {
  databaseUrl?: string;
  redisUrl?: string;
  dataDir?: string;
  port?: number;
  env?: Record<string, string>;
}

export interface Instance {
  url: string;
  port: number;
  pid: number;
  /** Everything it has printed so far. */
  output(): string;
  exited: Promise<number | null>;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** Starts the built server as its own process and waits until it answers `/healthz`. */
export async function startInstance(options: InstanceOptions): Promise<Instance> {
  const port = options.port ?? (await freePort());
  const args = [
    cli,
    'start',
    '--port',
    String(port),
    ...(options.dataDir ? ['--data-dir', options.dataDir] : []),
  ];
  const { DATABASE_URL: _d, REDIS_URL: _r, ...inherited } = process.env;
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...inherited,
      NODE_ENV: 'test',
      TEAMBRAIN_SECRET: secret,
      TEAMBRAIN_AUTH__BCRYPT_COST: '4',
      TEAMBRAIN_AUTH__REGISTRATION: 'open',
      TEAMBRAIN_LIMITS__FACTOR: '10000',
      ...(options.databaseUrl ? { DATABASE_URL: options.databaseUrl } : {}),
      ...(options.redisUrl ? { REDIS_URL: options.redisUrl } : {}),
      ...options.env,
    },
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      printed = (printed + chunk).slice(-200_000);
    });
  }
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const url = `http://127.0.0.1:${port}`;
  await answering(child, url, () => printed);
  return {
    url,
    port,
    pid: child.pid as number,
    output: () => printed,
    exited,
    stop: (signal) => end(child, signal),
  };
}

async function answering(child: ChildProcess, url: string, printed: () => string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`the server ended early:\n${printed()}`);
    const answer = await fetch(`${url}/healthz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`the server did not answer:\n${printed()}`);
}
