import type { FastifyBaseLogger } from 'fastify';
import { runningPlugin } from '../plugins/attribution.js';
import type { Faults } from '../plugins/faults.js';

export interface ProcessGuardDeps {
  faults: Faults;
  log: Pick<FastifyBaseLogger, 'fatal'>;
  /** Drains and closes the server. */
  stop(): Promise<void>;
}

/**
 * Errors that nobody caught: those of a plugin's timer or promise are counted against it and the host goes on; one of
 * unknown origin may have left anything behind, so the server drains and the process exits with 1 for its supervisor.
 */
export function guardProcess({ faults, log, stop }: ProcessGuardDeps): () => void {
  let ending = false;
  const handle = (where: string) => (error: unknown) => {
    const plugin = runningPlugin();
    if (plugin !== undefined) return faults.record(plugin, where, error);
    log.fatal({ err: error }, 'an error that nobody caught ends the process');
    if (ending) return;
    ending = true;
    stop().finally(() => process.exit(1));
  };
  const onException = handle('timer');
  const onRejection = handle('promise');
  process.on('uncaughtException', onException);
  process.on('unhandledRejection', onRejection);
  return () => {
    process.off('uncaughtException', onException);
    process.off('unhandledRejection', onRejection);
  };
}
