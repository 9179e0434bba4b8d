import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { extensions } from '../extensions.js';
import { takeLock } from './lock-file.js';

/** Where `pg` finds the embedded engine. */
export interface EmbeddedAddress {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
}

export interface EmbeddedEngine {
  address: EmbeddedAddress;
  /** Stops the thread the hard way, as a fault of the engine would; it starts again by itself. */
  crash(): Promise<void>;
  /** Stops within 3 s. */
  close(): Promise<void>;
}

const socketPort = 5432;
const closeMs = 3_000;

/**
 * The worker is a file of its own. Beside the source it is `worker.mjs`; the build puts it next to its output as
 * `embedded-worker.js` (an entry named so in the tsup configuration).
 */
function workerFile(): string {
  for (const name of ['./embedded-worker.js', '../embedded-worker.js', './worker.mjs']) {
    const file = fileURLToPath(new URL(name, import.meta.url));
    if (existsSync(file)) return file;
  }
  throw new Error('The file embedded-worker.js of the embedded database is missing beside the program.');
}

/**
 * A directory of this user alone where the image of an empty database is kept: the first in-memory database of a
 * machine takes 3 s to make, the next ones 0.7 s. Null when the directory belongs to somebody else.
 */
function imageFile(): string | null {
  const user = process.getuid?.() ?? 'user';
  const dir = join(tmpdir(), `teambrain-${user}`);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const { uid, mode } = statSync(dir);
  if (process.getuid !== undefined && (uid !== user || (mode & 0o077) !== 0)) return null;
  return join(dir, `empty-database-0.5.16-${extensions.length}.tar`);
}

/**
 * Starts PGlite in a worker thread behind a local socket: a socket file in a directory of this user alone, or a
 * loopback port on Windows, both with a random password. A killed process loses nothing that was acknowledged; a power
 * cut may, because the engine never asks the disk to flush.
 * @param dataDir a directory, made when missing, or `memory`
 */
export async function startEmbedded(
  dataDir: string,
  options: { idleInTransactionMs: number; onCrash(error: Error): void },
): Promise<EmbeddedEngine> {
  const inMemory = dataDir === 'memory';
  const dir = inMemory ? null : resolve(dataDir);
  if (dir !== null) mkdirSync(dir, { recursive: true, mode: 0o700 });
  const giveBack = dir === null ? () => {} : await takeLock(join(dir, 'teambrain.lock'));
  const windows = process.platform === 'win32';
  const socketDir = windows ? null : mkdtempSync(join(tmpdir(), 'tb-'));
  const password = randomBytes(24).toString('base64url');
  const socket = socketDir === null ? null : join(socketDir, `.s.PGSQL.${socketPort}`);
  const workerData = {
    dataDir: dir === null ? null : join(dir, 'postgres'),
    image: inMemory ? imageFile() : null,
    socket: socket ?? { port: 0 },
    password,
    idleInTransactionMs: options.idleInTransactionMs,
    extensions,
  };
  let closing = false;
  let worker: Worker;
  let exited: Promise<void>;
  let failures = 0;

  /** Starts the thread; resolves to the address once it listens. */
  function launch(): Promise<{ port: number } | string> {
    if (socket !== null) rmSync(socket, { force: true });
    // The engine's messages about its own start are not for the terminal.
    const made = new Worker(workerFile(), {
      name: 'teambrain-database',
      workerData,
      stdout: true,
      stderr: true,
      execArgv: [],
    });
    worker = made;
    exited = new Promise((done) => made.once('exit', () => done()));
    return new Promise((done, fail) => {
      made.once('error', fail);
      made.once('exit', (code) => fail(new Error(`the embedded database stopped (exit code ${code})`)));
      made.on('message', (message: { type: string; address: { port: number } | string; error?: string }) => {
        if (message.type === 'error') options.onCrash(new Error(message.error));
        if (message.type !== 'ready') return;
        made.removeAllListeners('error');
        made.on('error', options.onCrash);
        made.once('exit', () => void recover());
        done(message.address);
      });
    });
  }

  /** The data is on disk, and the engine recovers it as after a crash of the machine; memory is gone for good. */
  async function recover(): Promise<void> {
    if (closing) return;
    options.onCrash(new Error('the embedded database stopped by itself'));
    if (dir === null) return;
    while (!closing) {
      await sleep(Math.min(100 * 2 ** failures++, 10_000), undefined, { ref: false });
      if (closing) return;
      const address = await launch().catch(options.onCrash);
      if (address === undefined) continue;
      failures = 0;
      // A loopback port was given by the system: ask for the same one next time.
      if (typeof address !== 'string') workerData.socket = address;
      return;
    }
  }

  function cleanUp(): void {
    giveBack();
    if (socketDir !== null) rmSync(socketDir, { recursive: true, force: true });
  }

  const address = await launch().catch((error: unknown) => {
    closing = true;
    cleanUp();
    throw error;
  });
  if (typeof address !== 'string') workerData.socket = { port: address.port };
  return {
    address: {
      host: socketDir ?? '127.0.0.1',
      port: typeof address === 'string' ? socketPort : address.port,
      user: 'postgres',
      password,
      database: 'postgres',
    },
    async crash() {
      await worker.terminate();
    },
    async close() {
      if (closing) return exited;
      closing = true;
      worker.postMessage('close');
      const timer = setTimeout(() => void worker.terminate(), closeMs);
      await exited;
      clearTimeout(timer);
      cleanUp();
    },
  };
}
