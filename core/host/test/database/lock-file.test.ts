import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { takeLock } from '../../src/database/embedded/lock-file.js';

const dir = mkdtempSync(join(tmpdir(), 'tb-lock-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
let count = 0;
const fresh = () => join(dir, `lock-${++count}`);

const dead = { pid: 2 ** 22 + 1, host: hostname(), started: '1' };

it('is held by one at a time, also within one process', async () => {
  const path = fresh();
  const giveBack = await takeLock(path);
  await expect(takeLock(path)).rejects.toThrow(`in use by process ${process.pid} on ${hostname()}`);
  giveBack();
  (await takeLock(path))();
});

it('is taken over from a process that is gone, and from one whose number somebody else has now', async () => {
  for (const holder of [dead, { ...dead, pid: process.pid }, { ...dead, pid: process.ppid }]) {
    const path = fresh();
    writeFileSync(path, JSON.stringify(holder));
    const giveBack = await takeLock(path);
    expect(JSON.parse(readFileSync(path, 'utf8')).pid).toBe(process.pid);
    giveBack();
  }
});

it('is taken over by one of many that try at once', async () => {
  const path = fresh();
  writeFileSync(path, JSON.stringify(dead));
  const results = await Promise.allSettled(Array.from({ length: 8 }, () => takeLock(path)));
  const winners = results.filter(({ status }) => status === 'fulfilled');
  expect(winners.length).toBe(1);
});

it('is refused while a holder on another host gives signs of life, and taken over when it stopped', async () => {
  const path = fresh();
  writeFileSync(path, JSON.stringify({ ...dead, host: 'elsewhere' }));
  const beating = setInterval(() => utimesSync(path, new Date(), new Date()), 500);
  await expect(takeLock(path)).rejects.toThrow('on elsewhere');
  clearInterval(beating);
  utimesSync(path, new Date(0), new Date(0));
  (await takeLock(path))();
});

it('takes over a file that says nothing, once it is not new any more', async () => {
  const path = fresh();
  writeFileSync(path, '');
  await expect(takeLock(path)).rejects.toThrow('in use by another process');
  utimesSync(path, new Date(0), new Date(0));
  (await takeLock(path))();
});
