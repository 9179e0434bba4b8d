import { type PluginContext, ProblemError } from '@teambrain/core';
import type { RefusalRow, RefusalsRepository } from './repository.js';

/** How long counts wait in memory: a flood of refused attempts costs one statement in this time. */
const flushMs = 5_000;

/** Counts refused attempts by app, day and code. What an instance has counted since its last flush dies with it. */
export function createRefusals(
  ctx: Pick<PluginContext, 'log'>,
  repository: Pick<RefusalsRepository, 'add' | 'sums'>,
  idOf: (appKey: string) => Promise<string | undefined>,
) {
  let waiting = new Map<string, RefusalRow>();
  let timer: NodeJS.Timeout | undefined;
  let flushing: Promise<void> = Promise.resolve();
  const totals = new Map<string, number>();

  function count(appId: string, code: string): void {
    totals.set(code, (totals.get(code) ?? 0) + 1);
    const day = new Date().toISOString().slice(0, 10);
    const key = `${appId} ${day} ${code}`;
    const row = waiting.get(key);
    if (row) row.count += 1;
    else waiting.set(key, { appId, day, code, count: 1 });
    timer ??= setTimeout(() => void flush(), flushMs).unref();
  }

  async function write(rows: Map<string, RefusalRow>): Promise<void> {
    if (rows.size === 0) return;
    try {
      await repository.add([...rows.values()]);
    } catch (err) {
      ctx.log.warn({ err }, 'refused attempts could not be counted');
    }
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const rows = waiting;
    waiting = new Map();
    flushing = flushing.then(() => write(rows));
    return flushing;
  }

  return {
    count,
    flush,
    /** Runs `work` for an app; what it refuses is counted there. */
    async counted<T>(appKey: string, work: () => Promise<T>): Promise<T> {
      try {
        return await work();
      } catch (error) {
        if (error instanceof ProblemError && error.status < 500) {
          const appId = await idOf(appKey).catch(() => undefined);
          if (appId !== undefined) count(appId, error.code);
        }
        throw error;
      }
    },
    /** Of these apps, by code, what was counted so far on this instance included. */
    async of(appIds: readonly string[]): Promise<Map<string, Record<string, number>>> {
      await flush();
      return repository.sums(appIds);
    },
    /** Since the start of this instance, by code: for metrics. */
    totals: (): ReadonlyMap<string, number> => totals,
  };
}

export type Refusals = ReturnType<typeof createRefusals>;
