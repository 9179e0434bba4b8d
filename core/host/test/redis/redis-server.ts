import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { createRedis } from '../../src/redis/redis.js';

export const hasRedis = spawnSync('redis-server', ['--version']).status === 0;

export const silent = { info() {}, warn() {}, error() {} };

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

/** A Redis of this test alone, which may be stopped, frozen and emptied. */
export async function startRedis() {
  const port = await freePort();
  let child: ChildProcess;
  const url = `redis://:secret-word@127.0.0.1:${port}/0`;
  const start = async () => {
    child = spawn(
      'redis-server',
      ['--port', String(port), '--save', '', '--requirepass', 'secret-word', '--bind', '127.0.0.1'],
      { stdio: 'ignore', cwd: tmpdir() },
    );
    for (let i = 0; i < 100; i++) {
      const link = await createRedis({ url, log: silent });
      const healthy = link?.healthy;
      await link?.close();
      if (healthy) return;
    }
    throw new Error('the Redis of the test did not start');
  };
  await start();
  return {
    url,
    port,
    start,
    freeze: () => child.kill('SIGSTOP'),
    thaw: () => child.kill('SIGCONT'),
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((done) => child.once('exit', done));
      child.kill('SIGCONT');
      child.kill('SIGKILL');
      await gone;
    },
  };
}
