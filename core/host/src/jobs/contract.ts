/** Background work on the database, so that the embedded engine has it too. At least once; handlers must be idempotent. */
export interface Jobs {
  /**
   * Declares the handler of a job, before {@link Jobs.start}. `every` is a cron expression for a repeated one (UTC).
   * The signal aborts when the run takes too long and when the server stops.
   */
  define<T extends object>(
    name: string,
    options: JobOptions,
    handler: (data: T, signal: AbortSignal) => Promise<void>,
  ): void;
  /**
   * Queues a job that this instance has declared; inside a transaction it is queued with it. While one with the same
   * `singletonKey` waits to begin, another is not queued.
   */
  enqueue<T extends object>(
    name: string,
    data: T,
    options?: { startAfter?: Date; singletonKey?: string },
  ): Promise<void>;
  /** Starts the queue when a job was declared; without any it does nothing. The first `enqueue` does so too. */
  start(): Promise<void>;
  /** Starts it a second from now, in the background, and again every 10 s where that fails. */
  startSoon(): void;
  /** Takes no more jobs and waits up to 5 s for those that run. */
  stop(): Promise<void>;
}

export interface JobOptions {
  /** Cron expression with minutes, in UTC: `15 3 * * *`. */
  every?: string;
  /** Tries in all. Default 3, with backoff. */
  attempts?: number;
  /** Seconds one run may take. Default 60. */
  timeout?: number;
}

/** How the jobs of one name stand on the whole server. */
export interface JobQueue {
  name: string;
  /** Cron expression of a repeated one. */
  every?: string;
  paused: boolean;
  waiting: number;
  active: number;
  failed: number;
  completed: number;
  /** When the last one failed for good. */
  failedAt?: string;
}
