import type { Jobs } from '../jobs/contract.js';
import { runAs } from './attribution.js';
import type { Faults } from './faults.js';
import type { Gate } from './gate.js';

/** The job queue as one plugin gets it: no job of a plugin that is off runs, and faults stay with their plugin. */
export function containJobs(
  plugin: string,
  jobs: Jobs,
  { faults, gate }: { faults: Faults; gate: Gate },
): Jobs {
  return {
    ...jobs,
    define(name, options, handler) {
      jobs.define(name, options, async (data: never, signal) => {
        // A repeated job comes again by itself; a queued one is tried again later.
        if (!gate.isOn(plugin) && options.every !== undefined) return;
        gate.check(plugin);
        try {
          await runAs(plugin, async () => handler(data, signal));
        } catch (error) {
          faults.record(plugin, 'job', error);
          throw error;
        }
      });
    },
  };
}
