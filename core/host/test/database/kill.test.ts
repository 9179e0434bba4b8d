import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { createDatabase } from '../../src/database/database.js';
import { quiet } from './engines.js';

const dataDir = mkdtempSync(join(tmpdir(), 'tb-kill-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const writer = fileURLToPath(new URL('./kill-writer.mts', import.meta.url));

/** Lets a process write `count` rows, kills it without warning, and gives the last row that it saw acknowledged. */
async function writeAndKill(count: number): Promise<number> {
  const child = spawn(
    process.execPath,
    ['--conditions=teambrain-source', '--import', 'tsx', writer, dataDir],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let output = '';
  await new Promise<void>((done, fail) => {
    child.once('exit', (code) => fail(new Error(`the writer stopped with ${code}`)));
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.split('\n').length > count) done();
    });
  });
  child.removeAllListeners('exit');
  const gone = new Promise((done) => child.once('exit', done));
  child.kill('SIGKILL');
  await gone;
  const whole = output.slice(0, output.lastIndexOf('\n'));
  return Number(whole.slice(whole.lastIndexOf('\n') + 1));
}

it('loses nothing acknowledged when the process is killed in the middle of writing', async () => {
  let last = 0;
  for (const count of [40, 150, 90]) {
    last = await writeAndKill(count);
    const db = await createDatabase({ dataDir, log: quiet });
    const [found] = await db.query<{ rows: number; top: number }>(
      'SELECT count(*) AS rows, max(id) AS top FROM kept',
    );
    await db.close();
    expect(found?.top).toBeGreaterThanOrEqual(last);
    expect(found?.rows).toBe(found?.top);
  }
}, 120_000);
