import type { PluginContext } from '@teambrain/core';

export interface AlarmDeps {
  /** When there is something to do next, in milliseconds UTC. */
  next(): Promise<number | null>;
  /** Does what is due. */
  ring(): Promise<void>;
  log: Pick<PluginContext['log'], 'warn'>;
}

/** Without anything nearer it looks again after this. */
export const longestWait = 600_000;
/** After a failure, and for what stays due although it was tried. */
const afterFailure = 10_000;

/** Rings once something is due: one timer, for the nearest of all. */
export function createAlarm({ next, ring, log }: AlarmDeps) {
  let timer: NodeJS.Timeout | null = null;
  let setFor = Number.POSITIVE_INFINITY;
  let running: Promise<void> | null = null;
  let isClosed = false;

  function set(at: number): void {
    if (isClosed) return;
    if (timer) clearTimeout(timer);
    setFor = at;
    timer = setTimeout(look, Math.max(at - Date.now(), 0)).unref();
  }

  async function lookNow(): Promise<void> {
    try {
      const began = Date.now();
      let following = await next();
      if (following !== null && following <= began) {
        await ring();
        following = await next();
      }
      const latest = Date.now() + longestWait;
      const isStuck = following !== null && following <= began;
      set(isStuck ? Date.now() + afterFailure : Math.min(following ?? latest, latest));
    } catch (err) {
      log.warn({ err }, 'reminders could not be looked up');
      set(Date.now() + afterFailure);
    }
  }

  function look(): Promise<void> {
    if (isClosed) return Promise.resolve();
    setFor = Number.POSITIVE_INFINITY;
    running ??= lookNow().finally(() => {
      running = null;
    });
    return running;
  }

  return {
    look,
    /** There is something to do then: looks again when that is before everything it knows. */
    at(due: number): void {
      if (running) running.then(() => due < setFor && set(due));
      else if (due < setFor) set(due);
    },
    async stop(): Promise<void> {
      isClosed = true;
      if (timer) clearTimeout(timer);
      await running;
    },
  };
}

export type Alarm = ReturnType<typeof createAlarm>;
