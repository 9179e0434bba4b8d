import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createDatabase } from '../../src/database/database.js';
import { startEmbedded } from '../../src/database/embedded/engine.js';
import { ProblemError } from '../../src/transport/problem-error.js';
import { open, quiet, serverUrl } from './engines.js';

const dirs: string[] = [];
const directory = () => {
  const dir = mkdtempSync(join(tmpdir(), 'tb-test-'));
  dirs.push(dir);
  return dir;
};
afterEach(() => {
  for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true, force: true });
});

/** A way to the server that can stop to pass anything on, as a stopped server or a cut cable does. */
async function freezable(target: URL) {
  const sockets: Socket[] = [];
  let frozen = false;
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.push(from);
      from.on('data', (chunk) => to.write(chunk));
      from.on('error', () => to.destroy());
      from.on('close', () => to.destroy());
    }
    if (frozen) for (const socket of [near, far]) socket.pause();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = new URL(target);
  url.port = String((server.address() as { port: number }).port);
  const all = (what: 'pause' | 'resume' | 'destroy') => {
    for (const socket of sockets) socket[what]();
  };
  return {
    url: url.href,
    freeze() {
      frozen = true;
      all('pause');
    },
    thaw() {
      frozen = false;
      all('resume');
    },
    close() {
      all('destroy');
      server.close();
    },
  };
}

// Making a database in a directory takes 3 s of a free processor, and as long as it takes of a busy one.
describe('embedded database in a directory', { timeout: 60_000 }, () => {
  it('keeps its data, refuses a second opening, and gives the lock back', async () => {
    const dataDir = directory();
    const db = await createDatabase({ dataDir, log: quiet });
    await db.query('CREATE TABLE kept (id int)');
    await db.query('INSERT INTO kept VALUES (7)');
    await expect(createDatabase({ dataDir, log: quiet })).rejects.toThrow(
      /in use by process \d+ .*DATABASE_URL/s,
    );
    await db.close();
    expect(existsSync(join(dataDir, 'teambrain.lock'))).toBe(false);
    const again = await createDatabase({ dataDir, log: quiet });
    expect(await again.query('SELECT id FROM kept')).toEqual([{ id: 7 }]);
    await again.close();
  });

  it('refuses the directory of a living process and takes over from a dead one', async () => {
    const dataDir = directory();
    const lock = join(dataDir, 'teambrain.lock');
    const other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
    const stat = readFileSync(`/proc/${other.pid}/stat`, 'utf8');
    const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    writeFileSync(lock, JSON.stringify({ pid: other.pid, host: hostname(), started }));
    const options = { idleInTransactionMs: 1_000, onCrash: () => {} };
    await expect(startEmbedded(dataDir, options)).rejects.toThrow(`in use by process ${other.pid}`);
    const gone = new Promise((done) => other.once('exit', done));
    other.kill('SIGKILL');
    await gone;
    const engine = await startEmbedded(dataDir, options);
    expect(JSON.parse(readFileSync(lock, 'utf8')).pid).toBe(process.pid);
    await engine.close();
  });
});

