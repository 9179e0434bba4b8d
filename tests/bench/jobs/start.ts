import { pause, residentBytes } from '../measure.js';
import { startTarget } from '../targets.js';
import type { Job } from './contract.js';

/** J8: from spawn to the first answer on a migrated PostgreSQL, and memory once idle. */
export const startJob: Job = {
  id: 'J8',
  title: 'Cold start to the first answer',
  targets: ['socket.io', 'TeamBrain'],
  async round(name, services) {
    // The first start migrates; what is measured is the second.
    await (await startTarget(name, services)).stop();
    const began = performance.now();
    const target = await startTarget(name, services);
    const took = performance.now() - began;
    await pause(2000);
    const memory = residentBytes(target.pid) / 1024 / 1024;
    await target.stop();
    return [
      { job: startJob.title, unit: 'ms', target: name, value: took },
      { job: 'Memory when idle', unit: 'MiB', target: name, value: memory },
    ];
  },
};
