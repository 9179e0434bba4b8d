/** Background work on the database, so that the embedded engine has it too. At least once; handlers must be idempotent. */
export interface Jobs {
  /** Declares the handler of a job. `every` is a cron expression for a repeated one (UTC). */
  define<T extends object>(
    name: string,
    options: JobOptions,
    handler: (data: T, signal: AbortSignal) => Promise<void>,
  ): void;
  /** Queues a job; inside a transaction it is queued with it. */
  enqueue<T extends object>(
    name: string,
    data: T,
    options?: { startAfter?: Date; singletonKey?: string },
  ): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface JobOptions {
  every?: string;
  /** Tries in all. Default 3, with backoff. */
  attempts?: number;
  /** Seconds one run may take. Default 60. */
  timeout?: number;
}
