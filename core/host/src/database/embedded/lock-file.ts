import { mkdirSync, readFileSync, rmdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

interface Holder {
  pid: number;
  host: string;
  /** Start of the process in clock ticks since boot, where /proc tells it: a pid alone is used again after a restart. */
  started: string;
}

const heartbeatMs = 2_000;
/** A holder on another host (two containers on one volume) is only known by its heartbeat. */
const silentMs = 3 * heartbeatMs;
const held = new Set<string>();

function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Field 22; the command in field 2 may hold spaces, so count from its closing bracket.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function isAlive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return holder.started === startOf(holder.pid);
}

function read(path: string): Holder | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder;
  } catch {
    return null;
  }
}

async function isHeld(path: string): Promise<boolean> {
  const holder = read(path);
  const beat = () => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  // Made a moment ago and not written yet.
  if (holder === null) return Date.now() - beat() < 1_000;
  if (holder.host === hostname()) {
    if (holder.pid === process.pid) return held.has(path);
    return isAlive(holder);
  }
  const before = beat();
  if (Date.now() - before > silentMs) return false;
  await sleep(silentMs);
  return beat() !== before;
}

function refusal(path: string): Error {
  const holder = read(path);
  const who = holder === null ? 'another process' : `process ${holder.pid} on ${holder.host}`;
  return new Error(
    `The embedded database is in use by ${who} (lock file ${path}). It takes one process only, because a second one ` +
      'loses acknowledged rows without an error. Stop that process, choose another data directory, or set DATABASE_URL ' +
      'to a PostgreSQL server, which takes many.',
  );
}

const isTaken = (error: unknown) => (error as NodeJS.ErrnoException).code === 'EEXIST';

/**
 * Removes the file of a holder that is gone. Only one process at a time judges and removes, or the second would remove
 * what the first has just taken.
 */
async function removeAbandoned(path: string): Promise<void> {
  const turn = `${path}.turn`;
  try {
    mkdirSync(turn);
  } catch (error) {
    if (!isTaken(error)) throw error;
    // Whoever died in here left the directory behind.
    if (Date.now() - (statSync(turn, { throwIfNoEntry: false })?.mtimeMs ?? 0) > 2 * silentMs)
      rmdirSync(turn);
    throw refusal(path);
  }
  try {
    if (await isHeld(path)) throw refusal(path);
    rmSync(path, { force: true });
  } finally {
    rmdirSync(turn);
  }
}

/** Takes the lock file or throws with a text that names its holder. Returns the function that gives it back. */
export async function takeLock(path: string): Promise<() => void> {
  const own = JSON.stringify({ pid: process.pid, host: hostname(), started: startOf(process.pid) });
  const write = () => writeFileSync(path, own, { flag: 'wx', mode: 0o600 });
  try {
    write();
  } catch (error) {
    if (!isTaken(error)) throw error;
    await removeAbandoned(path);
    try {
      write();
    } catch (again) {
      throw isTaken(again) ? refusal(path) : again;
    }
  }
  held.add(path);
  const timer = setInterval(() => {
    try {
      utimesSync(path, new Date(), new Date());
    } catch {
      // Somebody removed the file; the next start makes a new one.
    }
  }, heartbeatMs);
  timer.unref();
  return () => {
    clearInterval(timer);
    held.delete(path);
    rmSync(path, { force: true });
  };
}
