import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { end, ensureDebianPackage, freePort, start, until } from './process.js';

export interface RedisService {
  url: string;
  port: number;
  pause(): void;
  resume(): void;
  /** kill -9, without starting it again. */
  kill(): Promise<void>;
  /** Starts it again, empty, on the same port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const binary = process.env.REDIS_SERVER ?? '/usr/bin/redis-server';

/** Starts a private Redis without persistence. */
export async function startRedis(): Promise<RedisService> {
  ensureDebianPackage(binary, 'redis-server');
  const dir = mkdtempSync(join(tmpdir(), 'teambrain-redis-'));
  const port = await freePort();
  const args = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
    '--dir',
    dir,
  ];
  const up = async () => {
    const child = start(binary, args);
    await until(() => answers(port), 'Redis');
    return child;
  };
  let server = await up();
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    pause: () => void server.kill('SIGSTOP'),
    resume: () => void server.kill('SIGCONT'),
    kill: () => end(server, 'SIGKILL'),
    async restart() {
      server.kill('SIGCONT');
      await end(server, 'SIGKILL');
      server = await up();
    },
    async stop() {
      server.kill('SIGCONT');
      await end(server);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.once('data', (data) => {
      socket.destroy();
      resolve(data.toString().startsWith('+PONG'));
    });
    socket.once('error', () => resolve(false));
  });
}
