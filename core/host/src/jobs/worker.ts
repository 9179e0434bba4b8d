import type { FastifyBaseLogger } from 'fastify';
import type PgBoss from 'pg-boss';

export interface WorkerOptions {
  queue: Pick<PgBoss, 'fetch' | 'complete' | 'fail'>;
  name: string;
  pollMs: number;
  isPaused(): boolean;
  run(data: object): Promise<void>;
  log: Pick<FastifyBaseLogger, 'warn'>;
}

export interface JobWorker {
  /** There is something to do: it looks at once. */
  wake(): void;
  /** Takes no more; resolves when the job that runs is done and written down. */
  stop(): Promise<void>;
}

/**
 * Takes the jobs of one queue, one after another, as long as there are any. The library's own worker writes down how a
 * job ended without waiting for it: where the database is away just then, that ends the process.
 */
export function startWorker({ queue, name, pollMs, isPaused, run, log }: WorkerOptions): JobWorker {
  let stopped = false;
  let woken = false;
  let interrupt = (): void => {};

  async function takeOne(): Promise<boolean> {
    if (isPaused()) return false;
    const [job] = (await queue.fetch<object>(name, { batchSize: 1 })) ?? [];
    if (job === undefined) return false;
    try {
      await run(job.data ?? {});
    } catch (error) {
      await queue.fail(name, job.id, error as object);
      return true;
    }
    await queue.complete(name, job.id);
    return true;
  }

  function pause(): Promise<void> {
    if (stopped || woken) return Promise.resolve();
    return new Promise((done) => {
      const timer = setTimeout(done, pollMs);
      timer.unref();
      interrupt = () => {
        clearTimeout(timer);
        done();
      };
    });
  }

  async function loop(): Promise<void> {
    while (!stopped) {
      woken = false;
      const more = await takeOne().catch((error: unknown) => {
        // A job whose end could not be written expires, and is tried again.
        log.warn({ err: error, job: name }, 'the job queue failed');
        return false;
      });
      if (!more) await pause();
    }
  }
  const running = loop();

  return {
    wake() {
      woken = true;
      interrupt();
    },
    stop() {
      stopped = true;
      interrupt();
      return running;
    },
  };
}