describe('embedded engine', { timeout: 60_000 }, () => {
  it('starts again when it stops by itself, with everything that was acknowledged', async () => {
    const faults: unknown[] = [];
    const engine = await startEmbedded(directory(), {
      idleInTransactionMs: 1_000,
      onCrash: (error) => faults.push(error),
    });
    const first = new pg.Client(engine.address);
    first.on('error', () => {});
    await first.connect();
    await first.query('CREATE TABLE t (id int)');
    await first.query('INSERT INTO t VALUES (1)');
    await engine.crash();
    await vi.waitFor(
      async () => {
        const second = new pg.Client(engine.address);
        second.on('error', () => {});
        await second.connect();
        expect((await second.query('SELECT id FROM t')).rows).toEqual([{ id: 1 }]);
        await second.end();
      },
      { timeout: 30_000 },
    );
    expect(faults.length).toBe(1);
    await engine.close();
  });

  it('undoes a transaction that falls silent, so that others go on', async () => {
    const engine = await startEmbedded('memory', { idleInTransactionMs: 200, onCrash: () => {} });
    const silent = new pg.Client(engine.address);
    silent.on('error', () => {});
    const other = new pg.Client(engine.address);
    await Promise.all([silent.connect(), other.connect()]);
    await other.query('CREATE TABLE t (id int)');
    await silent.query('BEGIN');
    await silent.query('INSERT INTO t VALUES (1)');
    expect((await other.query('SELECT count(*)::int AS n FROM t')).rows).toEqual([{ n: 0 }]);
    await expect(silent.query('COMMIT')).rejects.toThrow();
    await other.end();
    await engine.close();
  });

  it('undoes the transaction of a connection that breaks off', async () => {
    const engine = await startEmbedded('memory', { idleInTransactionMs: 60_000, onCrash: () => {} });
    const leaving = new pg.Client(engine.address);
    leaving.on('error', () => {});
    const other = new pg.Client(engine.address);
    await Promise.all([leaving.connect(), other.connect()]);
    await other.query('CREATE TABLE t (id int)');
    await leaving.query('BEGIN');
    await leaving.query('INSERT INTO t VALUES (1)');
    (leaving as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
    expect((await other.query('SELECT count(*)::int AS n FROM t')).rows).toEqual([{ n: 0 }]);
    await other.end();
    await engine.close();
  });

  it('refuses a wrong password and survives bytes that are no protocol', async () => {
    const engine = await startEmbedded('memory', { idleInTransactionMs: 1_000, onCrash: () => {} });
    const stranger = new pg.Client({ ...engine.address, password: 'guess' });
    await expect(stranger.connect()).rejects.toThrow(/password/);
    const socket = connect(join(engine.address.host, `.s.PGSQL.${engine.address.port}`));
    const closed = new Promise((done) => socket.once('close', done));
    socket.on('error', () => {});
    socket.write(Buffer.alloc(64, 0xff));
    await closed;
    const client = new pg.Client(engine.address);
    await client.connect();
    expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await client.end();
    await engine.close();
  });
});

describe.runIf(serverUrl !== undefined)('a PostgreSQL server with faults', () => {
  it('answers unavailable while its connections are cut, and goes on with new ones', async () => {
    const { db, url, close } = await open('postgres');
    const admin = new pg.Client({ connectionString: url });
    await admin.connect();
    await Promise.all(Array.from({ length: 5 }, () => db.query('SELECT 1')));
    const sleeping = db.query('SELECT pg_sleep(3)').catch((error) => error);
    const inside = db.transaction(() => db.query('SELECT pg_sleep(3)')).catch((error) => error);
    const cut = () =>
      admin.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND application_name = 'teambrain'`,
      );
    await vi.waitFor(async () => {
      const { rows } = await admin.query(
        `SELECT 1 FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND datname = current_database()`,
      );
      expect(rows.length).toBe(2);
    });
    await cut();
    for (const error of [await sleeping, await inside]) {
      expect(error).toBeInstanceOf(ProblemError);
      expect((error as ProblemError).code).toBe('unavailable');
    }
    await vi.waitFor(async () => expect(await db.query('SELECT 1 AS one')).toEqual([{ one: 1 }]));
    for (let i = 0; i < 5; i++) {
      await cut();
      await vi.waitFor(async () => expect(await db.query('SELECT 2 AS two')).toEqual([{ two: 2 }]));
    }
    await admin.end();
    await close();
  });

  it('gives up on a server that hangs, and goes on when it answers again', async () => {
    const { url, close } = await open('postgres');
    const proxy = await freezable(new URL(url as string));
    const db = await createDatabase({
      url: proxy.url,
      log: quiet,
      pool: 2,
      timeouts: { statementMs: 300, connectMs: 1_000 },
    });
    expect(await db.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    proxy.freeze();
    const before = performance.now();
    const answers = await Promise.all([
      ...Array.from({ length: 4 }, () => db.query('SELECT 1').catch((error) => error.code)),
      db.transaction(() => db.query('SELECT 1')).catch((error) => error.code),
    ]);
    expect(performance.now() - before).toBeLessThan(5_000);
    for (const code of answers) expect(['timeout', 'unavailable']).toContain(code);
    expect(await db.ping(200)).toBe(false);
    proxy.thaw();
    await vi.waitFor(async () => expect(await db.query('SELECT 2 AS two')).toEqual([{ two: 2 }]), {
      timeout: 5_000,
    });
    await db.close();
    proxy.close();
    await close();
  });

  it('maps slow statements, locks and an address without a server', async () => {
    const { db, url, close } = await open('postgres', { timeouts: { statementMs: 200, lockMs: 100 } });
    const slow = await db.query('SELECT pg_sleep(2)').catch((error) => error);
    expect(slow.code).toBe('timeout');
    await db.query('CREATE TABLE locked (id int PRIMARY KEY)');
    await db.query('INSERT INTO locked VALUES (1)');
    const admin = new pg.Client({ connectionString: url });
    await admin.connect();
    await admin.query('BEGIN; UPDATE locked SET id = 1');
    const blocked = await db.query('UPDATE locked SET id = 1').catch((error) => error);
    expect(blocked.code).toBe('unavailable');
    await admin.end();
    await close();
    const nowhere = await createDatabase({ url: 'postgres://nobody@127.0.0.1:1/none', log: quiet });
    const refused = await nowhere.query('SELECT 1').catch((error) => error);
    expect(refused.code).toBe('unavailable');
    expect(refused.extra.retryAfter).toBe(1);
    expect(await nowhere.ping(500)).toBe(false);
    await nowhere.close();
  });

  it('tries a deadlocked transaction again', async () => {
    const { db, close } = await open('postgres', { timeouts: { lockMs: 5_000 } });
    await db.query('CREATE TABLE pair (id int PRIMARY KEY, n int)');
    await db.query('INSERT INTO pair VALUES (1, 0), (2, 0)');
    const cross = (first: number, second: number) =>
      db.transaction(async () => {
        await db.query('UPDATE pair SET n = n + 1 WHERE id = $1', [first]);
        await db.query('SELECT pg_sleep(0.1)');
        await db.query('UPDATE pair SET n = n + 1 WHERE id = $1', [second]);
      });
    await Promise.all([cross(1, 2), cross(2, 1)]);
    expect(await db.query('SELECT n FROM pair ORDER BY id')).toEqual([{ n: 2 }, { n: 2 }]);
    await close();
  });
});
