import { setTimeout as sleep } from 'node:timers/promises';
import { runAs } from '../../src/plugins/attribution.js';
import type { Faults } from '../../src/plugins/faults.js';
import { guardProcess } from '../../src/server/process-guard.js';

const recorded: [string, string][] = [];
const faults = {
  record: (plugin: string, where: string) => recorded.push([plugin, where]),
} as unknown as Faults;

guardProcess({
  faults,
  log: { fatal: () => {} } as never,
  async stop() {
    await sleep(20);
    console.log('stopped');
  },
});

if (process.argv[2] === 'plugin') {
  runAs('leaky', () => {
    setTimeout(() => {
      throw new Error('in a timer');
    }, 5);
  });
  await sleep(30);
  runAs('leaky', () => {
    void Promise.reject(new Error('in a promise'));
  });
  await sleep(30);
  runAs('leaky', () => {
    void sleep(5).then(() => {
      throw new Error('later');
    });
  });
  await sleep(50);
  const plugins = new Set(recorded.map(([plugin]) => plugin));
  console.log(`recorded ${recorded.map(([, where]) => where).join(',')} for ${[...plugins].join(',')}`);
  process.exit(0);
} else {
  setTimeout(() => {
    throw new Error('nobody’s');
  }, 5);
}
