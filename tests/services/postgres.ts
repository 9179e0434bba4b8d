import { spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { end, ensureDebianPackage, freePort, start, until } from './process.js';

export interface PostgresService {
  url: string;
  pid(): number;
  /** Crash recovery: ends it without a checkpoint and starts it again. */
  crash(): Promise<void>;
  /** SIGSTOP and SIGCONT. */
  pause(): void;
  resume(): void;
  stop(): Promise<void>;
}

const debianRoot = '/usr/lib/postgresql';

function binaries(): string {
  if (process.env.POSTGRES_BIN) return process.env.POSTGRES_BIN;
  const versions = () => {
    try {
      return readdirSync(debianRoot).sort((a, b) => Number(b) - Number(a));
    } catch {
      return [];
    }
  };
  if (versions().length === 0) ensureDebianPackage(`${debianRoot}/15/bin/postgres`, 'postgresql-15');
  return join(debianRoot, versions()[0] as string, 'bin');
}

/** PostgreSQL refuses to run as root: it gets the `postgres` account of the Debian package there. */
function account(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const read = (flag: string) => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
  return { uid: read('-u'), gid: read('-g') };
}

/** Starts a private PostgreSQL with fsync on. `args` are added to its command line. */
export async function startPostgres(args: string[] = []): Promise<PostgresService> {
  const bin = binaries();
  const owner = account();
  const dir = mkdtempSync(join(tmpdir(), 'teambrain-pg-'));
  if (owner) chownSync(dir, owner.uid, owner.gid);
  const initdb = ['-D', dir, '-U', 'postgres', '--auth=trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'];
  const made = spawnSync(join(bin, 'initdb'), initdb, { encoding: 'utf8', cwd: '/', ...owner });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const port = await freePort();
  const settings = ['listen_addresses=127.0.0.1', `unix_socket_directories=${dir}`, 'max_connections=300'];
  const command = ['-D', dir, '-p', String(port), ...settings.flatMap((s) => ['-c', s]), ...args];
  const up = async () => {
    const child = start(join(bin, 'postgres'), command, { cwd: '/', ...owner });
    let log = '';
    child.stderr?.on('data', (chunk) => {
      log = (log + chunk).slice(-4000);
    });
    const ready = () =>
      spawnSync(join(bin, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port)]).status === 0;
    await until(ready, `PostgreSQL (${log})`, 30_000);
    return child;
  };
  let server = await up();
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    pid: () => server.pid as number,
    async crash() {
      await end(server, 'SIGQUIT');
      server = await up();
    },
    pause: () => void server.kill('SIGSTOP'),
    resume: () => void server.kill('SIGCONT'),
    async stop() {
      server.kill('SIGCONT');
      await end(server, 'SIGINT');
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
