import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const script = fileURLToPath(new URL('../support/guarded-process.ts', import.meta.url));

/** Runs the script in a process of its own, because an error that nobody catches would end this one. */
function run(mode: string): Promise<{ code: number | null; output: string }> {
  const child = spawn(
    process.execPath,
    ['--conditions', 'teambrain-source', '--import', 'tsx', script, mode],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  return new Promise((resolve) => child.once('exit', (code) => resolve({ code, output })));
}

describe('errors that nobody catches', () => {
  it('of a plugin’s timer, promise and late continuation are counted against it, and the process stays', async () => {
    const { code, output } = await run('plugin');
    expect(output).toContain('recorded timer,promise,promise for leaky');
    expect(code).toBe(0);
  });

  it('of unknown origin drain the server and end the process with 1', async () => {
    const { code, output } = await run('host');
    expect(output).toContain('stopped');
    expect(code).toBe(1);
  });
});
