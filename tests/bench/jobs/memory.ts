import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoadSocket } from '../clients/contract.js';
import { connectMany } from '../crowd.js';
import { pause } from '../measure.js';
import { startTarget } from '../targets.js';
import type { Job } from './contract.js';

const collector = join(import.meta.dirname, '../servers/collect.cjs');
/** What the first ones bring into memory is code and caches that all share. */
const first = 500;
const further = 2_500;

/**
 * J1d: resident memory per idle socket that has joined a room, without the garbage and the holes that connecting leaves
 * in the heap: new sockets live in those for a long time and would seem to cost nothing.
 */
export const memoryJob: Job = {
  id: 'J1d',
  title: 'Memory per idle joined socket',
  targets: ['raw best', 'socket.io', 'TeamBrain'],
  async round(name, services) {
    const dir = mkdtempSync(join(tmpdir(), 'teambrain-bench-'));
    const file = join(dir, 'memory');
    const nodeArgs = ['--expose-gc', '--no-flush-bytecode', '--require', collector];
    const target = await startTarget(name, services, { nodeArgs, env: { MEMORY_FILE: file } });
    try {
      const sockets: LoadSocket[] = [];
      const inUse = async (count: number) => {
        const one = () => ({ client: target.client, room: 'j1d', received: () => {} });
        sockets.push(...(await connectMany(count - sockets.length, one)));
        for (let i = 0; i < 3; i++) {
          await pause(700);
          process.kill(target.pid, 'SIGUSR2');
        }
        await pause(1_000);
        return Number(readFileSync(file, 'utf8'));
      };
      const before = await inUse(first);
      const value = ((await inUse(first + further)) - before) / further / 1024;
      for (const socket of sockets) socket.close();
      return [{ job: memoryJob.title, unit: 'KiB', target: name, value }];
    } finally {
      await target.stop();
      rmSync(dir, { recursive: true, force: true });
    }
  },
};
