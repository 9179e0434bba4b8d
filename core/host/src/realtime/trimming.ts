import type { Jobs } from '../jobs/contract.js';
import type { RealtimeConfig } from './config.js';
import type { LogRepository } from './repository.js';

/** Rows a statement deletes: short enough for nobody to wait for it. */
const chunk = 5_000;

/** Removes old events from the log, hourly. Clients that are behind it load a snapshot. */
export function defineTrimming(
  jobs: Jobs,
  repository: LogRepository,
  config: Pick<RealtimeConfig, 'logDays' | 'logEventsPerChannel'>,
): void {
  jobs.define('realtime.trim', { every: '17 * * * *', timeout: 600 }, async (_data, signal) => {
    while (!signal.aborted && (await repository.trimByAge(config.logDays, chunk)) === chunk);
    while (!signal.aborted && (await repository.trimBySize(config.logEventsPerChannel, chunk)) === chunk);
  });
}
